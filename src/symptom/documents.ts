import type { Collector } from './collector.ts';
import { contentOf } from './envelope.ts';
import { readEvent } from './events/event.ts';
import type { EventSink } from './events/counter.ts';
import { flatLines } from './flat-lines.ts';
import { listOf, objectOf, parsed, textOf } from './json.ts';
import { placeInEnvelope } from './unwrap/place-in-envelope.ts';
import type { EnvelopePlace } from './unwrap/segment.ts';
import { recordOf } from './unwrap/record.ts';
import { readInsights } from './message-insights.ts';

/** Envelopes inside envelopes: SNS in SQS in Lambda in a log line. */
const deepest = 8;

/**
 * Opens a JSON document: SNS, SQS, Lambda, Firehose, Kinesis and EventBridge around records of SES, arrays of them,
 * message insights. Returns the texts of what is no record, for the reader of text.
 */
export function readDocument(value: unknown, collector: Collector, counter: EventSink): readonly string[] {
  const texts: string[] = [];
  open(value, { depth: 0, place: null }, { collector, counter, texts });
  return texts;
}

interface Sink {
  collector: Collector;
  counter: EventSink;
  texts: string[];
}

/** How deep a value stands, and what the envelopes around it say of where it comes from. */
interface Around {
  depth: number;
  place: EnvelopePlace | null;
}

function open(value: unknown, { depth, place }: Around, sink: Sink): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) {
    for (const element of listOf(value)) open(element, { depth: depth + 1, place }, sink);
    return;
  }
  if (typeof value === 'string') {
    openText(value, { depth, place }, sink);
    return;
  }
  const object = objectOf(value);
  if (object === null) return;
  if (readEvent(object, sink.collector, sink.counter, place)) return;
  const record = recordOf(object);
  if (record !== null && readEvent(record, sink.collector, sink.counter, place)) return;
  if (readInsights(object, sink.collector, sink.counter)) return;
  const type = textOf(object['Type']);
  if (type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation') {
    const topic = textOf(object['TopicArn']) ?? '';
    const item = sink.collector.item('notification', `SNS ${type}`);
    sink.collector.add(item, [
      {
        code: 'events/no-subscriber',
        subject: topic === '' ? null : topic,
        quote: `"Type": "${type}" ${topic}`,
        data: { topic },
        weight: 0,
      },
    ]);
    return;
  }
  const content = contentOf(object);
  if (content.length > 0) {
    const inside = { depth: depth + 1, place: placeInEnvelope(object, place) };
    for (const part of content) open(part, inside, sink);
    return;
  }
  sink.texts.push(...flatLines(object));
}

function openText(text: string, { depth, place }: Around, sink: Sink): void {
  const value = /^\s{0,20}[{[]/u.test(text) && text.length < 8 * 1024 * 1024 ? parsed(text) : undefined;
  if (value === undefined) sink.texts.push(text);
  else open(value, { depth: depth + 1, place }, sink);
}
