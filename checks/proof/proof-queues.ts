import {
  type QueueWriter,
  refusalAt,
  subscribedQueues,
  targetQueues,
} from '../../src/facts/event-path/queue.ts';
import { ruleTargets } from '../../src/facts/event-path/rule.ts';
import { subscriptions } from '../../src/facts/event-path/subscription.ts';
import { fifoFaults, fifoTargetPage } from '../../src/knowledge/fifo-queues.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { otherAccount, ownAccount } from '../../src/proof/own-account.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import {
  named,
  refusalEvidence,
  type RefusingQueue,
  refusalStep,
} from '../3-delivery/events-queues.words.ts';

interface Refusing extends RefusingQueue {
  types: readonly string[];
  /** Nobody else gets these events. */
  only: boolean;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-queue', Refusing>;

const nameOf = (arn: string): string => parseArn(arn)?.resource ?? arn;

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
      evidence: refusalEvidence,
      fix: (data) => [refusalStep(data)],
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
