import { isSesAddress } from '../parse/ses-address.ts';
import { domainAfterAt } from './names.ts';

/** What a reply is about, so that an address in it can be told apart. */
export interface ReplyAbout {
  /** The code of what the reply means. */
  code: string;
  recipient: string | null;
}

/**
 * The IP address that a reply says the mail came from, or null. The address that was connected to is the receiver's: nobody's mail
 * leaves there. Where no word says whose an address is, it is the sender's in a reply that complains of who sends.
 */
export function sendingIpIn(text: string, { code, recipient }: ReplyAbout): string | null {
  let open: string | null = null;
  for (const { ip, at } of addressesOf(text)) {
    const side = sideOf(ip, text, at, recipient);
    if (side === 'sender') return ip;
    if (side === null) open ??= ip;
  }
  return ofSender.has(code) ? open : null;
}

/** What receivers say of who sends; the rest is of the recipient, the connection or the content. */
const ofSender: ReadonlySet<string> = new Set([
  'bounce/authentication-failed',
  'bounce/greylisted',
  'bounce/ip-blocked-by-provider',
  'bounce/ip-blocklisted',
  'bounce/policy-rejected',
  'bounce/rate-limited',
  'bounce/reverse-name-rejected',
  'bounce/sender-domain',
  'bounce/spam-rejected',
]);

/** At most so many addresses of a text are looked at. */
const most = 20;

/** The addresses in a text, version 4 before version 6, in order. */
function addressesOf(text: string): readonly { ip: string; at: number }[] {
  const found: { ip: string; at: number }[] = [];
  for (const { 0: ip, index: at } of text.matchAll(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d|\d)/gu)) {
    if (ip.split('.').every((part) => Number(part) <= 255) && !ip.startsWith('127.')) found.push({ ip, at });
    if (found.length >= most) return found;
  }
  if (!/[0-9a-f]:[0-9a-f:]/iu.test(text)) return found;
  const v6 =
    /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4}|:[0-9a-f]{1,4})(?::[0-9a-f]{1,4}){0,5}(?![\w:])/giu;
  for (const { 0: ip, index: at } of text.matchAll(v6)) {
    found.push({ ip, at });
    if (found.length >= most) break;
  }
  return found;
}

/** Whose an address is, by what stands around it; null when nothing says so. */
function sideOf(
  ip: string,
  text: string,
  at: number,
  recipient: string | null,
): 'sender' | 'receiver' | null {
  const after = text.slice(at + ip.length, at + ip.length + 60);
  if (portOfServer.test(after)) return 'receiver';
  if (isSesAddress(ip)) return 'sender';
  const before = text.slice(Math.max(0, at - 200), at).replace(/\s{0,2}[[(<"']{0,2}(?:IPv6:)?$/iu, '');
  const name = /(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\.?$/u.exec(before)?.[0] ?? '';
  const lead = before.slice(0, before.length - name.length);
  if (reached.test(lead) || keyOfServer.test(lead)) return 'receiver';
  if (ofClient.test(lead)) return 'sender';
  if (speaks.test(after) || (name !== '' && /\bhost\s{1,2}$/iu.test(lead))) return 'receiver';
  return isOf(name, recipient) ? 'receiver' : null;
}

/** `host[ip]:25`, `ip port 25`: where servers listen; a client's port is any that was free. */
const portOfServer = /^[\])]{0,2}(?::| port )(?:24|25|465|587|2525)(?!\d)/iu;

const server =
  /(?:the |your )?(?:(?:remote|receiving|destination|recipient(?:'s)?|mail|smtp|mx)\s){0,3}(?:(?:host|server|relay|mta|exchanger|mx)\s{0,2})?/u
    .source;

/** `connect to`, `lost connection with`, `Giving up on`, `delivery to host`, `no response from`, `MX`. */
const reached = new RegExp(
  String.raw`(?:\b(?:connect\w*|deliver\w*|talk\w*|session|conversation|attempt\w*|relay\w*|handed|lost|giv\w{1,3} up|gave up|time(?:d )?out|sent|forward\w*)\b[^.;:]{0,30}?\b(?:to|with|on|at)|\bto(?= (?:host|server|mx)\b)|\b(?:answer|response|reply|greeting|banner) from|\b(?:reach|contact)(?:ing|ed)?|\bmx)\s{1,3}${server}$`,
  'iu',
);

/** `relay=`, `H=`, `Remote-MTA: dns;`, `LastAttemptedServerName=`. */
const keyOfServer =
  /\b(?:relay|mta|mx|h|host|server|lastattempted(?:ip|servername)|remote[-_ ]?(?:mta|server)|dest\w{0,20}|dst)["']?\s{0,2}[=:]\s{0,2}["']?(?:dns\s{0,2};\s{0,2})?$/iu;

/** `Client host`, `from`, `your IP address`, `sender`: who sends. */
const ofClient =
  /\b(?:client|from|sender|sending|source|your|ip|ips|address|addr|peer|helo|ehlo|connecting)\b[\w\s:=-]{0,20}$/iu;

/** `host[ip] said:`, `ip does not like recipient`, `ip timed out`: it was spoken to. */
const speaks =
  /^[\])>]{0,3}:?\s{0,2}(?:said:|says:|refused to talk|refused the connection|does not like|timed out|did not (?:respond|answer)|connection (?:refused|timed out|reset)|connect: )/iu;

/** Whether a host is of the recipient's domain. */
function isOf(name: string, recipient: string | null): boolean {
  const domain = domainAfterAt(recipient ?? '')
    ?.split('.')
    .slice(-2)
    .join('.');
  const host = name.toLowerCase().replace(/\.$/u, '');
  return domain !== undefined && domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
