import { isUnreachableAddress } from '../../knowledge/private-addresses.ts';
import { addressIn } from '../endpoint-in.ts';
import { domainAfterAt } from '../names.ts';

/** A host that a mail server could not hand a message to. */
export interface NextHost {
  /** Its name or address; null where the line says neither. */
  name: string | null;
  /** The host is of the domain that the message goes to: its MX. */
  isOfRecipient: boolean;
}

/** Where a connection went, as far as the lines around its failure tell. */
interface Place {
  host?: string;
  port?: string;
  address?: string;
}

const host = String.raw`(?:([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})\.?)?`;
const address = String.raw` ?\[([\da-f.:]{3,45})\](?::(\d{2,5}))?`;

/** Postfix, then Exim and OpenSMTPD, then Sendmail: the host with its address, or the address alone, and the port where it stands. */
const forms: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:connect to|lost connection with|conversation with) ${host}${address}`, 'iu'),
  new RegExp(String.raw`\brelay=${host}${address}`, 'iu'),
  new RegExp(String.raw`\bH=${host}${address}`, 'u'),
  new RegExp(String.raw`\bsmtp-out: .{0,80}\bconnection (?:to|with) ${host}${address}`, 'iu'),
  new RegExp(String.raw`\bmakeconnection \(${host}${address}`, 'iu'),
];

/**
 * Lines of programs that hand mail to the MX of its receivers: qmail in its log and its bounces, Exim, OpenSMTPD, Sendmail,
 * Haraka, MDaemon and hMailServer; and of msmtp, which names the host that it was given.
 */
const servers: readonly RegExp[] = [
  /\bqmail(?:-(?:send|remote|rspawn))?\b|\bdelivery \d{1,9}: (?:deferral|failure)\b|\bwasn't able to establish an smtp connection/iu,
  /(?:^|\s)(?:==|\*\*) \S{1,64}@\S{1,255} |\b[\da-z]{6}-[\da-z]{6,11}-[\da-z]{2,4}\b|\bR=dnslookup\b/iu,
  /\bsmtp-out: |\bmta (?:connecting|error|connected|delivery)\b/iu,
  /\bmailer=e?smtp\b|\bmakeconnection \(|\brelay=\[?[\w.-]{4,255}\]?\.?,.{0,60}\bstat=/iu,
  /\[outbound\]|\bharaka\b/iu,
  /\bmdaemon\b|\battempting smtp connection to\b|\bhmailserver\b/iu,
  /\bmsmtp: cannot connect to\b/iu,
  // A bounce of Exim, a host in a line of its own; one of qmail and Postfix.
  /^\s{1,8}host \S{3,255} \[[\d.a-f:]{3,45}\]:?\s{0,4}$/iu,
  /^\s{0,8}<[^\s<>]{1,64}@[^\s<>]{3,255}>: ?(?:$|connect)/iu,
];

/** A router or a transport of Exim, and a mailer of Sendmail, that hand everything to one host: that may be SES. */
const smartHost = /\b[RT]=\S{0,40}(?:smart|relay|ses|aws|amazon)|\bmailer=relay\b|\bsmtproutes?\b/iu;

/** What qmail says of all hosts of a receiver together. */
const ofNoHost = /\bable to establish an smtp connection/iu;

/** Lines above and below a failure that may belong to it. */
const reach = 4;

/**
 * The host of a receiver that a mail server tried to deliver to by itself, on port 25, as its line of a log says, or the lines around
 * it with what they tell of the `place`; null where they tell of none. Port 25 is where mail servers hand over (RFC 5321 4.5.4.2); an
 * address of the own network is a relay on the way.
 */
export function nextHostIn(lines: readonly string[], at: number, place: Place): NextHost | null {
  const text = lines[at] ?? '';
  const around = lines.slice(Math.max(0, at - reach), at + reach + 1);
  const isByOneHost = around.some((line) => smartHost.test(line));
  for (const form of text.includes('[') ? forms : []) {
    const [, name = '', ip = '', port = '25'] = form.exec(text) ?? [];
    if (ip !== '' && !(name === '' && isByOneHost) && isOfReceivers(name, ip, port))
      return next(text, name === '' ? ip : name);
  }
  const { host: name = '', port = '25', address: own } = place;
  const ip = own ?? around.flatMap((line) => addressIn(line) ?? [])[0] ?? '';
  if (isByOneHost || !isOfReceivers(name, ip, port)) return null;
  if (name === '' && ip === '' && !ofNoHost.test(text)) return null;
  if (!around.some((line) => servers.some((sign) => sign.test(line)))) return null;
  return next(text, name === '' ? ip : name);
}

const isOfReceivers = (name: string, ip: string, port: string): boolean =>
  port === '25' && !isUnreachableAddress(ip) && ip !== 'localhost' && !ofOthers.test(name);

/** Hosts of SES, and of the own network (RFC 6762 appendix G): such a one may be a relay that hands on to SES. */
const ofOthers =
  /amazonaws|amazonses|\.api\.aws$|^[^.]+$|\.(?:intranet|internal|private|corp|home|lan|local|localdomain)$/iu;

function next(text: string, name: string): NextHost {
  const recipient = /\bto=<?([^\s<>;,]{1,64}@[^\s<>;,]{3,255}?)>?(?=[\s,;:"]|$)/u.exec(text)?.[1] ?? '';
  const domain = domainAfterAt(recipient)?.split('.').slice(-2).join('.') ?? '';
  return {
    name: name === '' ? null : name,
    isOfRecipient: domain !== '' && `.${name.toLowerCase()}`.endsWith(`.${domain}`),
  };
}
