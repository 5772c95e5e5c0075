import { gunzipSync } from 'node:zlib';
import { contentOf, insightsRow } from '../symptom/envelope.ts';
import { leftOutOf } from './insights.ts';
import { listOf, objectOf, parsed, textOf, type Json } from '../symptom/json.ts';

/** Envelopes inside envelopes: SNS in SQS in Lambda in a log line. */
const deepest = 8;
/** A CloudWatch Logs batch has at most 1 MB before it is packed. */
const mostUnpacked = 16 * 1024 * 1024;

/** The event records that a value holds, out of whatever envelopes. */
export interface EventsFound {
  events: readonly Json[];
  /** What is none. */
  lost: number;
  /** What a query found and its result does not hold (`leftOutOf`). */
  leftOut: number;
}

/** Opens a value and all envelopes in it. */
export function eventsOf(value: unknown): EventsFound {
  const events: Json[] = [];
  let lost = 0;
  let leftOut = 0;
  const open = (inner: unknown, depth: number): void => {
    const value = typeof inner === 'string' ? parsed(inner) : inner;
    const read = insightsRow(value) ?? value;
    if (isNotice(inner) || isNotice(read)) return;
    if (depth > deepest) lost += 1;
    else if (Array.isArray(read)) for (const one of listOf(read)) open(one, depth + 1);
    else {
      const object = objectOf(read);
      if (object !== null && isEvent(object)) events.push(object);
      else {
        const content = object === null ? [] : insideOf(object);
        if (content.length === 0) lost += 1;
        if (object !== null)
          leftOut += leftOutOf(object, listOf(object['results']).filter(Array.isArray).length);
        for (const one of content) open(one, depth + 1);
      }
    }
  };
  open(value, 0);
  return { events, lost, leftOut };
}

/** What a staging query takes for an event as well: a type, and the message it is about. */
const isEvent = (object: Json): boolean =>
  (textOf(object['eventType']) ?? textOf(object['notificationType'])) !== null &&
  isAbout(objectOf(object['mail']));

const isAbout = (mail: Json | null): boolean =>
  (textOf(mail?.['messageId']) ?? textOf(mail?.['timestamp'])) !== null;

/**
 * What AWS writes among the events that is none and tells of no mail: the handshake of a subscription, SES's test of a new
 * topic, the first line of a subscription of CloudWatch Logs, S3's test of a notification.
 */
function isNotice(value: unknown): boolean {
  if (typeof value === 'string') return /^\s{0,9}Successfully validated SNS topic for Amazon SES/.test(value);
  const object = objectOf(value);
  if (object === null) return false;
  const word = (name: string): string => textOf(object[name]) ?? '';
  return (
    word('notificationType') === 'AmazonSnsSubscriptionSucceeded' ||
    word('messageType') === 'CONTROL_MESSAGE' ||
    word('Event') === 's3:TestEvent' ||
    /^(?:Subscription|Unsubscribe)Confirmation$/.test(word('Type')) ||
    (word('Type') === 'Notification' && isNotice(word('Message')))
  );
}

function insideOf(object: Json): readonly unknown[] {
  const packed = textOf(objectOf(object['awslogs'])?.['data']);
  if (packed === null) return contentOf(object);
  try {
    return [gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostUnpacked }).toString('utf8')];
  } catch {
    return [];
  }
}
