import { grouped } from '../../src/model/many.ts';
import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';
import { type QueueWriter, queueUrlOf, type Refusal } from '../../src/facts/event-path/queue.ts';
import { letThrough, whatDenies } from '../../src/knowledge/denials.ts';
import { fifoFaults, fifoTargetPage } from '../../src/knowledge/fifo-queues.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import type { Denial } from '../../src/parse/resource-policy.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { fifoStep } from '../../src/render/paste/fifo-queue.ts';
import { command } from '../../src/render/paste/paste.ts';

/** A queue that does not take what is sent to it. */
export interface RefusingQueue {
  queue: string;
  /** Who is kept out. */
  writers: readonly QueueWriter[];
  why: Refusal;
  /** The key that it is encrypted with, or null. */
  key: string | null;
  /** The statement that shuts them out, where one does. */
  denial?: Denial;
}

export interface Refuses extends RefusingQueue {
  /** It takes what could not be delivered elsewhere. */
  deadLetters: boolean;
}

interface DeadLetters {
  queue: string;
  waiting: number;
  /** Empty: its messages were moved there by SQS, since the readers of another queue failed. */
  writers: readonly QueueWriter[];
}

const snsPage = 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html';
const keyPage =
  'https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html';
const bridgePage = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';
const deadLetterPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';

const services = { 'sns.amazonaws.com': 'SNS', 'events.amazonaws.com': 'EventBridge' } as const;

/** The services that write, as people call them. */
export const named = (writers: readonly QueueWriter[]): string =>
  [...new Set(writers.map(({ service }) => services[service]))].join(' and ') || 'SQS';

const regionOf = (arn: string): string | undefined => parseArn(arn)?.region;

const reasons = {
  absent: 'does not exist',
  policy: 'does not allow it',
  key: 'is encrypted with the AWS managed key for SQS, which it cannot use',
  group: fifoFaults.group.says,
  ids: fifoFaults.ids.says,
} as const;

/** What is the matter with a queue that events go to. */
export const queueProblems = {
  'events/queue-refuses': problem<Refuses>({
    severity: 'warning',
    summary: ({ queue, writers, why, deadLetters }) =>
      why === 'absent'
        ? `The ${deadLetters ? 'dead-letter queue' : 'queue'} ${queue} does not exist.`
        : `The ${deadLetters ? 'dead-letter queue' : 'queue'} ${queue} cannot be written to by ${named(writers)}: it ${reasons[why]}.`,
    impact: ({ deadLetters, writers }) =>
      deadLetters
        ? 'Events that could not be delivered are lost instead of being kept.'
        : `${named(writers)} drops the events for this queue, without an error that SES or your application would see.`,
    evidence: refusalEvidence,
    fix: (data) => [refusalStep(data)],
    references: ({ why, writers }) => [
      ...(why === 'key' ? [keyPage] : why === 'group' || why === 'ids' ? [fifoTargetPage] : []),
      ...(writers.some(({ service }) => service === 'events.amazonaws.com') ? [bridgePage] : [snsPage]),
    ],
  }),

  'events/dead-letters': problem<DeadLetters>({
    severity: 'warning',
    summary: ({ queue, waiting, writers }) =>
      `${grouped(waiting)} ${waiting === 1 ? 'message waits' : 'messages wait'} in the dead-letter queue ${queue}: ${writers.length === 0 ? 'the readers of a queue with events failed on them' : `${named(writers)} could not deliver them`}.`,
    impact: () => 'These events never reached the application, and SQS deletes them after a while.',
    evidence: ({ waiting }) => [
      {
        what: 'ApproximateNumberOfMessages',
        expected: '0',
        actual: grouped(waiting),
        source: 'sqs:GetQueueAttributes',
      },
    ],
    fix: ({ queue }) => [
      {
        text: 'Look at one of them: its attributes or its content say why it was not delivered. Fix the subscriber, then let SQS move the messages back.',
        owner: 'you',
        command: command`aws sqs receive-message --queue-url ${urlOf(queue)} --message-attribute-names All --region ${regionOf(queue)}`,
      },
    ],
    references: [deadLetterPage],
  }),

  'events/queue-unread': problem<{ queue: string; waiting: number }>({
    severity: 'info',
    summary: ({ queue, waiting }) =>
      `${grouped(waiting)} messages wait in ${queue}: nobody seems to read it, or not as fast as events come.`,
    impact:
      'Bounces and complaints stay unseen there, and SQS deletes messages after the retention period, four days unless it was changed.',
    evidence: ({ waiting }) => [
      {
        what: 'ApproximateNumberOfMessages',
        expected: 'few',
        actual: grouped(waiting),
        source: 'sqs:GetQueueAttributes',
      },
    ],
    fix: ({ queue }) => [
      {
        text: 'See whether the number goes down. If it does not, start what should read the queue',
        owner: 'you',
        command: command`aws sqs get-queue-attributes --queue-url ${urlOf(queue)} --attribute-names All --region ${regionOf(queue)}`,
      },
    ],
    references: [
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    ],
  }),
};

function urlOf(arn: string): string | null {
  const queue = parseArn(arn);
  return queue === null ? null : queueUrlOf(queue);
}

/** What was seen of a queue that refuses. */
export function refusalEvidence({ queue, why, key, writers, denial }: RefusingQueue): readonly Evidence[] {
  if (why === 'group' || why === 'ids') {
    const { what, expected, actual, source } = fifoFaults[why];
    return [{ what, expected, actual, source }];
  }
  const source = 'sqs:GetQueueAttributes';
  if (why === 'absent') return [{ what: queue, expected: 'a queue', actual: 'none', source }];
  if (why === 'key')
    return [
      {
        what: 'KmsMasterKeyId',
        expected: 'a key of your own whose policy names the service, or SSE-SQS',
        actual: key,
        source,
      },
    ];
  return [
    {
      what: `policy of ${queue}`,
      expected: writers
        .map((writer) => `sqs:SendMessage for ${writer.service}, aws:SourceArn ${writer.source}`)
        .join('; '),
      actual: denial === undefined ? 'no statement that allows it' : whatDenies(denial),
      source,
    },
  ];
}

/** What lets its writers in. */
export function refusalStep({ queue, why, writers, denial }: RefusingQueue): Step {
  const policyOf = command`aws sqs get-queue-attributes --queue-url ${urlOf(queue)} --attribute-names Policy --region ${regionOf(queue)}`;
  switch (why) {
    case 'absent':
      return { text: 'Create the queue again, or remove what points to it.', owner: 'you' };
    case 'key':
      return {
        text: `Encrypt the queue with SSE-SQS, or with a key of your own whose policy has this statement. The policy of an AWS managed key cannot be changed.${keyStatementToPaste([...new Set(writers.map(({ service }) => service))])}`,
        owner: 'you',
      };
    case 'group':
    case 'ids':
      return fifoStep(why, { queue, url: urlOf(queue), rules: writers.map(({ source }) => source) });
    case 'policy':
      return denial !== undefined
        ? { text: letThrough(denial, named(writers)), owner: 'you', command: policyOf }
        : {
            text: `Add a statement to the policy of the queue that allows ${writers.map(({ service, source }) => `${service} to sqs:SendMessage with aws:SourceArn ${source}`).join(', ')}. Keep the statements that are there.${writers.map(({ service, source }) => statementToPaste(service, 'sqs:SendMessage', queue, () => ({ ArnEquals: { 'aws:SourceArn': source } }), [source])).join('')}`,
            owner: 'you',
            command: policyOf,
          };
  }
}
