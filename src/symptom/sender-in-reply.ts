import { addressesIn } from './names.ts';

/**
 * Words right before an address or domain that make it the sender's: those of Exim, Sendmail, qmail and of gateways.
 * `Verification failed for` is Exim's, which verifies senders in these words and recipients in others.
 */
const before =
  /(?:(?:envelope|mail|return[ -]?path|originator|bad|invalid|unknown)?[ -]?sender(?:'s)?(?: e-?mail)?(?: address| domain| host)?|domain (?:of|for) sender(?: address)?|verification failed for|verify sender|mail from|return[ -]?path|from address|from domain)[ :=]{1,3}["'<([]{0,2}$/iu;

/** Words right behind it: `<a@b>: Sender address rejected` (Postfix), `<a@b>... Sender domain must resolve`. */
const behind =
  /^["'>)\]]{0,2}[.: -]{1,5}(?:\(?(?:envelope )?sender\b|domain of sender|return[ -]?path|mail from)/iu;

/** X.1.7 and X.1.8 are about the address of the sender (RFC 3463 3.2). */
const ofSender = /^\D{0,8}[245]\d\d[ -]#?[45]\.1\.[78]\b/u;

/** The sender that a receiver's reply speaks of, an address or a bare domain; null where it names none as such. */
export function senderInReply(reply: string): string | null {
  const addresses = addressesIn(reply);
  for (const address of addresses) {
    const at = reply.indexOf(address);
    if (
      before.test(reply.slice(Math.max(0, at - 60), at)) ||
      behind.test(reply.slice(at + address.length, at + address.length + 60))
    )
      return address;
  }
  if (ofSender.test(reply) && addresses.length === 1) return addresses[0] ?? null;
  if (addresses.length > 0) return null;
  const domain =
    /\bsender(?:'s)?(?: address)? domain[ :=]{1,3}["'<([]{0,2}([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/iu.exec(
      reply,
    )?.[1] ??
    /\bdomain (?:of|for) (?:the )?sender[ :=]{1,3}["'<([]{0,2}([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/iu.exec(
      reply,
    )?.[1];
  return domain ?? null;
}

/**
 * The From domain that a reply over DMARC, DKIM or SPF names, in lower case: `Unauthenticated email from example.com` (Gmail),
 * `sending domain [example.com] does not pass DMARC verification` (Microsoft), `the DMARC policy of example.com`; null: none.
 */
export const fromInReply = (reply: string): string | null =>
  (
    /\b(?:unauthenticated (?:e-?mail|mail|message)s? from|(?:sending|from|sender|author|header[ -]from) domain|dmarc (?:policy|record|check|evaluation|verification|validation) (?:of|for|at)|policy of (?:the )?domain)(?: (?:the )?domain)?[ :=]{1,3}["'<([]{0,2}(?:[^\s@<>"'([]{1,64}@)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/iu.exec(
      reply,
    )?.[1] ??
    /(?<![\w.@-])([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})["'>)\]]{0,2}(?:'s| has a| publishes a)? dmarc policy/iu.exec(
      reply,
    )?.[1] ??
    null
  )?.toLowerCase() ?? null;

/**
 * Whether an address is one that SES made for the envelope of a message, `0102018f…-…-000000@bounce.example.com`: nobody
 * sends From it.
 */
export const isEnvelopeOfSes = (address: string): boolean => /^01[0-9a-f]{2,16}-[\w-]{3,}@/iu.test(address);
