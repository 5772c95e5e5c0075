import type { Collector } from '../collector.ts';
import { regionOfMail } from '../accounts.ts';
import { listOf, objectOf, textOf, type Json } from '../json.ts';
import type { EnvelopePlace } from '../unwrap/segment.ts';

/** The names in the `mail` object of a record: sender, recipients, set, Region, outgoing IP. */
export function readMail(mail: Json, place: EnvelopePlace | null, { names }: Collector): void {
  names.addAccepted('senders', textOf(mail['source']));
  for (const address of listOf(mail['destination']).slice(0, 50))
    names.addAccepted('recipients', textOf(address));
  names.add('messageIds', textOf(mail['messageId']));
  names.set('configurationSet', tag(mail, 'ses:configuration-set'));
  names.set('tenant', tag(mail, 'ses:tenant-name'));
  const arn = textOf(mail['sourceArn']);
  if (names.region === null) names.setRegion(regionOfMail(mail, place));
  // The account that sent is not the one that owns the identity: it was allowed to ("Using sending authorization").
  const account = textOf(mail['sendingAccountId']);
  if (arn !== null && account !== null && arn.split(':')[4] !== account) names.set('sourceArn', arn);
  names.add('ips', tag(mail, 'ses:outgoing-ip'));
}

/** The recipients of a record, an object each: some programs pass on their addresses alone, and reprs put the name of a type before each. */
export function recipientsOf(list: unknown): readonly Json[] {
  const entries = listOf(list);
  const hasObjects = entries.some((entry) => objectOf(entry) !== null);
  return entries.flatMap((entry) => {
    if (typeof entry !== 'string') return [objectOf(entry) ?? {}];
    if (entry.includes('@')) return [{ emailAddress: entry }];
    return hasObjects ? [] : [{}];
  });
}

/** What the words of a finding may name beside the reply. */
export function contextOf(mail: Json | null, time: string | null): Record<string, string> {
  const sender = textOf(mail?.['source']);
  const set = tag(mail, 'ses:configuration-set');
  return {
    ...(sender === null ? {} : { sender }),
    ...(set === null ? {} : { configurationSet: set }),
    ...(time === null ? {} : { time }),
  };
}

/** The first value of a tag of the message, or null. */
export const tag = (mail: Json | null, name: string): string | null =>
  textOf(listOf(objectOf(mail?.['tags'])?.[name])[0]);

/** When it happened, else when the message was sent, as SES wrote it; null when neither is given. */
export const timeOf = (record: Json, mail: Json | null): string | null => {
  for (const part of ['bounce', 'complaint', 'deliveryDelay', 'delivery']) {
    const time = textOf(objectOf(record[part])?.['timestamp']);
    if (time !== null) return time;
  }
  return textOf(mail?.['timestamp']);
};
