import {
  type QueueWriter,
  queueUrlOf,
  type Refusal,
  refusalAt,
  subscribedQueues,
  targetQueues,
} from '../../src/facts/event-path/queue.ts';
import { ruleTargets } from '../../src/facts/event-path/rule.ts';
import { subscriptions } from '../../src/facts/event-path/subscription.ts';
import { fifoFaults, fifoTargetPage } from '../../src/knowledge/fifo-queues.ts';
import { letThrough, whatDenies } from '../../src/knowledge/denials.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { Evidence, OccurrenceOf, Step, Unanswered } from '../../src/model/check.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { Denial } from '../../src/parse/resource-policy.ts';
import { otherAccount, ownAccount } from '../../src/proof/own-account.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { fifoStep } from '../../src/render/paste/fifo-queue.ts';
import { command } from '../../src/render/paste/paste.ts';
import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';

interface Refusing {
  queue: string;
  writers: readonly QueueWriter[];
  why: Refusal;
  key: string | null;
  /** The statement that shuts them out, where one does. */
  denial?: Denial;
  types: readonly string[];
  /** Nobody else gets these events. */
  only: boolean;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-queue', Refusing>;

const services = { 'sns.amazonaws.com': 'SNS', 'events.amazonaws.com': 'EventBridge' } as const;
const nameOf = (arn: string): string => parseArn(arn)?.resource ?? arn;
const named = (writers: readonly QueueWriter[]): string =>
  [...new Set(writers.map(({ service }) => services[service]))].join(' and ');

export default defineCheck({
  id: 'proof-queues',
  title: 'SQS queues on the path',
  why: 'SNS and EventBridge drop what a queue does not let in, and neither SES nor the reader gets an error.',
  needs: { proof, ways },
  enrichment: { subscribedQueues, targetQueues, subscriptions, ruleTargets, ownAccount },

  problems: {
    'proof/lost-at-queue': problem<Refusing>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: summaryOf,
      impact: ({ types }) => `The reader of the queue does not get ${types.join(', ')} of the messages.`,
      evidence: evidenceOf,
      fix: (data) => [stepOf(data)],
      references: ({ why, writers }) => [
        ...(why === 'group' || why === 'ids' ? [fifoTargetPage] : []),
        ...(why === 'key'
          ? [
              'https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html',
            ]
          : []),
        writers.some(({ service }) => service === 'events.amazonaws.com')
          ? 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html'
          : 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html',
      ],
      explains: ['proof/lost-at-subscriber', 'proof/lost-at-dead-letter-queue', 'proof/fewer-than-sent'],
    }),
  },

  evaluate({
    proof: seen,
    ways: known,
    subscribedQueues: subscribed,
    targetQueues: targets,
    subscriptions: all,
    ruleTargets: rules,
    ownAccount: own,
  }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const expected = expectedTypes(seen);
    /** The place of the way that a writer stands at: a topic itself, of a rule its bus. */
    const placeOf = ({ source }: QueueWriter): string =>
      valueOr(rules, []).find(({ ruleArn }) => ruleArn === source)?.bus ?? source;
    /** Everybody who gets what a topic or a rule hands on. */
    const readersOf = ({ source }: QueueWriter): readonly string[] => [
      ...valueOr(all, []).flatMap(({ topic, endpoint }) => (topic === source ? [endpoint] : [])),
      ...valueOr(rules, []).flatMap(({ ruleArn, targets: of }) =>
        ruleArn === source && of.ok ? of.value.map(({ arn }) => arn) : [],
      ),
    ];
    const queues = [...valueOr(subscribed, []), ...valueOr(targets, [])];
    /** Whether a queue takes nothing of this writer. */
    const refuses = (reader: string, { source }: QueueWriter): boolean =>
      queues.some(
        (queue) =>
          queue.arn === reader && refusalAt(queue)?.writers.some((one) => one.source === source) === true,
      );
    const found = queues.flatMap((queue): readonly Found[] => {
      const { arn, state } = queue;
      const refusal = refusalAt(queue);
      const writers = refusal?.writers ?? queue.writers;
      const places = [...new Set(writers.map(placeOf))];
      const types = [...new Set(places.flatMap((place) => typesAt(known, place, expected)))];
      if (types.length === 0) return [];
      // What another account has is for that account to see.
      if (!state.ok)
        return unanswered(
          state,
          valueOr(own, null) === null
            ? writers.some(({ source }) => sameAccount(source, arn))
            : otherAccount(arn, valueOr(own, null)) === null,
        );
      if (refusal === null) return [];
      const { why } = refusal;
      const only =
        places.every((place) => isOnlyWay(known, place, types)) &&
        writers.every((writer) => readersOf(writer).every((reader) => refuses(reader, writer)));
      const { kmsKey: key, denial } =
        state.value.kind === 'queue' ? state.value : { kmsKey: null, denial: undefined };
      const data: Refusing = { queue: arn, writers, why, key, types, only };
      return [
        {
          problem: 'proof/lost-at-queue',
          data: why === 'policy' && denial !== undefined ? { ...data, denial } : data,
          subject: arn,
        },
      ];
    });
    if (queues.length === 0) return noQueue([subscribed, targets]);
    const missed = found.filter((one): one is Unanswered => 'unanswered' in one && !one.counts);
    const [first] = missed;
    return first !== undefined && missed.length === found.length
      ? notSeen(first.unanswered.message, missed)
      : found;
  },
});

function noQueue(answers: readonly Answer<unknown>[]): ReturnType<typeof notApplicable> {
  const missed = answers.flatMap((answer) => unanswered(answer, false));
  const [first] = missed;
  return first === undefined
    ? notApplicable('no SQS queue is on the path')
    : notSeen(first.unanswered.message, missed);
}

const sameAccount = (one: string, other: string): boolean =>
  parseArn(one)?.account === parseArn(other)?.account;

function summaryOf({ queue, writers, why }: Refusing): string {
  const name = nameOf(queue);
  switch (why) {
    case 'absent':
      return `The queue ${name} does not exist.`;
    case 'key':
      return `The queue ${name} is encrypted with the AWS managed key for SQS, which ${named(writers)} cannot use.`;
    case 'group':
    case 'ids':
      return `The queue ${name} ${fifoFaults[why].says}.`;
    case 'policy':
      return `The policy of the queue ${name} does not let ${named(writers)} in.`;
  }
}

function evidenceOf({ queue, writers, why, key, denial }: Refusing): readonly Evidence[] {
  const source = 'sqs:GetQueueAttributes';
  switch (why) {
    case 'absent':
      return [{ what: queue, expected: 'a queue', actual: 'none', source }];
    case 'key':
      return [
        {
          what: 'KmsMasterKeyId',
          expected: 'a key of your own whose policy names the service, or SSE-SQS',
          actual: key,
          source,
        },
      ];
    case 'group':
    case 'ids': {
      const { what, expected, actual, source: from } = fifoFaults[why];
      return [{ what, expected, actual, source: from }];
    }
    case 'policy':
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
}

function stepOf({ queue, why, writers, denial }: Refusing): Step {
  if (why === 'absent')
    return { text: 'Create the queue again, or point the subscription or the rule elsewhere.', owner: 'you' };
  if (why === 'key')
    return {
      text: `Encrypt the queue with SSE-SQS, or with a key of your own whose policy has this statement. The policy of an AWS managed key cannot be changed.${keyStatementToPaste([...new Set(writers.map(({ service }) => service))])}`,
      owner: 'you',
    };
  const arn = parseArn(queue);
  if (why === 'group' || why === 'ids')
    return fifoStep(why, {
      queue,
      url: arn === null ? null : queueUrlOf(arn),
      rules: writers.map(({ source }) => source),
    });
  return {
    text:
      denial !== undefined
        ? letThrough(denial, named(writers))
        : `Add a statement to the policy of the queue. Keep the statements that are there.${writers.map(({ service, source }) => statementToPaste(service, 'sqs:SendMessage', queue, () => ({ ArnEquals: { 'aws:SourceArn': source } }), [source])).join('')}`,
    owner: 'you',
    command:
      arn === null
        ? null
        : command`aws sqs get-queue-attributes --queue-url ${queueUrlOf(arn)} --attribute-names Policy --region ${arn.region}`,
  };
}
