import { expect, it } from 'vitest';
import { checklist } from '../../../checks/index.ts';
import { createFactStore } from '../../../src/engine/gather.ts';
import { type EndedCheck, runChecklist } from '../../../src/engine/run.ts';
import type { AwsProbe } from '../../../src/model/aws.ts';
import { select } from '../../../src/model/select.ts';
import { fakeAws, fakeProbes } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';
import { Rounds } from '../../support/rounds.ts';
import { targetWith } from '../../support/target.ts';

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

it('follows events to the last queue in five rounds of calls, and puts no call twice', async () => {
  const answers = fakeAws({
    'ses:GetEmailIdentity': { ...verified, ConfigurationSetName: 'news' },
    'ses:GetIdentityNotificationAttributes': { NotificationAttributes: {} },
    'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
    'ses:GetConfigurationSetEventDestinations': {
      EventDestinations: [
        {
          Name: 'topic',
          Enabled: true,
          MatchingEventTypes: ['BOUNCE'],
          SnsDestination: { TopicArn: arn('sns', 'feedback') },
        },
        {
          Name: 'bus',
          Enabled: true,
          MatchingEventTypes: ['SEND'],
          EventBridgeDestination: { EventBusArn: arn('events', 'event-bus/default') },
        },
        {
          Name: 'stream',
          Enabled: true,
          MatchingEventTypes: ['SEND'],
          KinesisFirehoseDestination: {
            IamRoleArn: 'arn:aws:iam::111122223333:role/r',
            DeliveryStreamArn: arn('firehose', 'deliverystream/s'),
          },
        },
      ],
    },
    'sns:GetTopicAttributes': { Attributes: {} },
    'sns:ListSubscriptionsByTopic': {
      Subscriptions: [
        { SubscriptionArn: arn('sns', 'feedback:1'), Protocol: 'sqs', Endpoint: arn('sqs', 'one') },
      ],
    },
    'sns:GetSubscriptionAttributes': {
      Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('sqs', 'one-dead') }) },
    },
    'sqs:GetQueueAttributes': ({ QueueUrl = '' }) => ({
      Attributes: QueueUrl.endsWith('/one')
        ? { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('sqs', 'one-unread') }) }
        : {},
    }),
    'events:ListRules': {
      Rules: [{ Name: 'ses', Arn: arn('events', 'rule/ses'), EventPattern: '{"source":["aws.ses"]}' }],
    },
    'events:ListTargetsByRule': {
      Targets: [
        { Id: '1', Arn: arn('sqs', 'two'), DeadLetterConfig: { Arn: arn('sqs', 'two-dead') } },
        { Id: '2', Arn: arn('sqs', 'one') },
      ],
    },
    'firehose:DescribeDeliveryStream': {
      DeliveryStreamDescription: {
        DeliveryStreamName: 's',
        DeliveryStreamARN: arn('firehose', 'deliverystream/s'),
        DeliveryStreamStatus: 'ACTIVE',
        DeliveryStreamType: 'DirectPut',
        VersionId: '1',
        HasMoreDestinations: false,
        Destinations: [],
      },
    },
    'cloudwatch:GetMetricData': {},
  });
  const target = targetWith({ identities: ['example.com'] });
  const look = async (): Promise<{
    rounds: number;
    calls: readonly string[];
    ended: readonly EndedCheck[];
  }> => {
    const calls: string[] = [];
    const held = new Rounds();
    const aws: AwsProbe = async (action, input, options) => {
      calls.push(JSON.stringify([action, input, options]));
      await held.turn();
      return await answers(action, input, options);
    };
    const store = createFactStore({ probes: fakeProbes({ aws }), target });
    const run = runChecklist({ stages: select(checklist, ['events'], []), store, target, clock: () => 0 });
    return { rounds: await held.count(run), calls, ended: await run };
  };
  // The first time modules load between the calls.
  await look();
  const { rounds, calls, ended } = await look();
  expect(ended.filter(({ report }) => report.status === 'crash').map(({ report }) => report.because)).toEqual(
    [],
  );
  expect(rounds).toBeLessThanOrEqual(5);
  expect(new Set(calls).size).toBe(calls.length);
  const queues = calls.filter((call) => call.includes('GetQueueAttributes'));
  expect(queues.map((call) => /\/([a-z-]+)"/.exec(call)?.[1]).toSorted()).toEqual([
    ...['one', 'one-dead', 'one-unread', 'two', 'two-dead'],
  ]);
});
