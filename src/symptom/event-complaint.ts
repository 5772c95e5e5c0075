import { bySubType } from './bounce-fields.ts';
import type { Reading } from './collector.ts';
import { outcomeOf, type TakeOutcome } from './event-outcome.ts';
import { listOf, objectOf, textOf, type Json } from './json.ts';

/** Each recipient who may have complained. */
export function readComplaint(complaint: Json, mail: Json | null, take: TakeOutcome): void {
  const subType = textOf(complaint['complaintSubType']) ?? '';
  const feedback = textOf(complaint['complaintFeedbackType']) ?? '';
  const agent = textOf(complaint['userAgent']) ?? '';
  const listed = listOf(complaint['complainedRecipients']).map((entry) =>
    textOf(objectOf(entry)?.['emailAddress']),
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
          complaintReading,
        ]),
      );
      continue;
    }
    take(recipient, outcomeOf([complaintReading]));
  }
}
