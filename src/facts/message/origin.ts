import { defineFact } from '../../model/fact.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { lineageOf } from '../../parse/identity-name.ts';
import { readMessage } from '../../parse/message/message.ts';
import { delegatedOf } from '../../parse/source-arn.ts';
import { askLineage, existing } from '../identity/reply.ts';

/** Whether the received message can be one of this account. */
export type MessageOrigin =
  /** SES left a trace in it, it was never sent, or its From address is not clear: there is nothing to ask. */
  | { kind: 'not-asked'; because: string }
  /** `by`: the identity of this account, or the sender that was named, which its From address belongs to. */
  | { kind: 'own'; from: string; by: string }
  /** No trace of SES, and no identity that its From address belongs to. */
  | { kind: 'foreign'; from: string };

/**
 * Who sent the received message. What shows no trace of SES and comes from nobody whom this account can send as is the mail of
 * somebody else: an answer of a customer, for example.
 */
export const messageOrigin = defineFact({
  id: 'message-origin',
  title: 'who sent the received message',
  actions: ['ses:GetEmailIdentity'],
  async gather({ aws, target }): Promise<MessageOrigin> {
    if (target.message === null)
      throw new Unavailable('not-asked', 'no received message was given', { detail: { flag: '--message' } });
    const { from, ses, delivered } = readMessage(target.message.bytes);
    if (ses.sent) return { kind: 'not-asked', because: 'SES left a trace in the message' };
    if (!delivered) return { kind: 'not-asked', because: 'the message was never sent' };
    if (from === null) return { kind: 'not-asked', because: 'the message has no single From address' };
    const brought = target.message.lookedAt?.sender ?? null;
    const given = target.identities.find((name) => name !== brought && lineageOf(from).includes(name));
    if (given !== undefined) return { kind: 'own', from, by: given };
    const source = delegatedOf(from, target);
    if (source !== null) return { kind: 'own', from, by: source.arn };
    const lineage = await askLineage(aws, from);
    const [known] = existing(lineage);
    if (known !== undefined) return { kind: 'own', from, by: known.name };
    for (const { answer } of lineage) if (!answer.ok) throw Unavailable.of(answer.why);
    return { kind: 'foreign', from };
  },
});
