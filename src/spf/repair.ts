import { parseIpv4, parseIpv6 } from '../parse/ip-address.ts';
import { formatSpf, isSpfRecord, parseSpf, type SpfQualifier } from './record.ts';

/** What may stand in a record that we offer for pasting. */
const harmless = /^v=spf1[A-Za-z0-9 :=/.,_+~?%{}-]{0,2000}$/;

/** A mechanism written with "=": receivers take it for an unknown modifier and pass over it (RFC 7208 6). */
const confused = /^[+\-~?]?(?:include|ip4|ip6|mx|a|exists|ptr)=/i;

/**
 * One record out of several: every term once, in order, and the most lenient `all`. A redirect becomes an include.
 * Null when a record is broken, or holds what we would not paste.
 */
export function mergeSpf(texts: readonly string[]): string | null {
  const records = texts.map(parseSpf);
  if (records.some(({ errors }) => errors.length > 0)) return null;
  const terms = new Map<string, string>();
  const ends: SpfQualifier[] = [];
  for (const { terms: own, exp } of records) {
    const hasAll = own.some((term) => term.kind === 'directive' && term.mechanism === 'all');
    for (const term of own) {
      if (term.kind === 'directive' && term.mechanism === 'all') ends.push(term.qualifier);
      else if (term.kind === 'modifier' && term.name === 'redirect') {
        if (!hasAll) terms.set(`include:${term.value.text}`.toLowerCase(), `include:${term.value.text}`);
      } else if (term !== exp) terms.set(term.text.toLowerCase(), term.text);
    }
  }
  const end = ends.includes('?')
    ? '?all'
    : ends.length > 0 && ends.every((one) => one === '-')
      ? '-all'
      : '~all';
  return checked(formatSpf([...terms.values(), end].map((text) => ({ text }))));
}

/** The record with its usual slips repaired, or null when that does not make it sound. */
export function repairSpf(text: string): string | null {
  const { errors } = parseSpf(text);
  const wrong = new Set(errors.map(({ term }) => term));
  const words = text
    .slice('v=spf1'.length)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (wrong.has(word) || confused.test(word) ? repairTerm(word) : word))
    .filter((word) => word !== '');
  // A record without a term allows nobody: that is no repair.
  if (words.length === 0) return null;
  return checked(formatSpf([...new Set(words)].map((word) => ({ text: word }))));
}

/** The record with SES in front, where nothing matches before it; null when that does not make a sound record. */
export const withSes = (text: string): string | null =>
  repairSpf(text.replace(/^v=spf1/i, 'v=spf1 include:amazonses.com'));

/** The record with these addresses in front; null when that does not make a sound record. */
export const withAddresses = (text: string, ips: readonly string[]): string | null =>
  repairSpf(
    text.replace(
      /^v=spf1/i,
      ['v=spf1', ...ips.map((ip) => `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`)].join(' '),
    ),
  );

function checked(record: string): string | null {
  return harmless.test(record) && isSpfRecord(record) && parseSpf(record).errors.length === 0 ? record : null;
}

function repairTerm(word: string): string {
  const bare = withoutEnds(word, '"\'', '"\',;');
  const [, sign = '', name = '', value = ''] = /^([+\-~?]?)([A-Za-z0-9]+)[:=](.*)$/.exec(bare) ?? [];
  switch (name.toLowerCase()) {
    case 'redirect':
    case 'exp':
      return `${name.toLowerCase()}=${value}`;
    case 'ip':
    case 'ipv4':
    case 'ipv6':
    case 'ip4':
    case 'ip6':
    case 'a':
      return `${sign}${networkName(value) ?? name}:${value}`;
    case 'include':
    case 'mx':
    case 'exists':
    case 'ptr':
      return `${sign}${name}:${value}`;
    default:
      return bare;
  }
}

/** The word without these characters at its ends; in one pass, for a record may hold 50 KB of quotes. */
function withoutEnds(word: string, front: string, back: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && front.includes(word.charAt(start))) start += 1;
  while (end > start && back.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(start, end);
}

function networkName(value: string): 'ip4' | 'ip6' | null {
  const address = value.split('/')[0] ?? '';
  if (parseIpv4(address) !== null) return 'ip4';
  return parseIpv6(address) === null ? null : 'ip6';
}
