import { listOf, objectOf, parsed, textOf, type Json } from './json.ts';

/** Members of envelopes that hold a list of records, or of what wraps one each. */
export const envelopeLists = ['Records', 'records', 'Messages', 'logEvents', 'events', 'Events'] as const;

/** What an envelope holds: of SNS, SQS, Lambda, EventBridge, Kinesis, Firehose, CloudWatch Logs, API Gateway; empty when it is none. */
export function contentOf(object: Json): readonly unknown[] {
  if (
    textOf(object['Message']) !== null &&
    (object['TopicArn'] !== undefined || object['Type'] === 'Notification')
  )
    return [object['Message']];
  for (const list of envelopeLists) {
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

function fromBase64(data: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
