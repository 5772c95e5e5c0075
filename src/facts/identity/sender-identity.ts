import { defineFact } from '../../model/fact.ts';
import { selectorsGiven, type Target } from '../../model/target.ts';
import { type Answer, Unavailable } from '../../model/unavailable.ts';
import { domainOf } from '../../parse/identity-name.ts';
import type { Message } from '../../parse/message/message.ts';
import { isSes } from '../../parse/message/path.ts';
import { message } from '../message/message.ts';
import { delegation } from './delegation.ts';
import { signingIdentity } from './identity.ts';
import type { Identity } from './reply.ts';

/** How mail from a sender is signed and enveloped: as SES says, or as far as it can be told from outside. */
export interface SenderIdentity extends Identity {
  /** Null: SES said so. Else which of it is known from outside: the DKIM selectors, and the MAIL FROM domain. */
  outside: { dkim: boolean; mailFrom: boolean } | null;
}

/**
 * The identity behind a sender. Without access to the account that owns it (`--no-aws`, or an identity of another
 * account) it is what a receiver sees: selectors that were given or that stand in a message which SES sent, and the envelope sender
 * of that message or `--mail-from`.
 */
export const senderIdentity = defineFact({
  id: 'sender-identity',
  per: 'identity',
  title: 'how mail of the sender is signed',
  from: { delegation },
  maybe: { signingIdentity, message },
  gather({ subject, target }, { delegation: { source }, signingIdentity, message }): SenderIdentity {
    if (signingIdentity.ok) return { ...signingIdentity.value, outside: null };
    // Also where there was a message and no credentials.
    const alone =
      !target.worlds.aws ||
      signingIdentity.why.reason === 'switched-off' ||
      (source !== null && signingIdentity.why.reason === 'prerequisite');
    const seen = alone ? seenFromOutside(domainOf(subject), target, message) : null;
    if (seen === null) throw Unavailable.of(signingIdentity.why);
    return seen;
  },
});

/** Why a part of it is not known from outside. */
export const notSeen = (what: string, flag: string): Unavailable =>
  new Unavailable('not-asked', `${what} is not known from outside; ${flag} would name it`, {
    detail: { flag },
  });

function seenFromOutside(domain: string, target: Target, answer: Answer<Message>): SenderIdentity | null {
  // What another service sent says nothing about SES.
  const message = answer.ok && answer.value.ses.sent ? answer.value : null;
  const signatures = (message?.signatures ?? []).filter(
    (one) => one.domain === domain || domain.endsWith(`.${one.domain}`),
  );
  const given = selectorsGiven(target);
  const signer = given.length > 0 ? domain : longest(signatures.map((one) => one.domain));
  const selectors =
    given.length > 0
      ? given
      : [...new Set(signatures.filter((one) => one.domain === signer).map(({ selector }) => selector))];
  const envelope = target.mailFrom ?? message?.envelopeSender ?? null;
  if (selectors.length === 0 && envelope === null) return null;
  const mailFrom = envelope === null || envelope === '' ? null : domainOf(envelope);
  return {
    ...{ name: signer ?? domain, type: 'domain', verificationStatus: 'SUCCESS', verifiedForSending: true },
    ...{ verificationInfo: null, feedbackForwarding: true, configurationSet: null, policies: {} },
    dkim: {
      ...{ signing: true, status: 'SUCCESS', tokens: selectors, signingHostedZone: null },
      origin: selectors.length > 0 && selectors.every(isToken) ? 'AWS_SES' : 'EXTERNAL',
      ...{ currentKeyLength: null, nextKeyLength: null },
    },
    mailFrom:
      mailFrom === null || isSes(mailFrom)
        ? null
        : { domain: mailFrom, status: 'SUCCESS', behaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    outside: { dkim: selectors.length > 0, mailFrom: mailFrom !== null },
  };
}

/** A token of Easy DKIM (32 letters and digits), which is the name of a CNAME into a zone of SES. */
const isToken = (selector: string): boolean => /^[a-z0-9]{30,34}$/i.test(selector);

const longest = (domains: readonly string[]): string | null =>
  domains.toSorted((one, other) => other.length - one.length)[0] ?? null;
