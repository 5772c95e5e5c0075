import { defineFact } from '../../model/fact.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { lineageOf } from '../../parse/identity-name.ts';
import { registeredDomain } from '../../parse/dmarc/organizational-domain.ts';
import { type Message, readMessage } from '../../parse/message/message.ts';
import { delegatedOf } from '../../parse/source-arn.ts';
import { askLineage, existing } from '../identity/reply.ts';

/** Whether the received message can be one of this account. */
export type MessageOrigin =
  /** SES left a trace in it, it was never sent, or its From address is not clear: there is nothing to ask. */
  | { kind: 'not-asked'; because: string }
  /** `by`: the identity of this account, or the sender that was named, which its From address belongs to. */
  | { kind: 'own'; from: string; by: string }
  /**
   * No identity that its From address belongs to, and no trace of SES; or `signedBy`: SES signed it for the domain of its From
   * address, which it does in the account alone that has verified it.
   */
  | { kind: 'foreign'; from: string; signedBy?: string };

/**
 * Who sent the received message. What comes from nobody whom this account can send as, and shows no trace of SES or was signed by it
 * for that sender, is the mail of somebody else: an answer of a customer, for example, who may send through SES as well.
 */
export const messageOrigin = defineFact({
  id: 'message-origin',
  title: 'who sent the received message',
  actions: ['ses:GetEmailIdentity'],
  async gather({ aws, target }): Promise<MessageOrigin> {
    if (target.message === null)
      throw new Unavailable('not-asked', 'no received message was given', { detail: { flag: '--message' } });
    const message = readMessage(target.message.bytes);
    const { from, ses, delivered } = message;
    const signedBy = ses.sent ? ownSignerOf(message) : null;
    const throughSes: MessageOrigin = { kind: 'not-asked', because: 'SES left a trace in the message' };
    // In another Region it may be one of this account: that is looked up with the sender.
    if (ses.sent && (signedBy === null || (ses.region !== null && ses.region !== target.region)))
      return throughSes;
    if (!delivered) return { kind: 'not-asked', because: 'the message was never sent' };
    if (from === null) return { kind: 'not-asked', because: 'the message has no single From address' };
    const brought = target.message.lookedAt?.sender ?? null;
    const given = target.identities.find((name) => name !== brought && lineageOf(from).includes(name));
    if (given !== undefined) return { kind: 'own', from, by: given };
    const source = delegatedOf(from, target);
    if (source !== null) return { kind: 'own', from, by: source.arn };
    const lineage = await askLineage(aws, from);
    const [known] = existing(lineage);
    if (signedBy !== null)
      return known === undefined && lineage.every(({ answer }) => answer.ok)
        ? { kind: 'foreign', from, signedBy }
        : throughSes;
    if (known !== undefined) return { kind: 'own', from, by: known.name };
    for (const { answer } of lineage) if (!answer.ok) throw Unavailable.of(answer.why);
    return { kind: 'foreign', from };
  },
});

/** Whose signature stands in the message for the domain of its From address (relaxed alignment, RFC 9989 4.4), or null. */
function ownSignerOf({ fromDomain, signatures }: Message): string | null {
  if (fromDomain === null) return null;
  const organization = registeredDomain(fromDomain);
  return signatures.find(({ domain }) => registeredDomain(domain) === organization)?.domain ?? null;
}
