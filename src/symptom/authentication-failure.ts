import { type MethodResult, signerOf } from './authentication-results.ts';
import type { Reading } from './collector.ts';
import type { Fields } from './header-fields.ts';
import { addressesIn, domainAfterAt } from './names.ts';
import { saysOf } from './tables/authentication-methods.ts';

/**
 * What failed of DMARC, DKIM and SPF by the results of a receiver (RFC 8601); empty when nothing did. `sealed` are the
 * results that a forwarder saw before (RFC 8617), `fields` those of the message.
 */
export function authenticationReadings(
  results: readonly MethodResult[],
  sealed: readonly MethodResult[],
  fields: Fields,
): Reading[] {
  const all = (method: string): readonly MethodResult[] =>
    results.filter((result) => result.method === method);
  const [dmarc] = all('dmarc');
  const [spf] = all('spf');
  const dkim = all('dkim');
  const from =
    dmarc?.properties['header.from'] ??
    spf?.properties['header.from'] ??
    domainAfterAt(addressesIn(fields.find(({ name }) => name === 'from')?.value ?? '')[0] ?? '') ??
    null;
  const subject = from === null ? null : from.toLowerCase().replace(/^.*@/u, '');
  const quote = (...parts: readonly (MethodResult | undefined)[]): string =>
    parts.flatMap((part) => (part === undefined ? [] : [part.text])).join('; ');
  const readings: Reading[] = [];
  const passing = dkim.filter(({ result }) => result === 'pass');
  const broken = dkim.filter(
    ({ result }) =>
      ['fail', 'permerror', 'policy', 'hardfail', 'invalid', 'neutral'].includes(result) ||
      // The key could not be looked up: that is a failure only where DMARC failed over it.
      (result === 'temperror' && dmarc?.result === 'fail'),
  );
  const aligned = subject !== null && passing.some((result) => isAligned(signingDomain(result), subject));
  const data: Record<string, string> = {
    ...(subject === null ? {} : { from: subject }),
    dkim: dkim.map((result) => `${result.result} ${signingDomain(result)}`.trim()).join(', '),
    spf: spf === undefined ? '' : `${spf.result} ${spf.properties['smtp.mailfrom'] ?? ''}`.trim(),
    dmarc: dmarc?.result ?? '',
  };
  const forwarded =
    sealed.some(({ method, result }) => method === 'dmarc' && result === 'pass') ||
    (all('arc').some(({ result }) => result === 'pass') && dmarc?.result === 'fail');
  // RFC 8601 2.7.2, RFC 9989 4.7: the record itself is broken, whatever signs the mail.
  if (dmarc?.result === 'permerror')
    readings.push(
      { code: 'dmarc/syntax-error', subject, quote: quote(dmarc), data, weight: 0 },
      { code: 'dmarc/multiple-records', subject, quote: quote(dmarc), data, weight: 0 },
    );
  if (dmarc?.result === 'fail') {
    if (forwarded)
      readings.push({ code: 'message/forwarded', subject, quote: quote(dmarc), data, weight: 0 });
    readings.push({ code: 'message/dmarc-failed', subject, quote: quote(dmarc), data, weight: 0 });
    if (passing.length > 0 && !aligned)
      readings.push({ code: 'message/dkim-unaligned', subject, quote: quote(...passing), data, weight: 0 });
  }
  const onlyOwn = broken.filter((result) => !signingDomain(result).endsWith('amazonses.com'));
  if (broken.length > 0 && !aligned)
    readings.push({
      code: 'message/dkim-invalid',
      subject: signingDomain(onlyOwn[0] ?? broken[0]) || subject,
      quote: quote(onlyOwn[0] ?? broken[0]),
      data: { ...data, reason: /\(([^()]{1,120})\)/u.exec((onlyOwn[0] ?? broken[0])?.text ?? '')?.[1] ?? '' },
      weight: 0,
    });
  if (dkim.length > 0 && dkim.every(({ result }) => result === 'none') && !aligned)
    readings.push({ code: 'message/unsigned', subject, quote: quote(dkim[0]), data, weight: 0 });
  if (
    spf !== undefined &&
    ['fail', 'softfail', 'hardfail', 'permerror', 'none', 'neutral'].includes(spf.result) &&
    // A record with an error (RFC 7208 2.6.7) is broken for every receiver, whatever DKIM saves here.
    (dmarc?.result !== 'pass' || ['fail', 'hardfail', 'permerror'].includes(spf.result))
  ) {
    if (spf.result === 'none' || spf.result === 'neutral') {
      if (dmarc?.result === 'fail')
        readings.push({
          code: 'message/spf-failed',
          subject: spf.properties['smtp.mailfrom'] ?? subject,
          quote: quote(spf),
          data,
          weight: 1,
        });
    } else
      readings.push({
        code: 'message/spf-failed',
        subject:
          domainAfterAt(spf.properties['smtp.mailfrom'] ?? '') ?? spf.properties['smtp.mailfrom'] ?? subject,
        quote: quote(spf),
        data,
        weight: readings.length > 0 ? 1 : 0,
      });
  }
  if (
    dmarc === undefined &&
    passing.length > 0 &&
    !aligned &&
    subject !== null &&
    passing.every((result) => signingDomain(result) !== '')
  )
    readings.push({ code: 'message/dkim-unaligned', subject, quote: quote(...passing), data, weight: 0 });
  return readings.length > 0 ? readings : byTable(results, subject, data);
}

/** What a failed result of the other methods is about, as a cause. The registry says which results are failures. */
const causes: Readonly<Record<string, string>> = {
  compauth: 'message/dmarc-failed',
  'sender-id': 'message/spf-failed',
  domainkeys: 'message/dkim-invalid',
  'dkim-adsp': 'message/dkim-invalid',
  'dkim-atps': 'message/dkim-unaligned',
  iprev: 'bounce/reverse-name-rejected',
  arc: 'message/forwarded',
};

/** What the results of the less common methods say, where DKIM, SPF and DMARC tell of no failure. */
function byTable(
  results: readonly MethodResult[],
  subject: string | null,
  data: Readonly<Record<string, string>>,
): Reading[] {
  const readings: Reading[] = [];
  const passes = results.some(
    ({ method, result }) => ['dkim', 'spf', 'dmarc'].includes(method) && saysOf(method, result) === 'passes',
  );
  for (const { method, result, text } of results) {
    const code = causes[method];
    if (code !== undefined && saysOf(method, result) === 'fails' && !passes)
      readings.push({ code, subject, quote: text, data, weight: 1 });
    // RFC 7489 11.2: none is "no DMARC policy record was published"; RFC 7208 2.6.1: no SPF record.
    if (method === 'dmarc' && result === 'none' && !passes)
      readings.push({ code: 'dmarc/missing', subject, quote: text, data, weight: 1 });
    if (method === 'spf' && ['none', 'neutral', 'policy'].includes(result) && !passes)
      readings.push({ code: 'message/spf-failed', subject, quote: text, data, weight: 1 });
  }
  return readings;
}

/** The domain of a DKIM result; empty where there is none. */
const signingDomain = (result: MethodResult | undefined): string =>
  result === undefined ? '' : signerOf(result);

/** One is the other or a parent of it: enough to tell alignment from none when the public suffix list is not available. */
const isAligned = (domain: string, from: string): boolean =>
  domain !== '' &&
  (domain === from ||
    from.endsWith(`.${domain}`) ||
    domain.endsWith(`.${from}`) ||
    lastLabels(domain) === lastLabels(from));

const lastLabels = (domain: string): string => domain.split('.').slice(-2).join('.');
