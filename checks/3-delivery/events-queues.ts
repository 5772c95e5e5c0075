import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';
import {
  deadLetterQueues,
  type QueueWriter,
  queueUrlOf,
  type Refusal,
  refusalAt,
  subscribedQueues,
  targetQueues,
  type UsedQueue,
} from '../../src/facts/event-path/queue.ts';
import { busRules, ruleTargets } from '../../src/facts/event-path/rule.ts';
import { subscriptionLists } from '../../src/facts/event-path/subscription.ts';
import { noneUnless, unreadPaths } from '../../src/facts/event-path/unread-paths.ts';
import { letThrough, whatDenies } from '../../src/knowledge/denials.ts';
import { fifoFaults, fifoTargetPage } from '../../src/knowledge/fifo-queues.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { Evidence, Step } from '../../src/model/check.ts';
import type { Denial } from '../../src/parse/resource-policy.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { fifoStep } from '../../src/render/paste/fifo-queue.ts';
import { command } from '../../src/render/paste/paste.ts';
import { target } from '../../src/facts/target.ts';

interface Refuses {
  queue: string;
  writers: readonly QueueWriter[];
  why: Refusal;
  key: string | null;
  /** The statement that shuts them out, where one does. */
  denial?: Denial;
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

const named = (writers: readonly QueueWriter[]): string =>
  [...new Set(writers.map(({ service }) => services[service]))].join(' and ') || 'SQS';

const regionOf = (arn: string): string | undefined => parseArn(arn)?.region;

const reasons = {
  absent: 'does not exist',
  policy: 'does not allow it',
  key: 'is encrypted with the AWS managed key for SQS, which it cannot use',
  group: fifoFaults.group.says,
  ids: fifoFaults.ids.says,
} as const;

/** So many are no burst that is being read. */
const backlog = 50_000;

export default defineCheck({
  id: 'events-queues',
  title: 'SQS queues for SES events',
  why: 'SNS and EventBridge deliver to a queue only if its policy and key allow it. What they cannot deliver is dropped, or kept in a dead-letter queue that has to be read.',
  needs: { target },
  enrichment: {
    subscriptionLists,
    busRules,
    ruleTargets,
    subscribedQueues,
    targetQueues,
    deadLetterQueues,
    unreadPaths,
  },

  problems: {
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
      evidence: evidenceOf,
      fix: (data) => [stepOf(data)],
      references: ({ why, writers }) => [
        ...(why === 'key' ? [keyPage] : why === 'group' || why === 'ids' ? [fifoTargetPage] : []),
        ...(writers.some(({ service }) => service === 'events.amazonaws.com') ? [bridgePage] : [snsPage]),
      ],
    }),

    'events/dead-letters': problem<DeadLetters>({
      severity: 'warning',
      summary: ({ queue, waiting, writers }) =>
        `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'} in the dead-letter queue ${queue}: ${writers.length === 0 ? 'the readers of a queue with events failed on them' : `${named(writers)} could not deliver them`}.`,
      impact: () => 'These events never reached the application, and SQS deletes them after a while.',
      evidence: ({ waiting }) => [
        {
          what: 'ApproximateNumberOfMessages',
          expected: '0',
          actual: String(waiting),
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
        `${waiting} messages wait in ${queue}: nobody seems to read it, or not as fast as events come.`,
      impact:
        'Bounces and complaints stay unseen there, and SQS deletes messages after the retention period, four days unless it was changed.',
      evidence: ({ waiting }) => [
        {
          what: 'ApproximateNumberOfMessages',
          expected: 'few',
          actual: String(waiting),
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
  },

  evaluate({
    subscriptionLists: lists,
    busRules: buses,
    ruleTargets: rules,
    subscribedQueues: subscribed,
    targetQueues: targets,
    deadLetterQueues: dead,
    unreadPaths: unread,
  }) {
    const direct = [...valueOr(subscribed, []), ...valueOr(targets, [])];
    const forDead = valueOr(dead, []);
    const all = [...direct, ...forDead];
    // Where a topic, a bus or a rule did not tell to whom it delivers, there may be queues that nobody saw.
    const ways = [
      ...valueOr(lists, []).map(({ list }) => list),
      ...valueOr(buses, []).map(({ rules: listed }) => listed),
      ...valueOr(rules, []).map(({ targets: told }) => told),
    ];
    const missed = [...ways, ...all.map(({ state }) => state)].flatMap((one) => unanswered(one, false));
    const answered = [subscribed, targets, dead].some(({ ok }) => ok);
    if (answered && all.length === 0 && missed.length === 0)
      return notApplicable(noneUnless(unread, 'no SQS queue takes events of the sender'));
    const found = [
      ...direct.flatMap((queue) => refusedAt(queue, false)),
      ...forDead.flatMap((queue) => refusedAt(queue, true)),
      ...direct.flatMap(({ arn: queue, state }) => {
        const waiting = state.ok && state.value.kind === 'queue' ? (state.value.waiting ?? 0) : 0;
        return waiting < backlog
          ? []
          : [{ problem: 'events/queue-unread' as const, data: { queue, waiting }, subject: queue }];
      }),
      ...forDead.flatMap(({ arn: queue, writers, state }) => {
        const waiting = state.ok && state.value.kind === 'queue' ? (state.value.waiting ?? 0) : 0;
        if (waiting === 0) return [];
        return [
          { problem: 'events/dead-letters' as const, data: { queue, waiting, writers }, subject: queue },
        ];
      }),
    ];
    if (found.length > 0 || missed.length === 0) return [...found, ...missed];
    return notSeen(
      `not every queue could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
      missed,
    );
  },

  observed({ subscribedQueues: subscribed, targetQueues: targets }) {
    const seen = [...valueOr(subscribed, []), ...valueOr(targets, [])].flatMap(({ state }) =>
      state.ok && state.value.kind === 'queue' ? [state.value.waiting] : [],
    );
    const waiting = seen.filter((one) => one !== null);
    if (seen.length === 0) return null;
    return `${seen.length} ${seen.length === 1 ? 'queue' : 'queues'}; messages waiting: ${waiting.join(', ') || 'unknown'}`;
  },
});

function urlOf(arn: string): string | null {
  const queue = parseArn(arn);
  return queue === null ? null : queueUrlOf(queue);
}

function evidenceOf({ queue, why, key, writers, denial }: Refuses): readonly Evidence[] {
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

function stepOf({ queue, why, writers, denial }: Refuses): Step {
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

function refusedAt(
  queue: UsedQueue,
  deadLetters: boolean,
): readonly { problem: 'events/queue-refuses'; data: Refuses; subject: string }[] {
  const { arn, state } = queue;
  const refusal = refusalAt(queue);
  if (refusal === null || !state.ok) return [];
  const { kmsKey: key, denial } =
    state.value.kind === 'queue' ? state.value : { kmsKey: null, denial: undefined };
  const data: Refuses = { queue: arn, ...refusal, key, deadLetters };
  return [
    {
      problem: 'events/queue-refuses',
      data: refusal.why === 'policy' && denial !== undefined ? { ...data, denial } : data,
      subject: arn,
    },
  ];
}
