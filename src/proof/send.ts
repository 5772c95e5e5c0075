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
  (aws: SendingAws, request: TestRequest, { nonce, now }: Sender): SendOne =>
  async (draft) => {
    let aheadMs = 0;
    const onDate = (date: string): void => {
      aheadMs = aheadOf(now(), Date.parse(date));
    };
    const { MessageId: messageId } = await aws('ses:SendEmail', inputOf(request, draft, nonce), { onDate });
    if (messageId === undefined || messageId === '')
      throw new Unavailable('malformed', 'SES took the message and named no message id', {
        question: 'ses:SendEmail',
      });
    return { kind: 'accepted', messageId, aheadMs };
  };

/** What tells the messages of this run apart, and the clock of this machine. */
interface Sender {
  nonce: string;
  now: () => Date;
}

/** A header field counts whole seconds, and an answer takes some time: what is below is no difference of clocks. */
const sameClockMs = 5000;

function aheadOf(ours: Date, theirs: number): number {
  const ahead = theirs - ours.getTime();
  return Math.abs(ahead) < sameClockMs || Number.isNaN(ahead) ? 0 : ahead;
}

/** Sends through the SMTP endpoint. */
export const bySmtp =
  (send: SmtpSend, request: TestRequest, { nonce, now }: Sender): SendOne =>
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
    const at = now().getTime();
    const outcome = await outcomeOf(send, draft);
    // What happens to it is told by the clock of AWS.
    const ahead = outcome.kind === 'accepted' ? (outcome.aheadMs ?? 0) : 0;
    sent.push({ ...draft, at: new Date(at + ahead).toISOString(), outcome });
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
