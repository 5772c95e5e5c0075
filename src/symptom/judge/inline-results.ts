import { once } from '../../model/once.ts';
import { authenticationReadings } from '../authentication-failure.ts';
import { parseAuthenticationResults } from '../authentication-results.ts';
import type { Reading } from '../collector.ts';
import { authenticationMethods } from '../tables/authentication-methods.ts';
import type { Line, TextBlock } from '../text-block.ts';

/** `spf=softfail`: a method of the registry with one of its results. */
const stated = once(() => {
  const results = new Set(authenticationMethods.flatMap((row) => row.results.map(({ result }) => result)));
  const methods = authenticationMethods.map(({ method }) => method);
  return new RegExp(`\\b(?:${methods.join('|')})\\s{0,2}=\\s{0,2}(?:${[...results].join('|')})\\b`, 'iu');
});

/**
 * Results of authentication (RFC 8601 2.2) in the middle of a text: somebody quotes a field, or what Gmail's "Show original" lists. Null
 * when a line has none, or none that failed.
 */
export function readInlineResults(
  block: TextBlock,
  at: number,
  { text, plain }: Line,
): readonly Reading[] | null {
  if (
    !/\b(?:dkim|spf|dmarc|compauth|iprev|sender-id|domainkeys)\b/u.test(plain) ||
    /(?<![\d.])[45]\d\d[ -]|smtp;/u.test(plain) ||
    isBesideRefusal(block, at)
  )
    return null;
  const field = /authentication-results["']?\s{0,2}[:=]/iu.exec(text);
  const start = field === null ? stated().exec(text)?.index : field.index + field[0].length;
  if (start === undefined) return readShown(block, at);
  const below = block.lines.slice(at + 1, at + 8).map((line) => line.text.trim());
  const value = [text.slice(start), ...below]
    .join(' ')
    .replace(
      /,\s{1,3}(?=(?:dkim|spf|dmarc|arc|compauth|iprev)\s{0,2}=)|\s(?=(?:dkim|spf|dmarc|compauth)\s{0,2}=)/giu,
      '; ',
    );
  const { results } = parseAuthenticationResults(value);
  const readings = authenticationReadings(results, [], []);
  return readings.length === 0 ? null : readings;
}

/** The refusal that results stand beside names its cause itself: Microsoft's 5.7.515 and Gmail's 5.7.26 list them with it. */
const isBesideRefusal = (block: TextBlock, at: number): boolean =>
  block.lines
    .slice(Math.max(0, at - 2), at + 3)
    .some(({ plain }) => /(?<![\d.])55\d[ -]#?5\.7\.(?:515|509|26|27|30|32)\b/u.test(plain));

/** `DMARC: 'FAIL'`, `SPF: FAIL with IP 192.0.2.1`, `DKIM check: none`: as Gmail and tools show them. */
const shown =
  /\b(SPF|DKIM|DMARC)(?: (?:check|result|status|verdict|signature|authentication|alignment))?["']?\s{0,3}[:=]\s{0,3}["']?(pass|fail|softfail|neutral|none|permerror|temperror)(?:ed)?\b/giu;

function readShown(block: TextBlock, at: number): readonly Reading[] | null {
  // "SES says DKIM: Failed though the CNAMEs are there": the state of a setup, and no receiver's result.
  if (/\bcnames?\b|\b(?:ses|console|amazon|aws) (?:says|shows|reports)\b/u.test(block.lines[at]?.plain ?? ''))
    return null;
  if (!new RegExp(shown).test(block.lines[at]?.text.slice(0, 1000) ?? '')) return null;
  const found = block.lines
    .slice(Math.max(0, at - 4), at + 5)
    .flatMap(({ text }) => [...text.slice(0, 1000).matchAll(shown)])
    .map(([, method = '', result = '']) => `${method}=${result}`);
  const readings = authenticationReadings(parseAuthenticationResults(found.join('; ')).results, [], []);
  return readings.length === 0 ? null : readings;
}
