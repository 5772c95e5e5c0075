import { randomUUID } from 'node:crypto';
import { fitOf } from '../../../../src/parse/event-pattern.ts';
import { noAttributes } from '../../../../src/parse/ses-event.ts';
import { knownOf } from './known.ts';
import { deadLetterQueueIn } from '../../../../src/facts/event-path/subscription.ts';
import { parseArn } from '../../../../src/parse/arn.ts';
import type { RegionWorld } from '../world.ts';
import { countUp, fillQueue } from './count.ts';
import { intoQueue } from './queue.ts';
import type { SendingWorld } from './world.ts';

/** A record that SES publishes to a topic: to its subscribers, and to the queue of a test that listens there. */
export function intoTopic(
  topic: string,
  record: Record<string, unknown>,
  { region: home, sending }: { region: RegionWorld; sending: SendingWorld },
): void {
  const region = sending.elsewhere[parseArn(topic)?.region ?? ''] ?? home;
  const found = region.topics[topic];
  const key = found?.attributes['KmsMasterKeyId'];
  const allowed =
    found?.attributes['Policy']?.includes('ses.amazonaws.com') === true &&
    key !== 'alias/aws/sns' &&
    !sending.lockedKeys.includes(key ?? '');
  if (!allowed) return;
  const count = (name: string): void => {
    countUp(region, 'AWS/SNS', name, { TopicName: parseArn(topic)?.resource ?? '' });
  };
  count('NumberOfMessagesPublished');
  for (const { SubscriptionArn: arn = '', Endpoint: endpoint = '' } of found.subscriptions) {
    const settings = found.subscriptionAttributes?.[arn] ?? {};
    if (!arn.startsWith('arn:') || !passes(settings, record)) continue;
    if (sending.retrying.includes(endpoint)) continue;
    const fails = sending.failing.includes(endpoint);
    count(fails ? 'NumberOfNotificationsFailed' : 'NumberOfNotificationsDelivered');
    const dead = fails ? deadLetterQueueIn(settings['RedrivePolicy']) : null;
    if (dead !== null) fillQueue(region, dead);
  }
  for (const subscription of (region.sending ?? sending).subscriptions.values())
    if (subscription.topic === topic) {
      // SNS counts every endpoint that took it.
      count('NumberOfNotificationsDelivered');
      intoQueue(subscription.endpoint, sending, {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topic,
        Message: JSON.stringify(record),
        Timestamp: new Date().toISOString(),
      });
    }
}

function passes(settings: Readonly<Record<string, string>>, record: Record<string, unknown>): boolean {
  const { FilterPolicy: policy, FilterPolicyScope: scope } = settings;
  if (policy === undefined) return true;
  return fitOf(policy, scope === 'MessageBody' ? knownOf(record) : noAttributes) === 'all';
}
