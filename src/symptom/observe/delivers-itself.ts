import { isUnreachableAddress } from '../../knowledge/private-addresses.ts';
import { domainAfterAt } from '../names.ts';

/** A host that a mail server could not hand a message to. */
export interface NextHost {
  name: string;
  /** The host is of the domain that the message goes to: its MX. */
  isOfRecipient: boolean;
}

const host = String.raw`([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})\.?`;
const address = String.raw` ?\[([\da-f.:]{3,45})\](?::(\d{2,5}))?`;

/** Postfix, then Exim and OpenSMTPD, then Sendmail: the host with its address, and the port where it stands. */
const forms: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:connect to|lost connection with|conversation with) ${host}${address}`, 'iu'),
  new RegExp(String.raw`\brelay=${host}${address}`, 'iu'),
  new RegExp(String.raw`\bH=${host}${address}`, 'u'),
  new RegExp(String.raw`\bsmtp-out: .{0,80}\bconnection (?:to|with) ${host}${address}`, 'iu'),
];

/**
 * The host of a receiver that a mail server tried to deliver to by itself, on port 25, as its line of a log says; null where a line
 * tells of none. Port 25 is where mail servers hand over (RFC 5321 4.5.4.2); an address of the own network is a relay on the way.
 */
export function nextHostIn(text: string): NextHost | null {
  if (!text.includes('[')) return null;
  for (const form of forms) {
    const [, name = '', ip = '', port = '25'] = form.exec(text) ?? [];
    if (
      name === '' ||
      port !== '25' ||
      isUnreachableAddress(ip) ||
      /amazonaws|amazonses|\.api\.aws$/iu.test(name)
    )
      continue;
    const recipient = /\bto=<?([^\s<>;,]{1,64}@[^\s<>;,]{3,255}?)>?(?=[\s,;:"]|$)/u.exec(text)?.[1] ?? '';
    const domain = domainAfterAt(recipient)?.split('.').slice(-2).join('.') ?? '';
    return { name, isOfRecipient: domain !== '' && `.${name.toLowerCase()}`.endsWith(`.${domain}`) };
  }
  return null;
}
