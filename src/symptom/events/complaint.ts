import { bySubType } from '../bounce-fields.ts';
import type { Reading } from '../collector.ts';
import { outcomeOf, type Outcome, type TakeOutcome } from './outcome.ts';
import { listOf, textOf, type Json } from '../json.ts';
import { recipientsOf } from './mail.ts';

/** `not-spam`: somebody took the mail out of the spam folder (RFC 5965 7.3, and the registry of feedback types). */
const wanted = (messageId: string, feedback: string): Outcome => ({
  code: 'send/no-failure',
  list: null,
  receiver: null,
  diagnostic: '',
  readings: () => [
    {
      code: 'send/no-failure',
      subject: null,
      quote: `Complaint / ${feedback}`,
      data: { messageId, event: 'not-spam' },
      weight: 3,
    },
  ],
});

/** Each recipient who may have complained. */
export function readComplaint(complaint: Json, mail: Json | null, take: TakeOutcome): void {
  const subType = textOf(complaint['complaintSubType']) ?? '';
  const feedback = textOf(complaint['complaintFeedbackType']) ?? '';
  const agent = textOf(complaint['userAgent']) ?? '';
  if (/^not[-_ ]?spam$/iu.test(feedback)) {
    take(null, wanted(textOf(mail?.['messageId']) ?? '', feedback));
    return;
  }
  const listed = recipientsOf(complaint['complainedRecipients']).map((entry) =>
    textOf(entry['emailAddress']),
  );
  const recipients = listed.length > 0 ? listed : listOf(mail?.['destination']).map(textOf);
  const data: Record<string, string> = {
    feedbackType: feedback,
    userAgent: agent,
    possible: String(Math.max(1, recipients.length)),
  };
  const suppressed = bySubType[subType.toLowerCase()];
  for (const recipient of recipients.length > 0 ? recipients : [null]) {
    const quote = ['Complaint', feedback, subType, recipient]
      .filter((part) => part !== null && part !== '')
      .join(' / ');
    const complaintReading: Reading = {
      code: 'bounce/complaint',
      subject: recipient,
      quote,
      data,
      weight: 0,
    };
    // SES held the mail back: nobody got it, and nobody complains of it (Contents of event data, the complaint object).
    if (suppressed?.code === 'bounce/suppressed') {
      take(
        recipient,
        outcomeOf([
          {
            code: 'bounce/suppressed',
            subject: recipient,
            quote,
            data: { ...data, ...suppressed.data },
            weight: 0,
          },
        ]),
      );
      continue;
    }
    take(recipient, outcomeOf([complaintReading]));
  }
}
