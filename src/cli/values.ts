import { isIP, isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { sesRegion, sesRegions } from '../knowledge/regions.ts';
import { nearest } from '../model/edit-distance.ts';
import type { SmtpPort } from '../model/target.ts';
import { domainPattern, localPartPattern } from '../parse/identity-name.ts';
import { parseSourceArn } from '../parse/source-arn.ts';
import { UsageError } from './usage-error.ts';

/** A domain in lower case as A-labels, without a final dot. `quoted` is what an error may show of it. */
export function domain(text: string, flag: string, quoted = text): string {
  const bare = text.trim().replace(/\.$/, '');
  const ascii = isPrintable(bare) ? domainToASCII(bare).toLowerCase() : '';
  if (!domainPattern.test(ascii) || isIPv4(ascii)) {
    throw new UsageError(
      `${flag}: ${show(quoted)} is not a domain or address; ${meantBy(text, quoted) ?? 'write it as example.com or sender@example.com'}`,
    );
  }
  return ascii;
}

/** The domain in what somebody copied: a URL, a host with its port, a pattern. Null where none is in it, or it is hidden. */
function meantBy(text: string, quoted: string): string | null {
  if (text !== quoted) return null;
  const inside = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d+$/, '')
    .replace(/^\*?\.|^@/, '')
    .toLowerCase();
  if (!domainPattern.test(inside) || isIPv4(inside)) return null;
  return `did you mean ${inside}?`;
}

/** An address with its domain as lower-case A-labels; the local part is kept as it is, for SES it matters. */
export function address(text: string, flag: string): string {
  const bare = text.trim();
  if (/[<>"\s]/.test(bare)) {
    throw new UsageError(
      `${flag}: give the bare e-mail address without a display name, for example sender@example.com, not ${show(text)}`,
    );
  }
  const at = bare.lastIndexOf('@');
  if (at <= 0 || /^mailto:/i.test(bare)) {
    const inside = bare.replace(/^mailto:|\?.*$/gi, '').replace(/^@/, '');
    const meant =
      /^[^@]+@[^@]+$/.test(inside) || domainPattern.test(inside) ? `; did you mean ${inside}?` : '';
    throw new UsageError(`${flag}: ${show(text)} is not an e-mail address${meant}`);
  }
  const local = bare.slice(0, at);
  if (/[^\x21-\x7e]/.test(local)) {
    throw new UsageError(`${flag}: SES takes only ASCII before the @ (no SMTPUTF8), not ${show(text)}`);
  }
  if (local.length > 64 || !localPartPattern.test(local))
    throw new UsageError(`${flag}: ${show(text)} is not an e-mail address`);
  const rest = bare.slice(at + 1);
  return `${local}@${domain(rest, flag, rest === '' ? bare : rest)}`;
}

/** The MAIL FROM domain, which SES makes the addresses of. */
export function mailFromDomain(text: string, flag: string): string {
  const inside = /^<?[^\s@<>]+@([^\s@<>]+)>?$/.exec(text.trim())?.[1]?.toLowerCase();
  if (inside !== undefined && domainPattern.test(inside))
    throw new UsageError(`${flag}: ${show(text)} is an address; give its domain alone, ${inside}`);
  return domain(text, flag);
}

/** A DKIM selector (RFC 6376 3.1), lower case: DNS knows no other. */
export function selector(text: string, flag: string): string {
  const bare = text
    .trim()
    .replace(/\._domainkey(?:\..*)?$/i, '')
    .toLowerCase();
  if (
    bare.length > 190 ||
    bare === '_domainkey' ||
    !/^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/.test(bare)
  )
    throw new UsageError(`${flag}: ${show(text)} is not a selector; it is the s= of a DKIM-Signature`);
  return bare;
}

/** A domain or an address. */
export function identity(text: string, flag: string): string {
  const named = /^arn:[^\s]*:identity\/([^\s]+)$/i.exec(text.trim())?.[1];
  if (named !== undefined)
    throw new UsageError(
      `${flag}: ${show(text)} is an ARN; write ${named}, or where it is of another account --source-arn`,
    );
  return text.includes('@') || /[<>"\s]/.test(text) ? address(text, flag) : domain(text, flag);
}

/**
 * A Region's name as a flag may give it, lower case. One that is a letter or two away from a Region of SES and has the
 * number of that one is misspelt; any other may be newer than our list, and whether there is such a Region is for AWS to say.
 */
export function region(text: string, flag: string): string {
  if (text.toLowerCase() === 'all' || text.includes(','))
    throw new UsageError(
      `${flag}: ${show(text)} is more than one Region; run it once for each, or look at all of them with ses-doctor survey`,
    );
  if (!/^[A-Za-z]{2,12}(?:-[A-Za-z0-9]{1,12}){1,4}$/.test(text)) {
    throw new UsageError(`${flag}: ${show(text)} cannot be a Region; write it as eu-west-1`);
  }
  const name = text.toLowerCase();
  const begun = regionsBeginning(name);
  if (begun.length > 0)
    throw new UsageError(`${flag}: ${show(text)} is half of a Region's name: ${begun.join(', ')}`);
  const near = misspeltRegion(name);
  if (near !== null) throw new UsageError(`${flag}: SES has no Region ${show(text)}; did you mean ${near}?`);
  return name;
}

/** The Regions that a name without its end stands for: `eu-west`, `us-gov`. */
export const regionsBeginning = (name: string): readonly string[] =>
  sesRegions.map((one) => one.name).filter((one) => one.startsWith(`${name}-`));

/**
 * The Region that a name is a misspelling of: a letter away, with the same number and a word that no direction has. A
 * new Region has a new number, another direction or another country.
 */
export function misspeltRegion(name: string): string | null {
  if (sesRegion(name) !== null) return null;
  const number = (region: string): string => /(\d+)[a-f]?$/.exec(region)?.[1] ?? '';
  const [country = '', ...words] = name.split('-');
  const isNew = country.length <= 4 && words.every((word) => /^\d+$/.test(word) || regionWords.has(word));
  if (isNew) return null;
  const alike = sesRegions.map((one) => one.name).filter((one) => number(one) === number(name));
  return nearest(name, alike, 1);
}

/** What stands behind the country in names of Regions, those to come as well. */
const regionWords: ReadonlySet<string> = new Set([
  ...['gov', 'iso', 'isob', 'isoe', 'isof', 'de'],
  ...['north', 'south', 'east', 'west', 'central', 'northeast', 'northwest', 'southeast', 'southwest'],
]);

export function ip(text: string, flag: string): string {
  if (isIP(text) === 0) throw new UsageError(`${flag}: ${show(text)} is not an IPv4 or IPv6 address`);
  return text.toLowerCase();
}

/** `ip`, `ip:port` or `[ip6]:port`. */
export function resolver(text: string, flag: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text);
  if (match === null && isIP(text) !== 0) return { host: text, port: 53 };
  const host = match?.[1] ?? match?.[2] ?? '';
  if (isIP(host) === 0)
    throw new UsageError(
      `${flag}: ${show(text)} is not an IP address with an optional port, for example 192.0.2.53:53 or [2001:db8::53]:53`,
    );
  return { host, port: port(match?.[3] ?? '', flag) };
}

/** `587`, `587:starttls` or `465:tls`. Without a mode, 465 and 2465 speak TLS from the start. */
export function smtpPort(text: string, flag: string): SmtpPort {
  const match = /^(\d{1,5})(?::(starttls|tls))?$/.exec(text);
  if (match === null) throw new UsageError(`${flag}: write ${show(text)} as 587, 587:starttls or 465:tls`);
  const number = port(match[1] ?? '', flag);
  const implicit = match[2] === undefined ? number === 465 || number === 2465 : match[2] === 'tls';
  return { port: number, tls: implicit ? 'implicit' : 'starttls' };
}

function port(text: string, flag: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new UsageError(`${flag}: ${show(text)} is not a port`);
  return number;
}

/** A host name or IP address. */
export function hostName(text: string, flag: string): string {
  if (isIP(text) !== 0) return text;
  return text === 'localhost' ? text : domain(text, flag);
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A number and a unit as people write it: `30s`, `10 min`, `2 hours`. */
const amount =
  /(\d{1,9}(?:\.\d{1,3})?) ?(ms|msecs?|milliseconds?|s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])/gi;

const secondsOf = (unit: string): number =>
  /^m(?:s|il)/.test(unit) ? 0.001 : (unitSeconds[unit[0] ?? ''] ?? 1);

/** Seconds from `90`, `30s`, `10m`, `2h`, `1h30m`, `1d` or `2w`; null for anything else. */
export function secondsIn(text: string): number | null {
  const bare = text.trim();
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(bare)) return Number(bare);
  if (bare === '' || bare.replaceAll(amount, '').trim() !== '') return null;
  return [...bare.matchAll(amount)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * secondsOf(unit.toLowerCase()),
    0,
  );
}

/** A duration in seconds. */
export function duration(text: string, flag: string): number {
  const seconds = secondsIn(text) ?? NaN;
  if (seconds === 0)
    throw new UsageError(`${flag}: ${show(text)} is too short; give more than 0, as 30s, 10m, 2h or 1d`);
  if (!(seconds > 0))
    throw new UsageError(`${flag}: ${show(text)} is not a duration; write it as 30s, 10m, 2h or 1d`);
  return seconds;
}

/** A duration in seconds, which may be none: `0s`. */
export const durationFrom0 = (text: string, flag: string): number =>
  secondsIn(text) === 0 ? 0 : duration(text, flag);

/** A duration in seconds, at most a day. */
export function seconds(text: string, flag: string): number {
  const number = duration(text, flag);
  if (number > 86_400) throw new UsageError(`${flag}: ${show(text)} is more than a day`);
  return number;
}

export function count(text: string, flag: string): number {
  const number = Number(text);
  if (!/^\d{1,12}$/.test(text) || number < 1)
    throw new UsageError(`${flag}: ${show(text)} is not a number of recipients`);
  return number;
}

/** A whole number of something, from 1 on. */
export function wholeNumber(text: string, flag: string): number {
  const number = Number(text);
  if (!/^\d{1,12}$/.test(text) || number < 1)
    throw new UsageError(`${flag}: ${show(text)} is not a whole number from 1 on`);
  return number;
}

/** The name of a configuration set, template or tenant, as SES allows it. */
export function name(text: string, flag: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text))
    throw new UsageError(
      `${flag}: ${show(text)} is not a name SES can have (letters, digits, - and _, at most 64)`,
    );
  return text;
}

/** The EndpointId of a global endpoint, or its name. */
export function endpointId(text: string, flag: string): string {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/.test(text))
    throw new UsageError(`${flag}: ${show(text)} is not the id of a global endpoint (such as abcdef12.g3h)`);
  return text;
}

/** `http://` or `https://`, without credentials in it. */
export function url(text: string, flag: string): string {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new UsageError(`${flag}: ${show(text)} is not an http or https URL`);
  if (parsed.username !== '' || parsed.password !== '')
    throw new UsageError(`${flag}: leave user name and password out of the URL`);
  return text;
}

/** SES message ids are printable ASCII without spaces; angle brackets and the host part come from mail headers. */
export function messageId(text: string, flag: string): string {
  const bare = text
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/@(?:[\w-]+\.)?amazonses\.com$/i, '');
  if (!/^[A-Za-z0-9._-]{10,120}$/.test(bare))
    throw new UsageError(`${flag}: ${show(text)} is not an SES message id`);
  return bare;
}

/** A display name of a From field: any text of one line. */
export function displayName(text: string, flag: string): string {
  if (text.trim() === '' || text.length > 256 || /[\p{Cc}\p{Cf}]/u.test(text))
    throw new UsageError(`${flag}: ${show(text)} is not the name of a sender in one line`);
  return text.trim();
}

/** The ARN of an identity of SES, for example `arn:aws:ses:eu-west-1:111122223333:identity/example.com`. */
export function sourceArn(text: string, flag: string): string {
  const parsed = parseSourceArn(text);
  if (parsed === null || !isArn(text) || !/^\d{12}$/.test(parsed.account))
    throw new UsageError(
      `${flag}: ${show(text)} is not the ARN of an identity, for example arn:aws:ses:eu-west-1:111122223333:identity/example.com`,
    );
  return text;
}

export function arn(text: string, flag: string): string {
  if (!isArn(text))
    throw new UsageError(
      `${flag}: ${show(text)} is not an ARN, for example arn:aws:iam::111122223333:role/mailer`,
    );
  return text;
}

const isArn = (text: string): boolean =>
  /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{0,12}:[\w+=,.@:/-]{1,512}$/.test(text);

const isPrintable = (text: string): boolean => !/[\s\p{Cc}\p{Cf}/\\:?#[\]@]/u.test(text);

/** A value as it may stand in an error message: short, quoted, without control characters. */
export function show(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
  return `"${clean.length > 80 ? `${clean.slice(0, 77)}…` : clean}"`;
}
