import { type MethodResult, signerOf } from '../../symptom/authentication-results.ts';
import type { Message } from './message.ts';
import { registeredDomain } from '../dmarc/organizational-domain.ts';

/** Somebody between SES and the receiver had the message: what arrived is not what was sent. */
export function isRelayed(message: Message): boolean {
  return relayOf(message) !== null;
}

/**
 * Who had the message between SES and its receiver. Beside the signs in the header: a server that saw DMARC pass and
 * sealed that (ARC), where the last one saw it fail.
 */
export function relayOf({ path, receiver, sealed }: Message): Message['path']['intermediary'] {
  if (path.intermediary !== null) return path.intermediary;
  const [first] = sealed;
  if (first?.dmarc?.result !== 'pass' || receiver?.dmarc?.result !== 'fail') return null;
  return { host: first.server, sign: `${first.server} saw DMARC pass, and sealed it (ARC)` };
}

/**
 * What the receiver said of DKIM for a domain or one of its organization, or with `strict` for the domain alone: a pass, else the
 * first other; null for nothing.
 */
export function receiverDkim({ receiver }: Message, domain: string, strict: boolean): MethodResult | null {
  const organization = registeredDomain(domain);
  const about = (receiver?.dkim ?? []).filter((result) => {
    const signer = signerOf(result);
    return signer !== '' && (strict ? signer === domain : registeredDomain(signer) === organization);
  });
  return about.find(({ result }) => result === 'pass') ?? about[0] ?? null;
}
