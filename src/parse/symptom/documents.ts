import type { Collector } from './collector.ts';
import { bounceReadings } from './bounce-fields.ts';
import { readEvent } from './event.ts';
import type { EventCounter } from './event-counter.ts';
import { listOf, objectOf, parsed, textOf, type Json } from './json.ts';

/** Envelopes inside envelopes: SNS in SQS in Lambda in a log line. */
const deepest = 8;

/**
 * Opens a JSON document: SNS, SQS, Lambda, Firehose, Kinesis and EventBridge around records of SES, arrays of them,
 * message insights. Returns the texts of what is no record, for the reader of text.
 */
export function readDocument(value: unknown, collector: Collector, counter: EventCounter): readonly string[] {
  const texts: string[] = [];
  open(value, 0, { collector, counter, texts });
  return texts;
}

interface Sink {
  collector: Collector;
  counter: EventCounter;
  texts: string[];
}

function open(value: unknown, depth: number, sink: Sink): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) {
    for (const element of listOf(value)) open(element, depth + 1, sink);
    return;
  }
  if (typeof value === 'string') {
    openText(value, depth, sink);
    return;
  }
  const object = objectOf(value);
  if (object === null) return;
  if (readEvent(object, sink.collector, sink.counter)) return;
  if (readInsights(object, sink)) return;
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
    for (const part of content) open(part, depth + 1, sink);
    return;
  }
  sink.texts.push(...flatten(object));
}

/** What an envelope holds: of SNS, SQS, Lambda, EventBridge, Kinesis, Firehose, CloudWatch Logs, API Gateway. */
function contentOf(object: Json): readonly unknown[] {
  if (
    textOf(object['Message']) !== null &&
    (object['TopicArn'] !== undefined || object['Type'] === 'Notification')
  )
    return [object['Message']];
  for (const list of ['Records', 'records', 'Messages', 'logEvents', 'events', 'Events']) {
    if (Array.isArray(object[list]) && listOf(object[list]).length > 0) return listOf(object[list]);
  }
  const sns = objectOf(object['Sns']);
  if (sns !== null) return [sns];
  if (object['detail-type'] !== undefined && object['detail'] !== undefined) return [object['detail']];
  const data = textOf(objectOf(object['kinesis'])?.['data']) ?? textOf(object['data']);
  if (data !== null && /^[A-Za-z0-9+/]{20,}={0,2}$/u.test(data.slice(0, 4000))) return [fromBase64(data)];
  for (const name of [
    'body',
    'Body',
    'Message',
    'message',
    'msg',
    '@message',
    'log',
    'payload',
    'event',
    'detail',
  ]) {
    const inner = object[name];
    if (typeof inner === 'string' && /^\s{0,20}[{[]/u.test(inner) && parsed(inner) !== undefined)
      return [inner];
    if (objectOf(inner)?.['notificationType'] !== undefined || objectOf(inner)?.['eventType'] !== undefined)
      return [inner];
  }
  return [];
}

function openText(text: string, depth: number, sink: Sink): void {
  const value = /^\s{0,20}[{[]/u.test(text) && text.length < 8 * 1024 * 1024 ? parsed(text) : undefined;
  if (value === undefined) sink.texts.push(text);
  else open(value, depth + 1, sink);
}

function fromBase64(data: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** The answer of GetMessageInsights. */
function readInsights(object: Json, { collector, counter }: Sink): boolean {
  const insights = listOf(object['Insights']);
  if (insights.length === 0 || textOf(object['MessageId']) === null) return false;
  collector.names.add('messageIds', textOf(object['MessageId']));
  collector.names.add('senders', textOf(object['FromEmailAddress']));
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

/** Members of a structured log entry as one line, `name: value`, and long texts on lines of their own. */
function flatten(object: Json): readonly string[] {
  const short: string[] = [];
  const long: string[] = [];
  let members = 0;
  const visit = (value: unknown, name: string, depth: number): void => {
    if (members > 400 || depth > 6) return;
    members += 1;
    if (typeof value === 'string') {
      if (value.includes('\n')) long.push(value.slice(0, 65_536));
      else short.push(`${name}: ${value.slice(0, 3000)}`);
    } else if (typeof value === 'number' || typeof value === 'boolean')
      short.push(`${name}: ${String(value)}`);
    else if (Array.isArray(value))
      for (const element of listOf(value).slice(0, 50)) visit(element, name, depth + 1);
    else
      for (const [key, member] of Object.entries(objectOf(value) ?? {}))
        visit(member, key.slice(0, 80), depth + 1);
  };
  visit(object, '', 0);
  return [short.join(' '), ...long].filter((text) => text !== '');
}
