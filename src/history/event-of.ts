import { gunzipSync } from 'node:zlib';
import { contentOf, insightsRow } from '../symptom/envelope.ts';
import { leftOutOf } from './insights.ts';
import { spelled } from './spelling.ts';
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

/** Opens a value and all envelopes in it. `within`: in how many it lies already. */
export function eventsOf(value: unknown, within = 0): EventsFound {
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
      const event = object === null ? null : asEvent(object);
      if (event !== null) events.push(event);
      else {
        const content = object === null ? [] : insideOf(object, depth);
        if (content.length === 0) lost += 1;
        if (object !== null)
          leftOut += leftOutOf(object, listOf(object['results']).filter(Array.isArray).length);
        for (const one of content) open(one, depth + 1);
      }
    }
  };
  open(value, within);
  return { events, lost, leftOut };
}

/** What a staging query takes for an event as well: a type, and the message it is about. */
const isEvent = (object: Json): boolean =>
  (textOf(object['eventType']) ?? textOf(object['notificationType'])) !== null &&
  isAbout(objectOf(object['mail']));

/** The event that an object is, its members called as SES calls them; null where it is none. */
function asEvent(object: Json): Json | null {
  if (isEvent(object)) return object;
  const event = spelled(object);
  return isEvent(event) ? event : null;
}

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
    isBulkAction(object) ||
    /^(?:Subscription|Unsubscribe)Confirmation$/.test(word('Type')) ||
    (word('Type') === 'Notification' && isNotice(word('Message')))
  );
}

/** The line before each record in a bulk file of OpenSearch: what to do with it. */
function isBulkAction(object: Json): boolean {
  const [name = '', ...more] = Object.keys(object);
  return (
    /^(?:index|create)$/.test(name) && more.length === 0 && objectOf(object[name])?.['mail'] === undefined
  );
}

/** What an envelope holds: of AWS and of those that are known, else whatever member of it holds events. */
function insideOf(object: Json, depth: number): readonly unknown[] {
  const packed = packedIn(object);
  if (packed !== null) return unpacked(packed);
  const content = contentOf(object);
  if (content.length > 0 || depth >= deepest) return content;
  const members = new Map<string, unknown>();
  for (const inner of Object.values(object).map(innerOf)) {
    const { events } = eventsOf(inner, depth + 1);
    const what = events.map(markOf).join('\n');
    // A store may keep a record as it came and taken apart: that is one.
    if (events.length > 0 && !members.has(what)) members.set(what, inner);
  }
  return [...members.values()];
}

/** What tells an event from others: what happened to which message, to whom, and when. */
function markOf(event: Json): string {
  const type = textOf(event['eventType']) ?? textOf(event['notificationType']) ?? '';
  const mail = objectOf(event['mail']);
  const told = Object.entries(event).flatMap(([name, value]) =>
    name === 'mail' ? [] : [objectOf(value)?.['timestamp'], objectOf(value)?.['recipients']],
  );
  return JSON.stringify([type, mail?.['messageId'], mail?.['timestamp'], mail?.['destination'], told]);
}

/** A batch of CloudWatch Logs as Lambda gets it, or out of a stream of Kinesis: gzip in base64. */
function packedIn(object: Json): string | null {
  const data =
    textOf(objectOf(object['awslogs'])?.['data']) ??
    textOf(objectOf(object['kinesis'])?.['data']) ??
    textOf(object['data']) ??
    textOf(object['Data']);
  return data?.startsWith(gzipInBase64) === true ? data : null;
}

/** The magic number of RFC 1952 2.3.1 and the method, in base64. */
const gzipInBase64 = 'H4sI';

function unpacked(packed: string): readonly unknown[] {
  try {
    return [gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostUnpacked }).toString('utf8')];
  } catch {
    return [];
  }
}

/** What may be a record or hold one: an object, a list, or either as a text, also in base64. */
function innerOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^\s{0,20}[{[]/.test(value)) return value;
  // `{"` and `[{`, as they begin in base64.
  return /^(?:ey|W3)[A-Za-z0-9+/]{20,}/.test(value) ? Buffer.from(value, 'base64').toString('utf8') : null;
}
