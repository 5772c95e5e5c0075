import { describe, expect, it } from 'vitest';
import { hopCounts } from '../../../src/facts/event-path/counts.ts';
import { deadLetterQueues, subscribedQueues, targetQueues } from '../../../src/facts/event-path/queue.ts';
import { busRules, ruleTargets } from '../../../src/facts/event-path/rule.ts';
import { streams } from '../../../src/facts/event-path/stream.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';

type Replies = Parameters<typeof fakeAws>[0];

const home = 'arn:aws:sqs:eu-west-1:111122223333';
const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const rule = 'arn:aws:events:eu-west-1:111122223333:rule/ses';
const stream = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events';
const denied = new Unavailable('access-denied', 'denied');
const gone = new Unavailable('not-found', 'gone');
const target = { configurationSet: 'news', region: 'eu-west-1' };

const letIn = (service: string, source: string): string =>
  JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sqs:SendMessage',
      Condition: { ArnEquals: { 'aws:SourceArn': source } },
    },
  });

const publishing = (more: object): Replies => ({
  'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
  'ses:GetConfigurationSetEventDestinations': {
    EventDestinations: [{ Name: 'all', Enabled: true, MatchingEventTypes: ['SEND', 'BOUNCE'], ...more }],
  },
});
const toTopic = publishing({ SnsDestination: { TopicArn: topic } });
const toBus = publishing({ EventBridgeDestination: { EventBusArn: bus } });
const toStream = publishing({
  KinesisFirehoseDestination: { IamRoleArn: 'role', DeliveryStreamArn: stream },
});
const probes = (...replies: Replies[]) => ({ aws: fakeAws(Object.assign({}, ...replies) as Replies) });

describe('the rules of a bus', () => {
  const rulesWith = async (reply: NonNullable<Replies['events:ListRules']>) => {
    const [found] = await gather(busRules, { probes: probes(toBus, { 'events:ListRules': reply }), target });
    return found;
  };

  it('are not asked for where no set publishes to EventBridge', async () => {
    expect(await gather(busRules, { probes: probes(toTopic), target })).toEqual([]);
  });

  it('are not known, and not none, when they may not be read', async () => {
    expect(await rulesWith(denied)).toEqual({
      arn: bus,
      sets: ['news'],
      types: ['SEND', 'BOUNCE'],
      senders: [],
      rules: { ok: false, why: denied.why },
    });
  });

  it('are those that have to do with SES, with what they take', async () => {
    const found = await rulesWith({
      Rules: [
        { Name: 'ses', Arn: rule, EventPattern: '{"source":["aws.ses"],"detail-type":["Email Bounced"]}' },
        {
          Name: 'off',
          Arn: `${rule}-off`,
          State: 'DISABLED',
          EventPattern: '{"source":[{"prefix":"aws."}]}',
        },
        {
          Name: 'misspelt',
          Arn: `${rule}-x`,
          EventPattern: '{"source":["aws.ses"],"detail-type":["Bounce"]}',
        },
        { Name: 'orders', Arn: `${rule}-y`, EventPattern: '{"source":["shop"]}' },
        { Name: 'nightly', Arn: `${rule}-z` },
      ],
    });
    expect(found?.rules).toMatchObject({
      ok: true,
      value: {
        complete: true,
        items: [
          { name: 'ses', enabled: true, takes: ['BOUNCE'] },
          { name: 'off', enabled: false, takes: ['SEND', 'BOUNCE'] },
          { name: 'misspelt', enabled: true, takes: [] },
        ],
      },
    });
  });
});

const oneRule: Replies = {
  ...toBus,
  'events:ListRules': { Rules: [{ Name: 'ses', Arn: rule, EventPattern: '{"source":["aws.ses"]}' }] },
};

describe('the targets of a rule', () => {
  it('are not known when they may not be read', async () => {
    const found = await gather(ruleTargets, {
      probes: probes(oneRule, { 'events:ListTargetsByRule': denied }),
      target,
    });
    expect(found).toEqual([{ bus, rule: 'ses', ruleArn: rule, targets: { ok: false, why: denied.why } }]);
  });

  it('come with their role and dead-letter queue', async () => {
    const found = await gather(ruleTargets, {
      probes: probes(oneRule, {
        'events:ListTargetsByRule': {
          Targets: [
            { Id: '1', Arn: `${home}:q`, DeadLetterConfig: { Arn: `${home}:dead` } },
            { Id: '2', Arn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:m', RoleArn: 'role' },
          ],
        },
      }),
      target,
    });
    expect(found[0]?.targets).toEqual({
      ok: true,
      value: [
        { arn: `${home}:q`, role: null, deadLetterQueue: `${home}:dead` },
        { arn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:m', role: 'role', deadLetterQueue: null },
      ],
    });
  });
});

describe('a Firehose stream', () => {
  const stateWith = async (reply: NonNullable<Replies['firehose:DescribeDeliveryStream']>) => {
    const [found] = await gather(streams, {
      probes: probes(toStream, { 'firehose:DescribeDeliveryStream': reply }),
      target,
    });
    return found?.state;
  };

  it('is not known, and not absent, when it may not be described', async () => {
    expect(await stateWith(denied)).toEqual({ ok: false, why: denied.why });
  });

  it('may be gone', async () => {
    expect(await stateWith(gone)).toEqual({ ok: true, value: null });
  });

  it('has a status, a source and destinations', async () => {
    expect(
      await stateWith({
        DeliveryStreamDescription: {
          DeliveryStreamName: 'ses-events',
          DeliveryStreamARN: stream,
          DeliveryStreamStatus: 'CREATING_FAILED',
          DeliveryStreamType: 'DirectPut',
          VersionId: '1',
          HasMoreDestinations: false,
          FailureDescription: { Type: 'KMS_KEY_NOT_FOUND', Details: 'no key' },
          Destinations: [
            { DestinationId: '1', SplunkDestinationDescription: {} },
            { DestinationId: '2', S3DestinationDescription: undefined },
          ],
        },
      }),
    ).toEqual({
      ok: true,
      value: {
        status: 'CREATING_FAILED',
        source: 'DirectPut',
        failure: 'KMS_KEY_NOT_FOUND: no key',
        encryption: null,
        deliveries: ['DeliveryToSplunk'],
        writesAll: false,
        bufferSeconds: null,
        bucket: null,
      },
    });
  });
});

describe('a queue behind a topic', () => {
  const queue = `${home}:q`;
  const stateWith = async (
    reply: NonNullable<Replies['sqs:GetQueueAttributes']>,
    endpoint: string = queue,
    account = '111122223333',
  ) => {
    const [found] = await gather(subscribedQueues, {
      probes: probes(toTopic, {
        'sns:ListSubscriptionsByTopic': {
          Subscriptions: [{ SubscriptionArn: `${topic}:1`, Protocol: 'sqs', Endpoint: endpoint }],
        },
        'sqs:GetQueueAttributes': reply,
        'sns:GetTopicAttributes': { Attributes: {} },
        'sts:GetCallerIdentity': { Account: account, Arn: '', UserId: '' },
      }),
      target,
    });
    return found?.state;
  };

  it('is not known, and not closed, when it may not be looked at', async () => {
    expect(await stateWith(denied)).toEqual({ ok: false, why: denied.why });
  });

  it('is gone when SQS does not know it', async () => {
    expect(await stateWith(gone)).toEqual({ ok: true, value: { kind: 'absent' } });
  });

  it('is not known when it belongs to another account, of which SQS says the same', async () => {
    expect(await stateWith(gone, 'arn:aws:sqs:eu-west-1:444455556666:q')).toMatchObject({
      ok: false,
      why: { reason: 'access-denied', action: 'sqs:GetQueueAttributes' },
    });
  });

  it('is not known when it and its topic belong to another account than asks', async () => {
    expect(await stateWith(gone, queue, '444455556666')).toMatchObject({
      ok: false,
      why: { reason: 'access-denied' },
    });
  });

  it.each([
    ['no policy', {}, 'blocked'],
    ['a policy for the topic', { Policy: letIn('sns.amazonaws.com', topic) }, 'allowed'],
    ['a policy for all topics', { Policy: letIn('sns.amazonaws.com', 'arn:aws:sns:*:*:*') }, 'allowed'],
    ['a policy for another topic', { Policy: letIn('sns.amazonaws.com', `${topic}-2`) }, 'blocked'],
    ['a policy for another service', { Policy: letIn('events.amazonaws.com', topic) }, 'blocked'],
    ['a policy that cannot be read', { Policy: '{' }, 'unclear'],
  ])('with %s', async (_, Attributes, grant) => {
    expect(await stateWith({ Attributes })).toMatchObject({ ok: true, value: { kind: 'queue', grant } });
  });

  it('holds messages, a key and a dead-letter queue', async () => {
    const Attributes = {
      Policy: letIn('sns.amazonaws.com', topic),
      ApproximateNumberOfMessages: '7',
      KmsMasterKeyId: 'alias/aws/sqs',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${home}:dead`, maxReceiveCount: 3 }),
    };
    expect(await stateWith({ Attributes })).toMatchObject({
      value: { waiting: 7, kmsKey: 'alias/aws/sqs', deadLetterQueue: `${home}:dead` },
    });
    expect(await stateWith({ Attributes: {} })).toMatchObject({ value: { waiting: null, kmsKey: null } });
  });

  it('is asked by a URL of its Region', async () => {
    const urls: (string | undefined)[] = [];
    await stateWith(({ QueueUrl }, region) => {
      urls.push(QueueUrl, region ?? 'home');
      return { Attributes: {} };
    }, 'arn:aws:sqs:us-east-1:111122223333:q');
    expect(urls).toEqual(['https://sqs.us-east-1.amazonaws.com/111122223333/q', 'us-east-1']);
  });
});

describe('queues behind rules, and dead-letter queues', () => {
  const asked: string[] = [];
  const attributes: Replies = {
    'sqs:GetQueueAttributes': ({ QueueUrl = '' }) => {
      asked.push(QueueUrl.split('/').at(-1) ?? '');
      return {
        Attributes: { Policy: letIn('events.amazonaws.com', rule), ApproximateNumberOfMessages: '2' },
      };
    },
  };
  const targets: Replies = {
    'events:ListTargetsByRule': {
      Targets: [
        { Id: '1', Arn: `${home}:q`, DeadLetterConfig: { Arn: `${home}:dead` } },
        { Id: '2', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
      ],
    },
  };

  it('a rule delivers to a queue whose policy names the rule', async () => {
    expect(
      await gather(targetQueues, { probes: probes(oneRule, targets, attributes), target }),
    ).toMatchObject([
      {
        arn: `${home}:q`,
        writers: [{ service: 'events.amazonaws.com', source: rule, byRole: false }],
        state: { value: { grant: 'allowed' } },
      },
    ]);
  });

  it.each([
    ['no group, no ids', undefined, 'false', { groupless: true }, { wantsIds: true }],
    ['a group and no ids', 'g', 'false', {}, { wantsIds: true }],
    ['a group and ids', 'g', 'true', {}, {}],
    ['what SQS does not say', 'g', undefined, {}, {}],
  ])('a FIFO queue with %s', async (_, group, ids, writer, state) => {
    const found = await gather(targetQueues, {
      probes: probes(oneRule, {
        'events:ListTargetsByRule': {
          Targets: [
            {
              ...{ Id: '1', Arn: `${home}:q.fifo` },
              ...(group !== undefined && { SqsParameters: { MessageGroupId: group } }),
            },
          ],
        },
        'sqs:GetQueueAttributes': {
          Attributes: {
            Policy: letIn('events.amazonaws.com', rule),
            ...(ids !== undefined && { ContentBasedDeduplication: ids }),
          },
        },
      }),
      target,
    });
    expect(found).toEqual([
      {
        arn: `${home}:q.fifo`,
        writers: [{ service: 'events.amazonaws.com', source: rule, byRole: false, ...writer }],
        state: {
          ok: true,
          value: {
            ...{ kind: 'queue', grant: 'allowed', kmsKey: null, waiting: null, deadLetterQueue: null },
            ...state,
          },
        },
      },
    ]);
  });

  it('a dead-letter queue is asked once, and its policy too', async () => {
    asked.length = 0;
    const found = await gather(deadLetterQueues, { probes: probes(oneRule, targets, attributes), target });
    expect(found).toMatchObject([
      { arn: `${home}:dead`, state: { value: { grant: 'allowed', waiting: 2 } } },
    ]);
    expect(asked).toEqual(['dead']);
  });
});

describe('how deliveries fared', () => {
  const at = new Date('2026-11-21T18:00:00Z');
  const result = (values: Readonly<Record<string, number>>): Replies => ({
    'cloudwatch:GetMetricData': ({ MetricDataQueries = [] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
        const value = values[MetricStat?.Metric?.MetricName ?? ''];
        return {
          Id,
          Timestamps: value === undefined ? [] : [at],
          Values: value === undefined ? [] : [value],
        };
      }),
    }),
  });
  const noList: Replies = { 'sns:ListSubscriptionsByTopic': {} };

  it('is not known, and not well, when CloudWatch may not be asked', async () => {
    const found = await gather(hopCounts, {
      probes: probes(toTopic, noList, { 'cloudwatch:GetMetricData': denied }),
      target,
    });
    expect(found).toEqual([{ kind: 'topic', arn: topic, counts: { ok: false, why: denied.why } }]);
  });

  it('no number is not zero', async () => {
    const [found] = await gather(hopCounts, { probes: probes(toTopic, noList, result({})), target });
    expect(found?.counts).toEqual({ ok: true, value: { delivered: null, failed: null, lastHour: null } });
  });

  it('of a topic: what SNS delivered and gave up', async () => {
    const numbers = result({ NumberOfNotificationsDelivered: 40, NumberOfNotificationsFailed: 2 });
    const [found] = await gather(hopCounts, { probes: probes(toTopic, noList, numbers), target });
    expect(found?.counts).toEqual({ ok: true, value: { delivered: 40, failed: 2, lastHour: null } });
  });

  it('of a rule: Invocations hold those that failed', async () => {
    const numbers = result({ Invocations: 40, FailedInvocations: 2 });
    const [found] = await gather(hopCounts, {
      probes: probes(oneRule, { 'events:ListTargetsByRule': {} }, numbers),
      target,
    });
    expect(found).toMatchObject({ kind: 'rule', arn: rule, counts: { value: { delivered: 38, failed: 2 } } });
  });

  it('of a stream: the last hour, by its kind of destination', async () => {
    const found = await gather(hopCounts, {
      probes: probes(toStream, result({ 'DeliveryToS3.Success': 0.25 }), {
        'firehose:DescribeDeliveryStream': {
          DeliveryStreamDescription: {
            DeliveryStreamName: 'ses-events',
            DeliveryStreamARN: stream,
            DeliveryStreamStatus: 'ACTIVE',
            DeliveryStreamType: 'DirectPut',
            VersionId: '1',
            HasMoreDestinations: false,
            Destinations: [{ DestinationId: '1', S3DestinationDescription: {} as never }],
          },
        },
      }),
      target,
    });
    expect(found[0]?.counts).toEqual({
      ok: true,
      value: {
        delivered: null,
        failed: null,
        lastHour: { at: at.toISOString(), share: 0.25, metric: 'DeliveryToS3.Success' },
      },
    });
  });
});
