import { eventNames } from '../knowledge/event-types.ts';
import type { Answer } from '../model/unavailable.ts';
import { tagName } from './message.ts';

/** A place that a queue of our own listens at. */
export interface Tapped {
  place: string;
  /** Whether it listens. */
  open: Answer<true>;
}

/** An event that came to our own queue. */
export interface SeenEvent {
  /** ARN of the topic or the stream that it came from; empty for a bus. */
  place: string;
  /** As `BOUNCE`. */
  type: string;
  recipient: string;
  /** As SES named it when it took the message; empty where the record has none. */
  messageId: string;
  /** The tag of a run, where the record carries tags. */
  mark?: string;
  /** Event publishing, or a notification of the identity. */
  shape: 'eventType' | 'notificationType';
  /** `bounceType/bounceSubType`; null for anything but a bounce. */
  bounce: string | null;
  /** What the receiver or SES said of it, where the record has it. */
  words?: string;
  /** ISO times; null where nobody said. */
  at: {
    /** When SES took the message, by its own clock. */
    taken: string | null;
    /** When SES says that it happened. */
    happened: string | null;
    /** When the topic or the bus took it. */
    published: string | null;
    /** When our queue took it, or the bucket. */
    queued: string | null;
  };
}

export type Json = Readonly<Record<string, unknown>>;

/** The event in the body of a message of SQS that is about one of these recipients, or null. */
export function readEvent(
  body: string,
  recipients: readonly string[],
  sentTimestamp?: string,
): SeenEvent | null {
  const outer = jsonOf(body);
  return outer === null ? null : eventIn(outer, recipients, sentTimestamp);
}

/** The same, of what was read as JSON already. */
export function eventIn(
  outer: Json,
  recipients: readonly string[],
  sentTimestamp?: string,
): SeenEvent | null {
  const bridge = outer['source'] === 'aws.ses' && isObject(outer['detail']) ? outer['detail'] : null;
  const record = bridge ?? (typeof outer['Message'] === 'string' ? jsonOf(outer['Message']) : outer);
  const mail = record?.['mail'];
  if (record === null || !isObject(mail) || !Array.isArray(mail['destination'])) return null;
  const recipient = recipients.find((one) => (mail['destination'] as readonly unknown[]).includes(one));
  const shape = typeof record['eventType'] === 'string' ? 'eventType' : 'notificationType';
  const [type, name] =
    Object.entries(eventNames).find(([, { recordType }]) => recordType === record[shape]) ?? [];
  if (recipient === undefined || type === undefined || name === undefined) return null;
  const topic = outer['TopicArn'];
  const details = record[name.member];
  const { bounceType, bounceSubType, timestamp } = isObject(details) ? details : {};
  const words = wordsIn(details);
  const mark = markIn(mail['tags']);
  return {
    ...{ place: bridge === null && typeof topic === 'string' ? topic : '', type, recipient, shape },
    messageId: typeof mail['messageId'] === 'string' ? mail['messageId'] : '',
    ...(words !== null && { words }),
    ...(mark !== null && { mark }),
    bounce: type === 'BOUNCE' ? `${word(bounceType)}/${word(bounceSubType)}` : null,
    at: {
      taken: timeOf(mail['timestamp']),
      happened: timeOf(timestamp ?? mail['timestamp']),
      published: timeOf(bridge === null ? outer['Timestamp'] : outer['time']),
      queued: timeOf(sentTimestamp === undefined ? undefined : Number(sentTimestamp)),
    },
  };
}

/** The first value of our own tag, or null. */
function markIn(tags: unknown): string | null {
  const values = isObject(tags) ? tags[tagName] : null;
  const value: unknown = Array.isArray(values) ? values[0] : null;
  return typeof value === 'string' ? word(value) : null;
}

/** "Contents of event data": a bounce has the receiver's answer, a failed template and a reject have the reason. */
function wordsIn(details: unknown): string | null {
  if (!isObject(details)) return null;
  const {
    bouncedRecipients: [first] = [],
    errorMessage,
    reason,
  } = details as {
    bouncedRecipients?: readonly unknown[];
    errorMessage?: unknown;
    reason?: unknown;
  };
  const said = (isObject(first) ? first['diagnosticCode'] : undefined) ?? errorMessage ?? reason;
  return typeof said === 'string' && said !== '' ? said.slice(0, 600) : null;
}

/** A word of SES, and nothing longer. */
const word = (value: unknown): string =>
  typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : 'unknown';

function timeOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether this is an object of JSON. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
