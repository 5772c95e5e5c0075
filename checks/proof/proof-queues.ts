import {
  type QueueWriter,
  queueUrlOf,
  refusalOf,
  subscribedQueues,
  targetQueues,
  type UsedQueue,
} from '../../src/facts/event-path/queue.ts';
import { ruleTargets } from '../../src/facts/event-path/rule.ts';
import { subscriptions } from '../../src/facts/event-path/subscription.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Step, Unanswered } from '../../src/model/check.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';
import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';

interface Refusing {
  queue: string;
  writers: readonly QueueWriter[];
  why: 'absent' | 'policy' | 'key';
  key: string | null;
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
  enrichment: { subscribedQueues, targetQueues, subscriptions, ruleTargets },

  problems: {
    'proof/lost-at-queue': problem<Refusing>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ queue, writers, why }) =>
        why === 'absent'
          ? `The queue ${nameOf(queue)} does not exist.`
          : why === 'key'
            ? `The queue ${nameOf(queue)} is encrypted with the AWS managed key for SQS, which ${named(writers)} cannot use.`
            : `The policy of the queue ${nameOf(queue)} does not let ${named(writers)} in.`,
      impact: ({ types }) => `The reader of the queue does not get ${types.join(', ')} of the messages.`,
      evidence: ({ queue, writers, why, key }) => [
        why === 'absent'
          ? { what: queue, expected: 'a queue', actual: 'none', source: 'sqs:GetQueueAttributes' }
          : why === 'key'
            ? {
                what: 'KmsMasterKeyId',
                expected: 'a key of your own whose policy names the service, or SSE-SQS',
                actual: key,
                source: 'sqs:GetQueueAttributes',
              }
            : {
                what: `policy of ${queue}`,
                expected: writers
                  .map(({ service, source }) => `sqs:SendMessage for ${service}, aws:SourceArn ${source}`)
                  .join('; '),
                actual: 'no statement that allows it, or one that denies it',
                source: 'sqs:GetQueueAttributes',
              },
      ],
      fix: (data) => [stepOf(data)],
      references: ({ why, writers }) => [
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
    const refusing = new Set(queues.filter((queue) => refusedBy(queue) !== null).map(({ arn }) => arn));
    const found = queues.flatMap((queue): readonly Found[] => {
      const { arn, writers, state } = queue;
      const places = [...new Set(writers.map(placeOf))];
      const types = [...new Set(places.flatMap((place) => typesAt(known, place, expected)))];
      if (types.length === 0) return [];
      // What another account has is for that account to see.
      if (!state.ok)
        return unanswered(
          state,
          writers.some(({ source }) => sameAccount(source, arn)),
        );
      const why = refusedBy(queue);
      if (why === null) return [];
      const only =
        places.every((place) => isOnlyWay(known, place, types)) &&
        writers.every((writer) => readersOf(writer).every((reader) => refusing.has(reader)));
      const key = state.value.kind === 'queue' ? state.value.kmsKey : null;
      return [
        {
          problem: 'proof/lost-at-queue',
          data: { queue: arn, writers, why, key, types, only },
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

const refusedBy = ({ state, writers }: UsedQueue): Refusing['why'] | null =>
  state.ok ? refusalOf(state.value, writers.length > 0) : null;

const sameAccount = (one: string, other: string): boolean =>
  parseArn(one)?.account === parseArn(other)?.account;

function stepOf({ queue, why, writers }: Refusing): Step {
  if (why === 'absent')
    return { text: 'Create the queue again, or point the subscription or the rule elsewhere.', owner: 'you' };
  if (why === 'key')
    return {
      text: `Encrypt the queue with SSE-SQS, or with a key of your own whose policy has this statement. The policy of an AWS managed key cannot be changed.${keyStatementToPaste([...new Set(writers.map(({ service }) => service))])}`,
      owner: 'you',
    };
  const arn = parseArn(queue);
  return {
    text: `Add a statement to the policy of the queue. Keep the statements that are there.${writers.map(({ service, source }) => statementToPaste(service, 'sqs:SendMessage', queue, () => ({ ArnEquals: { 'aws:SourceArn': source } }), [source])).join('')}`,
    owner: 'you',
    command:
      arn === null
        ? null
        : command`aws sqs get-queue-attributes --queue-url ${queueUrlOf(arn)} --attribute-names Policy --region ${arn.region}`,
  };
}
