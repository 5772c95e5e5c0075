import { describe, expect, it } from 'vitest';
import {
  deadLetterQueueIn,
  subscriptionLists,
  subscriptions,
} from '../../../src/facts/event-path/subscription.ts';
import { topicUses } from '../../../src/facts/event-path/topic-uses.ts';
import { topicAttributes, topics } from '../../../src/facts/topics.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const arn = `${topic}:1`;
const denied = new Unavailable('access-denied', 'denied');
const target = { configurationSet: 'news' };

type Replies = Parameters<typeof fakeAws>[0];

const publishing: Replies = {
  'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
  'ses:GetConfigurationSetEventDestinations': {
    EventDestinations: [
      {
        Name: 'feedback',
        Enabled: true,
        MatchingEventTypes: ['BOUNCE', 'COMPLAINT'],
        SnsDestination: { TopicArn: topic },
      },
      {
        Name: 'off',
        Enabled: false,
        MatchingEventTypes: ['SEND'],
        SnsDestination: { TopicArn: `${topic}-off` },
      },
    ],
  },
  'sns:ListSubscriptionsByTopic': {
    Subscriptions: [
      { SubscriptionArn: arn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:q' },
    ],
  },
};
const probes = (replies: Replies) => ({ aws: fakeAws({ ...publishing, ...replies }) });

it('the topics in use are those of enabled destinations, with what is published there', async () => {
  expect(await gather(topicUses, { probes: probes({}), target })).toEqual([
    {
      arn: topic,
      uses: [
        {
          senders: [],
          text: 'configuration set news',
          source: 'configuration-set/news',
          typeMember: 'eventType',
          set: 'news',
          types: ['BOUNCE', 'COMPLAINT'],
        },
      ],
    },
  ]);
});

describe('what is subscribed to a topic', () => {
  const listWith = async (reply: AwsOutput<'sns:ListSubscriptionsByTopic'> | Unavailable) => {
    const lists = await gather(subscriptionLists, {
      probes: probes({ 'sns:ListSubscriptionsByTopic': reply }),
      target,
    });
    return lists[0]?.list;
  };

  it('is not known, and not nobody, when it may not be read', async () => {
    expect(await listWith(denied)).toEqual({ ok: false, why: denied.why });
  });

  it.each([
    ['https', 'https://user:pass@app.example.com:8443/hook?token=secret', 'app.example.com:8443'],
    ['http', 'http://', ''],
    ['email', 'jane.doe@example.com', 'example.com'],
    ['sms', '+15550100', ''],
    [
      'lambda',
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ],
  ])('names of a %s endpoint no more than its place', async (Protocol, Endpoint, endpoint) => {
    expect(
      await listWith({ Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Protocol, Endpoint }] }),
    ).toEqual({
      ok: true,
      value: { items: [{ arn: null, protocol: Protocol, endpoint }], complete: true, because: null },
    });
  });

  it('tells one that was deleted from one that waits', async () => {
    expect(
      await listWith({ Subscriptions: [{ SubscriptionArn: 'Deleted', Protocol: 'https', Endpoint: '' }] }),
    ).toMatchObject({
      value: { items: [{ arn: null, deleted: true, protocol: 'https', endpoint: '' }] },
    });
  });
});

describe('the settings of a subscription', () => {
  const settingsWith = async (reply: AwsOutput<'sns:GetSubscriptionAttributes'> | Unavailable) => {
    const found = await gather(subscriptions, {
      probes: probes({ 'sns:GetSubscriptionAttributes': reply }),
      target,
    });
    return found[0]?.settings;
  };

  it('are not known when they may not be read', async () => {
    expect(await settingsWith(denied)).toEqual({ ok: false, why: denied.why });
  });

  it('are nothing special unless they say so', async () => {
    expect(await settingsWith({ Attributes: {} })).toEqual({
      ok: true,
      value: { raw: false, filter: null, deadLetterQueue: null },
    });
  });

  it('hold a filter with its scope, raw delivery and a dead-letter queue', async () => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:dead';
    expect(
      await settingsWith({
        Attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: '{"eventType":["Bounce"]}',
          FilterPolicyScope: 'MessageBody',
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queue }),
        },
      }),
    ).toEqual({
      ok: true,
      value: {
        raw: true,
        filter: { scope: 'MessageBody', policy: '{"eventType":["Bounce"]}' },
        deadLetterQueue: queue,
      },
    });
  });

  it('are asked of twenty at most', async () => {
    let asked = 0;
    const Subscriptions = Array.from({ length: 30 }, (_, index) => ({
      SubscriptionArn: `${topic}:${index}`,
    }));
    await gather(subscriptions, {
      probes: probes({
        'sns:ListSubscriptionsByTopic': { Subscriptions },
        'sns:GetSubscriptionAttributes': () => {
          asked += 1;
          return { Attributes: {} };
        },
      }),
      target,
    });
    expect(asked).toBe(20);
  });

  it.each([undefined, '', 'null', '[]', '{"deadLetterTargetArn":7}', '{"deadLetterTargetArn":"queue"}'])(
    'name no dead-letter queue in %j',
    (text) => {
      expect(deadLetterQueueIn(text)).toBeNull();
    },
  );
});

describe('the subscribers of a topic', () => {
  const confirmedWith = async (replies: Replies) => {
    const [found] = await gather(topics, { probes: probes(replies), target });
    return found?.state.ok === true && found.state.value.kind === 'topic'
      ? found.state.value.confirmed
      : null;
  };

  it('are counted by their list, which is right at once', async () => {
    expect(
      await confirmedWith({ 'sns:GetTopicAttributes': { Attributes: { SubscriptionsConfirmed: '0' } } }),
    ).toEqual({ ok: true, value: 1 });
  });

  it('are counted by SNS where the list may not be read, unless that says none', async () => {
    const counted = (count: string): Replies => ({
      'sns:GetTopicAttributes': { Attributes: { SubscriptionsConfirmed: count } },
      'sns:ListSubscriptionsByTopic': denied,
    });
    expect(await confirmedWith(counted('2'))).toEqual({ ok: true, value: 2 });
    expect(await confirmedWith(counted('0'))).toEqual({ ok: false, why: denied.why });
  });

  it('are asked for in the Region of the topic', async () => {
    const regions: (string | null)[] = [];
    await gather(topicAttributes, {
      probes: probes({
        'sns:GetTopicAttributes': (_, region) => {
          regions.push(region);
          return { Attributes: {} };
        },
      }),
      target: { ...target, region: 'us-east-1' },
    });
    expect(regions).toEqual(['eu-west-1']);
  });
});
