import { type MethodResult, parseAuthenticationResults } from './authentication-results.ts';
import { authenticationReadings } from './authentication-failure.ts';
import type { Collector } from './collector.ts';
import type { Fields } from './header-fields.ts';
import { addressesIn, domainAfterAt } from './names.ts';
import { readSpamVerdict } from './verdict-headers.ts';

/**
 * What Authentication-Results and the receiver's own verdict say. True when the fields hold any of them. They are no
 * all-clear where the text below them tells of a failure (`tellsOfFailure`), or where a result was not decided: then
 * false, and the whole is read as text.
 */
export function readVerdicts(fields: Fields, collector: Collector, failureBelow: boolean): boolean {
  const verdict = readSpamVerdict(fields);
  const results = fields
    .filter(({ name }) => name === 'authentication-results')
    .map(({ value }) => parseAuthenticationResults(value))
    .filter((parsed) => parsed.results.length > 0);
  const sealed = fields
    .filter(({ name }) => name === 'arc-authentication-results')
    .map(({ value }) => parseAuthenticationResults(value.replace(/^\s{0,3}i=\d{1,2};\s{0,3}/u, '')));
  const first = results[0] ?? sealed[0];
  const spf = fields.find(({ name }) => name === 'received-spf')?.value ?? null;
  if (verdict === null && first === undefined && spf === null) return false;
  const readings = [
    ...(first === undefined
      ? []
      : authenticationReadings(
          first.results,
          sealed.flatMap(({ results: all }) => all),
          fields,
        )),
  ];
  if (first === undefined && spf !== null && /^(?:fail|softfail|permerror)/iu.test(spf))
    readings.push({
      code: 'message/spf-failed',
      quote: `Received-SPF: ${spf}`,
      subject: null,
      data: { result: spf.split(/\s/u, 1)[0] ?? '' },
      weight: 0,
    });
  if (verdict !== null)
    readings.push({
      code: 'message/spam-verdict',
      quote: verdict.quote,
      subject: null,
      data: { filter: verdict.filter, words: verdict.words },
      weight: 0,
    });
  const undecided = (first?.results ?? []).some(({ result }) => /^(?:temp|perm)error$/u.test(result));
  if (readings.length === 0 && (failureBelow || undecided)) return false;
  const passed = hasPassed(first?.results ?? [], spf) && isAboutThis(first?.results ?? [], fields);
  collector.add(
    collector.item('header', 'Header fields of a received message'),
    readings.length > 0
      ? readings
      : [
          {
            code: passed ? 'send/no-failure' : 'send/unrecognised',
            quote: first?.results[0]?.text ?? spf ?? 'no failure in these header fields',
            subject: null,
            data: passed ? { event: 'authentication' } : {},
            weight: 3,
          },
        ],
  );
  return true;
}

/** DMARC judges the From field (RFC 9989 4.3): a result about another domain is about another message. */
function isAboutThis(results: readonly MethodResult[], fields: Fields): boolean {
  const from = domainAfterAt(addressesIn(fields.find(({ name }) => name === 'from')?.value ?? '')[0] ?? '');
  const judged = results.flatMap(({ properties }) => properties['header.from'] ?? []);
  return (
    from === null || judged.every((one) => one.toLowerCase().replace(/^.*@/u, '') === from.toLowerCase())
  );
}

/** Neutral and none are no failure and no pass (RFC 8601 2.7): only what passed is an all-clear. */
const hasPassed = (results: readonly MethodResult[], spf: string | null): boolean =>
  results.some(({ method, result }) => /^(?:dmarc|dkim|spf)$/u.test(method) && result === 'pass') ||
  (results.length === 0 && /^\s{0,3}pass\b/iu.test(spf ?? ''));
