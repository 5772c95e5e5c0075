import { anybody, publishesTo } from '../lab/event-channels.ts';
import { type Change, denied, describeStories, type Sending, type Story, topic } from './stories.ts';

const central = 'arn:aws:sns:eu-west-1:444455556666:central';
const theirQueue = 'arn:aws:sqs:eu-west-1:444455556666:their-feedback';
const fifo = 'arn:aws:sqs:eu-west-1:111122223333:events.fifo';
const ses = { Principal: { Service: 'ses.amazonaws.com' }, Action: 'SNS:Publish', Resource: central };

/** The topic belongs to account 444455556666, as the queue behind it does, and shows its policy and its subscriptions. */
const centralWith =
  (...statements: readonly object[]): Change =>
  ({ region }) => {
    for (const one of region.configurationSets['transactional']?.eventDestinations ?? [])
      one.SnsDestination = { TopicArn: central };
    region.topics[central] = {
      attributes: { Owner: '444455556666', Policy: JSON.stringify({ Statement: statements }) },
      subscriptions: [
        {
          ...{ SubscriptionArn: `${central}:1`, Owner: '444455556666' },
          ...{ Protocol: 'sqs', Endpoint: theirQueue },
        },
      ],
    };
  };
/** Account 444455556666 subscribed a queue to the topic of this account, and shows nothing of it. */
const theySubscribed =
  (beside: 'alone' | 'beside ours'): Change =>
  (world) => {
    const found = world.region.topics[topic];
    if (found === undefined) return;
    const theirs = { SubscriptionArn: `${topic}:9`, Owner: '444455556666', Protocol: 'sqs' };
    found.subscriptions = [
      ...(beside === 'alone' ? [] : found.subscriptions),
      { ...theirs, Endpoint: theirQueue },
    ];
    denied('GetSubscriptionAttributes')(world);
  };
/** A rule writes to a FIFO queue. */
const intoFifo =
  (group: string | undefined, attributes: Record<string, string>): Change =>
  ({ region }) => {
    publishesTo(region, 'eventbridge');
    region.queues[fifo] = { Policy: anybody, FifoQueue: 'true', ...attributes };
    region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source":["aws.ses"]}' },
      targets: [
        { Id: '1', Arn: fifo, ...(group !== undefined && { SqsParameters: { MessageGroupId: group } }) },
      ],
    });
  };
const silent =
  (change: Change, ...endpoints: readonly string[]): Change =>
  (world: Sending) => {
    change(world);
    world.region.sending.failing.push(...endpoints);
  };

const only = (how: object): object => ({ ...ses, Effect: 'Allow', Condition: how });
const names = (account: string): object => only({ StringEquals: { 'AWS:SourceAccount': account } });

const stories: Readonly<Record<string, Story>> = {
  'a topic of another account that shows nothing: its owner is told what to look at': {
    world: (world) => {
      centralWith(names('111122223333'))(world);
      for (const op of ['GetTopicAttributes', 'ListSubscriptionsByTopic']) denied(op)(world);
    },
    ...{ verdict: 'unknown', exitCode: 3 },
    says: /Whoever has account 444455556666[^"]*publish for account 111122223333[^"]*aws sns get-topic-attributes/,
  },
  'a topic of another account that lets us in: its counters are for that account, and nothing is invented': {
    world: centralWith(names('111122223333')),
    ...{ verdict: 'unknown', exitCode: 0 },
    says: /CloudWatch of its own account 444455556666 alone/,
  },
  'a topic of another account whose policy has no statement for SES': {
    world: centralWith({ ...ses, Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
    // The statement to paste names the account that sends, not that of the topic.
    says: /whoever owns the topic \(account 444455556666\)[^]*AWS:SourceAccount\\*":\\*"111122223333/,
  },
  'a topic of another account with a Deny for all accounts but its own': {
    world: centralWith(only({}), {
      ...{ ...ses, Sid: 'Only', Effect: 'Deny', Principal: '*' },
      Condition: { StringNotEquals: { 'AWS:SourceAccount': '444455556666' } },
    }),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
    says: /the statement Only denies it, by AWS:SourceAccount[^]*Add what SES acts for to the values/,
  },
  'a topic of another account with a Deny for all but its VPC endpoint': {
    world: centralWith(only({}), {
      ...{ ...ses, Sid: 'Ours', Effect: 'Deny', Principal: '*' },
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'] },
    says: /the statement Ours denies it[^]*aws:PrincipalIsAWSService/,
  },
  'a topic of another account with a Deny for what comes without TLS': {
    world: centralWith(only({}), {
      ...{ ...ses, Effect: 'Deny', Principal: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    ...{ verdict: 'unknown', exitCode: 0 },
  },
  'another account subscribed, alone, and every event was delivered': {
    world: theySubscribed('alone'),
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'another account subscribed, beside a queue of ours, and every event was delivered': {
    world: theySubscribed('beside ours'),
    ...{ verdict: 'unknown', exitCode: 3 },
  },
  'another account subscribed, alone, and nothing is counted': {
    world: (world) => {
      theySubscribed('alone')(world);
      world.region.sending.retrying.push(theirQueue);
    },
    ...{
      verdict: 'unknown',
      exitCode: 0,
      says: /account 444455556666 subscribed[^]*get-subscription-attrib/,
    },
  },
  'a rule into a FIFO queue without a message group': {
    world: silent(intoFifo(undefined, { ContentBasedDeduplication: 'true' }), fifo),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-queue', 'proof/lost-at-subscriber'] },
    says: /names no message group for it[^]*aws events list-targets-by-rule --rule ses/,
  },
  'a rule into a FIFO queue that makes no ids of its own': {
    world: silent(intoFifo('ses', { ContentBasedDeduplication: 'false' }), fifo),
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-queue', 'proof/lost-at-subscriber'] },
    says: /without content-based deduplication[^]*aws sqs set-queue-attributes/,
  },
  'a rule into a FIFO queue with both': {
    world: intoFifo('ses', { ContentBasedDeduplication: 'true' }),
    ...{ verdict: 'pass', exitCode: 0 },
  },
  'a FIFO topic': {
    world: ({ region }) => {
      for (const one of region.configurationSets['transactional']?.eventDestinations ?? [])
        one.SnsDestination = { TopicArn: `${topic}.fifo` };
      const found = region.topics[topic];
      for (const queue of Object.values(region.queues)) queue['Policy'] = anybody;
      if (found !== undefined)
        region.topics[`${topic}.fifo`] = {
          ...found,
          attributes: { ...found.attributes, FifoTopic: 'true' },
        };
      region.sending.mute.push('Send', 'Delivery', 'Bounce', 'Complaint');
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-topic-policy'], says: /FIFO topic, which SES/ },
  },
  'a FIFO queue of this account on a bus, and the rule of another sender': {
    world: (world) => {
      intoFifo('ses', { ContentBasedDeduplication: 'true' })(world);
      const [ours] = world.region.rules;
      if (ours !== undefined)
        ours.rule.EventPattern =
          '{"source":["aws.ses"],"detail":{"mail":{"source":[{"suffix":"@shop.example"}]}}}';
    },
    ...{ verdict: 'fail', exitCode: 1, codes: ['proof/lost-at-rule'] },
  },
};

describeStories('topics, subscriptions and queues of other accounts, and FIFO queues', stories);
