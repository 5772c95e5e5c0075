import { RefusedSend, type SendingAws, type SmtpSend } from '../model/sending-calls.ts';
import { Unavailable } from '../model/unavailable.ts';
import { type Draft, inputOf } from './message.ts';
import { mimeOf } from './mime.ts';
import type { SendOutcome, SentMessage } from './proof.ts';
import type { TestRequest } from './request.ts';

/** Sends one message; whatever comes of it is an answer. */
export type SendOne = (draft: Draft) => Promise<SendOutcome>;

/** Sends through the SES API. */
export const byApi =
  (aws: SendingAws, request: TestRequest, nonce: string): SendOne =>
  async (draft) => {
    const { MessageId: messageId } = await aws('ses:SendEmail', inputOf(request, draft, nonce));
    if (messageId === undefined || messageId === '')
      throw new Unavailable('malformed', 'SES took the message and named no message id', {
        question: 'ses:SendEmail',
      });
    return { kind: 'accepted', messageId };
  };

/** Sends through the SMTP endpoint. */
export const bySmtp =
  (send: SmtpSend, request: TestRequest, { nonce, now }: { nonce: string; now: () => Date }): SendOne =>
  async ({ recipient }) => {
    const content = mimeOf(request, { recipient, nonce, date: now() });
    const { messageId } = await send({ from: request.from, recipient, content });
    return { kind: 'accepted', messageId };
  };

/** Sends the messages one after the other, until somebody interrupts. */
export async function sendAll(
  drafts: readonly Draft[],
  send: SendOne,
  { now, interrupted }: { now: () => Date; interrupted: AbortSignal },
): Promise<readonly SentMessage[]> {
  const sent: SentMessage[] = [];
  for (const draft of drafts) {
    if (interrupted.aborted) break;
    sent.push({ ...draft, at: now().toISOString(), outcome: await outcomeOf(send, draft) });
  }
  return sent;
}

async function outcomeOf(send: SendOne, draft: Draft): Promise<SendOutcome> {
  try {
    return await send(draft);
  } catch (error) {
    if (error instanceof RefusedSend) return { kind: 'refused', text: error.message };
    if (error instanceof Unavailable) return { kind: 'unanswered', answer: { ok: false, why: error.why } };
    throw error;
  }
}
