import { listOf, objectOf, parsed, textOf, type Json } from './json.ts';

/** Members of envelopes that hold a list of records, or of what wraps one each. */
export const envelopeLists = [
  ...['Records', 'records', 'Messages', 'logEvents', 'events', 'Events'],
  // CloudWatch Logs Insights: GetQueryResults.
  'results',
] as const;

/** A row of CloudWatch Logs Insights, a list of fields with their values (ResultField), as an object; null for every other. */
export function insightsRow(value: unknown): Json | null {
  const fields = listOf(value).map(objectOf);
  const pairs = fields.flatMap((one): readonly [string, unknown][] => {
    const name = textOf(one?.['field']);
    return name === null ? [] : [[name, one?.['value']]];
  });
  return fields.length > 0 && pairs.length === fields.length ? Object.fromEntries(pairs) : null;
}

/** What an envelope holds: of SNS, SQS, Lambda, EventBridge, Kinesis, Firehose, CloudWatch Logs, API Gateway; empty when it is none. */
export function contentOf(object: Json): readonly unknown[] {
  if (
    textOf(object['Message']) !== null &&
    (object['TopicArn'] !== undefined || object['Type'] === 'Notification')
  )
    return [object['Message']];
  for (const list of envelopeLists) {
    if (Array.isArray(object[list]) && listOf(object[list]).length > 0)
      return listOf(object[list]).map((one) => insightsRow(one) ?? one);
  }
  // What Lambda hands on where a function failed, or has done: the event it was called with.
  const handedOn = objectOf(object['requestPayload']);
  if (handedOn !== null) return [handedOn];
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
    const logged = name === 'message' || name === '@message' ? behindPrefix(inner) : null;
    if (logged !== null) return [logged];
    if (objectOf(inner)?.['notificationType'] !== undefined || objectOf(inner)?.['eventType'] !== undefined)
      return [inner];
  }
  return [];
}

/** The object at the end of a line of a log, behind its time, its id and its level. */
function behindPrefix(line: unknown): string | null {
  const object = typeof line === 'string' ? (/^[^{}\n]{1,200}(\{.*\})\s*$/su.exec(line)?.[1] ?? null) : null;
  return object !== null && parsed(object) !== undefined ? object : null;
}

function fromBase64(data: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
