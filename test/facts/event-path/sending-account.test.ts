import { describe, expect, it } from 'vitest';
import { createFactStore } from '../../../src/engine/gather.ts';
import { accountOfQueues } from '../../../src/facts/event-path/queue.ts';
import { sendingAccount } from '../../../src/facts/event-path/sender.ts';
import { type Subscription, subscriptions } from '../../../src/facts/event-path/subscription.ts';
import { topicPublisher } from '../../../src/facts/topics.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../../support/probes.ts';
import { targetWith } from '../../support/target.ts';

const account = '111122223333';
const topic = `arn:aws:sns:eu-west-1:${account}:feedback`;
const denied = new Unavailable('access-denied', 'denied');
const caller = { Account: account, Arn: `arn:aws:iam::${account}:user/mia`, UserId: 'A' };
type Said = typeof caller | Unavailable;

describe('the account that sends', () => {
  const filtered = (policy: string): Subscription => ({
    topic,
    arn: `${topic}:1`,
    protocol: 'sqs',
    endpoint: `arn:aws:sqs:eu-west-1:${account}:q`,
    settings: {
      ok: true,
      value: { raw: false, filter: { scope: 'MessageBody', policy }, deadLetterQueue: null },
    },
  });
  const told = async (policy: string, said: Said, known: string | null = null): Promise<string | null> => {
    const aws = fakeAws({ 'sts:GetCallerIdentity': said });
    const store = createFactStore({ probes: fakeProbes({ aws }), target: targetWith() });
    store.put(subscriptions, [filtered(policy)]);
    store.put(accountOfQueues, known);
    return await store.read(sendingAccount, null);
  };
  const byAccount = '{"mail":{"sendingAccountId":["111122223333"]}}';

  it('is asked for where a filter asks for it', async () => {
    expect(await told(byAccount, caller)).toBe(account);
    expect(await told(byAccount, denied)).toBeNull();
  });

  it('is not asked for where no filter does, or where it is known', async () => {
    expect(await told('{"eventType":["Bounce"]}', caller)).toBeNull();
    expect(await told(byAccount, denied, '444455556666')).toBe('444455556666');
  });
});

describe('the account that asks for the queues', () => {
  const queue = `arn:aws:sqs:eu-west-1:${account}:q`;
  const told = async (
    attributes: { Attributes: Record<string, string> } | Unavailable,
    said: Said,
  ): Promise<string | null> => {
    const aws = fakeAws({
      'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
      'ses:GetConfigurationSetEventDestinations': {
        EventDestinations: [
          {
            Name: 'feedback',
            Enabled: true,
            MatchingEventTypes: ['BOUNCE'],
            SnsDestination: { TopicArn: topic },
          },
        ],
      },
      'sns:GetTopicAttributes': { Attributes: { TopicArn: topic } },
      'sns:ListSubscriptionsByTopic': {
        Subscriptions: [{ SubscriptionArn: `${topic}:1`, Protocol: 'sqs', Endpoint: queue }],
      },
      'sqs:GetQueueAttributes': attributes,
      'sts:GetCallerIdentity': said,
    });
    const store = createFactStore({
      probes: fakeProbes({ aws }),
      target: targetWith({ configurationSet: 'news', region: 'eu-west-1' }),
    });
    store.put(topicPublisher, null);
    return await store.read(accountOfQueues, null);
  };
  const gone = new Unavailable('not-found', 'gone');

  it('is asked for where a queue is said not to be there', async () => {
    expect(await told(gone, caller)).toBe(account);
    expect(await told(gone, denied)).toBeNull();
  });

  it('is not asked for where every queue is there', async () => {
    expect(await told({ Attributes: { QueueArn: queue } }, caller)).toBeNull();
  });
});
