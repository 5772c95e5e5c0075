import { isAutoReply, isOfSes } from '../../symptom/auto-reply.ts';
import { isBounceMail } from '../../symptom/bounce-mail.ts';
import { parseHeader, valuesOf } from './header.ts';

/** What a mail is that tells of another one, and is no message of the sender itself. */
export type ReportKind = 'bounce' | 'complaint' | 'auto-reply';

/**
 * What a received mail tells of another one, or null: it is a message like any other. `bytes`: the mail in latin1. The subject alone
 * tells nothing, since shops write of deliveries too: a bounce comes from the null sender (RFC 5321 4.5.5), or says what it is.
 */
export function reportKind(bytes: string): ReportKind | null {
  const { fields } = parseHeader(bytes);
  const value = (name: string): string => valuesOf(fields, name)[0] ?? '';
  const type = value('content-type');
  if (/report-type=["']?feedback-report/i.test(type)) return 'complaint';
  const isBounce =
    /report-type=["']?delivery-status/i.test(type) ||
    value('x-failed-recipients') !== '' ||
    /\bmail(?:er)?-daemon@/i.test(value('from')) ||
    (/^<\s*>/.test(value('return-path')) && isBounceMail(fields));
  if (isBounce) return 'bounce';
  return isAutoReply(fields) && !isOfSes(fields) ? 'auto-reply' : null;
}
