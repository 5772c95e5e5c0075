import { receiverByDomain } from '../knowledge/receivers.ts';
import { readSymptom } from '../symptom/reader.ts';

/** What the cause of a failure is read from. */
export interface Failure {
  type: string;
  kind: string | null;
  subKind: string | null;
  status: string | null;
  replyKey: string | null;
  domain: string | null;
  /** One reply and one recipient of those that are alike. */
  reply: string | null;
  recipient: string | null;
}

/** The cause of a text that the limit left unread. */
export const unread = 'history/not-read';

/**
 * Reads failures by the rules of `explain`: one sample of each kind that differs, so that a million bounces cost no more
 * than their hundred texts.
 */
export class Classifier {
  readonly #causes = new Map<string, string>();
  readonly #most: number;
  /** Failures whose text was not read, because there were too many different ones. */
  left = 0;

  constructor(most = 100_000) {
    this.#most = most;
  }

  /** Different texts read so far. */
  get texts(): number {
    return this.#causes.size;
  }

  /** The code of the likeliest cause. `count`: how many failures are like this one. */
  causeOf(failure: Failure, count: number): string {
    const { type, kind, subKind, status, replyKey, domain } = failure;
    const receiver = receiverByDomain(domain)?.name ?? null;
    const key = JSON.stringify([type, kind, subKind, status, replyKey, receiver]);
    const known = this.#causes.get(key);
    if (known !== undefined) return known;
    if (this.#causes.size >= this.#most) {
      this.left += count;
      return unread;
    }
    const [candidate] = readSymptom(JSON.stringify(recordOf(failure))).candidates;
    const cause = candidate?.code ?? 'send/unrecognised';
    this.#causes.set(key, cause);
    return cause;
  }
}

/** The record that SES would have written. */
function recordOf({ type, kind, subKind, status, reply, recipient }: Failure): object {
  const entry = { emailAddress: recipient ?? 'someone@example.net', status, diagnosticCode: reply };
  const mail = { messageId: 'sample', destination: [entry.emailAddress] };
  switch (type) {
    case 'Bounce':
      return {
        eventType: type,
        mail,
        bounce: { bounceType: kind, bounceSubType: subKind, bouncedRecipients: [entry] },
      };
    case 'DeliveryDelay':
      return { eventType: type, mail, deliveryDelay: { delayType: kind, delayedRecipients: [entry] } };
    case 'Complaint':
      return {
        eventType: type,
        mail,
        complaint: { complaintFeedbackType: kind, complaintSubType: subKind, complainedRecipients: [entry] },
      };
    case 'Reject':
      return { eventType: type, mail, reject: { reason: reply ?? 'Bad content' } };
    default:
      return { eventType: 'Rendering Failure', mail, failure: { errorMessage: reply ?? '' } };
  }
}
