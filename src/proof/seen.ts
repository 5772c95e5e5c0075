import { eventNames } from '../knowledge/event-types.ts';
import type { Answer } from '../model/unavailable.ts';

/** A place that a queue of our own listens at. */
export interface Tapped {
  place: string;
  /** Whether it listens. */
  open: Answer<true>;
}

/** An event that came to our own queue. */
export interface SeenEvent {
  /** ARN of the topic or the bus that it came from; empty for a bus. */
  place: string;
  /** As `BOUNCE`. */
  type: string;
  recipient: string;
  /** Event publishing, or a notification of the identity. */
  shape: 'eventType' | 'notificationType';
}

type Json = Readonly<Record<string, unknown>>;

/** The event in the body of a message of SQS that is about one of these recipients, or null. */
export function readEvent(body: string, recipients: readonly string[]): SeenEvent | null {
  const outer = jsonOf(body);
  if (outer === null) return null;
  const bridge = outer['source'] === 'aws.ses' && isObject(outer['detail']) ? outer['detail'] : null;
  const record = bridge ?? (typeof outer['Message'] === 'string' ? jsonOf(outer['Message']) : outer);
  const mail = record?.['mail'];
  if (record === null || !isObject(mail) || !Array.isArray(mail['destination'])) return null;
  const recipient = recipients.find((one) => (mail['destination'] as readonly unknown[]).includes(one));
  const shape = typeof record['eventType'] === 'string' ? 'eventType' : 'notificationType';
  const type = Object.entries(eventNames).find(([, name]) => name.recordType === record[shape])?.[0];
  if (recipient === undefined || type === undefined) return null;
  const topic = outer['TopicArn'];
  return { place: bridge === null && typeof topic === 'string' ? topic : '', type, recipient, shape };
}

function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
