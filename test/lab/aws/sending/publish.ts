import { randomUUID } from 'node:crypto';
import type { RegionWorld } from '../world.ts';
import type { SendingWorld, SentMail } from './world.ts';

/** What SES publishes about a message, by what stands before the label of its recipient ("Using the mailbox simulator"). */
const eventsOf: Readonly<Record<string, readonly string[]>> = {
  success: ['Send', 'Delivery'],
  bounce: ['Send', 'Bounce'],
  complaint: ['Send', 'Delivery', 'Complaint'],
  ooto: ['Send', 'Delivery'],
  suppressionlist: ['Send', 'Bounce'],
};

const detailTypes: Readonly<Record<string, string>> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
};

/** Publishes the events of a message to where its configuration set says, as AWS shapes them. */
export function publish(mail: SentMail, region: RegionWorld, sending: SendingWorld): void {
  const set = mail.set === null ? undefined : region.configurationSets[mail.set];
  for (const name of eventsOf[mail.recipient.replace(/[+@].*/, '')] ?? []) {
    if (sending.mute.includes(name)) continue;
    const record = recordOf(name, mail);
    for (const { Enabled, MatchingEventTypes = [], ...to } of set?.eventDestinations ?? []) {
      if (Enabled !== true || !(MatchingEventTypes as string[]).includes(name.toUpperCase())) continue;
      for (let copy = 0; copy < sending.copies; copy += 1) {
        if (to.SnsDestination !== undefined)
          intoTopic(to.SnsDestination.TopicArn ?? '', record, region, sending);
        if (to.EventBridgeDestination !== undefined) ontoBus(name, record, sending);
      }
    }
  }
}

const recordOf = (name: string, mail: SentMail): object => ({
  eventType: name,
  mail: {
    timestamp: mail.at.toISOString(),
    messageId: mail.messageId,
    source: mail.from,
    destination: [mail.recipient],
    tags: { 'ses:configuration-set': [mail.set], ...mapped(mail.tags) },
  },
  [name.toLowerCase()]:
    name === 'Bounce'
      ? {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: mail.recipient }],
        }
      : {},
});

const mapped = (tags: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));

function intoTopic(topic: string, record: object, region: RegionWorld, sending: SendingWorld): void {
  const allowed = region.topics[topic]?.attributes['Policy']?.includes('ses.amazonaws.com') === true;
  if (!allowed) return;
  for (const subscription of sending.subscriptions.values())
    if (subscription.topic === topic)
      intoQueue(subscription.endpoint, sending, {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topic,
        Message: JSON.stringify(record),
        Timestamp: new Date().toISOString(),
      });
}

function ontoBus(name: string, detail: object, sending: SendingWorld): void {
  for (const { targets } of sending.rules.values())
    for (const arn of targets.values())
      intoQueue(arn, sending, { version: '0', source: 'aws.ses', 'detail-type': detailTypes[name], detail });
}

function intoQueue(arn: string, sending: SendingWorld, body: object): void {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  for (const queue of sending.queues.values())
    if (queue.name === name) queue.messages.push({ id: randomUUID(), body: JSON.stringify(body) });
}
