import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { SendingAnswers } from './answers.ts';

const account = '111122223333';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const gone = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
const noQueue = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist or you do not have access to it.');

/** Queues, subscriptions and rules that are made, listened at, and taken away. */
export const thingAnswers: SendingAnswers = {
  'sqs:CreateQueue': ({ QueueName = '', tags = {} }, { sending, regionName }) => {
    const QueueUrl = `https://sqs.${regionName}.amazonaws.com/${account}/${QueueName}`;
    sending.queues.set(QueueUrl, { name: QueueName, tags, messages: [] });
    return { QueueUrl };
  },
  'sqs:SetQueueAttributes': ({ QueueUrl = '' }, { sending }) => {
    if (!sending.queues.has(QueueUrl)) throw noQueue();
    return {};
  },
  'sqs:ReceiveMessage': ({ QueueUrl = '', MaxNumberOfMessages = 1 }, { sending }) => {
    const queue = sending.queues.get(QueueUrl);
    if (queue === undefined) throw noQueue();
    return {
      Messages: queue.messages.splice(0, MaxNumberOfMessages).map(({ id, body, at = Date.now() }) => ({
        ...{ MessageId: id, ReceiptHandle: id, Body: body, MD5OfBody: md5(body) },
        Attributes: { SentTimestamp: String(at) },
      })),
    };
  },
  'sqs:DeleteQueue': ({ QueueUrl = '' }, { sending }) => {
    if (!sending.queues.delete(QueueUrl)) throw noQueue();
    return {};
  },
  'sqs:ListQueues': ({ QueueNamePrefix = '' }, { sending }) => ({
    QueueUrls: [...sending.queues].flatMap(([url, { name }]) =>
      name.startsWith(QueueNamePrefix) ? [url] : [],
    ),
  }),
  'sqs:ListQueueTags': ({ QueueUrl = '' }, { sending }) => ({
    Tags: sending.queues.get(QueueUrl)?.tags ?? {},
  }),

  'sns:Subscribe': ({ TopicArn = '', Endpoint = '' }, { sending, region }) => {
    if (region.topics[TopicArn] === undefined)
      throw new AwsError('NotFoundException', 'Topic does not exist');
    const SubscriptionArn = `${TopicArn}:${randomUUID()}`;
    sending.subscriptions.set(SubscriptionArn, { topic: TopicArn, endpoint: Endpoint });
    return { SubscriptionArn };
  },
  'sns:Unsubscribe': ({ SubscriptionArn = '' }, { sending }) => {
    sending.subscriptions.delete(SubscriptionArn);
    return {};
  },
  'sns:ListSubscriptions': (_input, { sending }) => ({
    Subscriptions: [...sending.subscriptions].map(([SubscriptionArn, { topic, endpoint }]) => ({
      ...{ SubscriptionArn, TopicArn: topic, Protocol: 'sqs', Endpoint: endpoint, Owner: account },
    })),
  }),

  'events:ListTagsForResource': ({ ResourceARN = '' }, { sending }) => {
    const rule = sending.rules.get(ResourceARN.slice(ResourceARN.lastIndexOf('/') + 1));
    if (rule === undefined) throw gone('Rule does not exist on EventBus default.');
    return { Tags: rule.tags ?? [] };
  },
  'events:PutRule': ({ Name = '', EventPattern = '{}', Tags = [] }, { sending, regionName }) => {
    sending.rules.set(Name, { pattern: EventPattern, targets: new Map(), tags: Tags });
    return { RuleArn: `arn:aws:events:${regionName}:${account}:rule/${Name}` };
  },
  'events:PutTargets': ({ Rule = '', Targets = [] }, { sending }) => {
    const rule = sending.rules.get(Rule);
    if (rule === undefined) throw gone(`Rule ${Rule} does not exist on EventBus default.`);
    for (const { Id = '', Arn = '' } of Targets) rule.targets.set(Id, Arn);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
  'events:RemoveTargets': ({ Rule = '', Ids = [] }, { sending }) => {
    const rule = sending.rules.get(Rule);
    if (rule === undefined) throw gone(`Rule ${Rule} does not exist on EventBus default.`);
    for (const id of Ids) rule.targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
  'events:DeleteRule': ({ Name = '' }, { sending }) => {
    if ((sending.rules.get(Name)?.targets.size ?? 0) > 0)
      throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    sending.rules.delete(Name);
    return {};
  },
};
