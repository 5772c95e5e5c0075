import { receiverByDomain } from '../../src/knowledge/receivers.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import type { EventRecord } from '../lab/history/events.ts';

/** What an event says, read with nothing but JavaScript: the counts of the engine are held against these. */
export interface Plain {
  type: string;
  day: string;
  at: string;
  recipient: string;
  receiver: string;
  campaign: string;
  identity: string;
  'configuration-set': string;
  ip: string;
  hour: string;
  messageId: string;
  isHard: boolean;
  isAutomated: boolean;
  cause: string;
}

interface Part {
  timestamp?: string;
  bounceType?: string;
  userAgent?: string;
}

const failing = ['Bounce', 'Complaint', 'DeliveryDelay', 'Reject', 'RenderingFailure'];

/** Reads each event by itself: no text stands for another. */
export function plain(events: readonly EventRecord[]): readonly Plain[] {
  return events.map((event) => {
    const key = `${event.eventType.slice(0, 1).toLowerCase()}${event.eventType.slice(1)}`;
    const part = (event[key] ?? {}) as Part &
      Record<string, readonly { emailAddress?: string }[] | undefined>;
    const listed = part['bouncedRecipients'] ?? part['complainedRecipients'] ?? part['delayedRecipients'];
    const recipient = (listed?.[0]?.emailAddress ?? event.mail.destination[0] ?? '').toLowerCase();
    const domain = recipient.split('@')[1] ?? '';
    const at = part.timestamp ?? event.mail.timestamp;
    return {
      type: event.eventType.replaceAll(' ', ''),
      day: at.slice(0, 10),
      at,
      recipient,
      receiver: receiverByDomain(domain)?.name ?? domain,
      campaign: event.mail.tags['campaign']?.[0] ?? '(none)',
      identity: String(event.mail['sourceArn']).split('/')[1] ?? '',
      'configuration-set': event.mail.tags['ses:configuration-set']?.[0] ?? '(none)',
      ip: event.mail.tags['ses:outgoing-ip']?.[0] ?? '(none)',
      hour: `${at.slice(0, 13)}:00:00.000Z`,
      messageId: event.mail.messageId,
      isHard: event.eventType === 'Bounce' && part.bounceType === 'Permanent',
      isAutomated: part.userAgent === 'Mozilla/5.0',
      cause: failing.includes(event.eventType.replaceAll(' ', ''))
        ? (readSymptom(JSON.stringify(event)).candidates[0]?.code ?? '')
        : '',
    };
  });
}

/** How many there are of each key. */
export function countBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}
