import { bounceReadings } from './bounce-fields.ts';
import type { Collector } from './collector.ts';
import type { EventSink } from './events/counter.ts';
import { listOf, objectOf, textOf, type Json } from './json.ts';

/** Reads the answer of GetMessageInsights. True when the object is one. */
export function readInsights(object: Json, collector: Collector, counter: EventSink): boolean {
  const insights = listOf(object['Insights']);
  if (insights.length === 0 || textOf(object['MessageId']) === null) return false;
  collector.names.add('messageIds', textOf(object['MessageId']));
  collector.names.addAccepted('senders', textOf(object['FromEmailAddress']));
  for (const insight of insights) {
    const recipient = textOf(objectOf(insight)?.['Destination']);
    collector.names.add('recipients', recipient);
    for (const event of listOf(objectOf(insight)?.['Events'])) {
      const details = objectOf(objectOf(event)?.['Details']);
      const bounce = objectOf(details?.['Bounce']);
      const complaint = objectOf(details?.['Complaint']);
      const item = collector.item(
        'event',
        `${textOf(objectOf(event)?.['Type']) ?? 'event'} for ${recipient ?? 'a recipient'}`,
      );
      const readings =
        bounce !== null
          ? bounceReadings({
              type: textOf(bounce['BounceType']) ?? '',
              subType: textOf(bounce['BounceSubType']) ?? '',
              diagnostic: textOf(bounce['DiagnosticCode']) ?? '',
              status: null,
              recipient,
            })
          : complaint !== null
            ? [
                {
                  code: 'bounce/complaint',
                  subject: recipient,
                  quote: `Complaint ${textOf(complaint['ComplaintFeedbackType']) ?? ''}`,
                  weight: 0,
                },
              ]
            : [
                {
                  code: 'send/no-failure',
                  subject: null,
                  quote: textOf(objectOf(event)?.['Type']) ?? 'event',
                  weight: 3,
                },
              ];
      collector.add(item, readings);
      counter.count({
        code: readings[0]?.code ?? 'send/no-failure',
        time: null,
        receiver: textOf(objectOf(insight)?.['Isp']),
        list: null,
        ip: null,
        address: recipient,
      });
    }
  }
  return true;
}
