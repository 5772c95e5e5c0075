import { grouped } from '../../src/model/many.ts';
import { deadLetterQueues } from '../../src/facts/event-path/queue.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Grown {
  queue: string;
  /** What writes to it; empty: SQS moves there what a reader could not work off. */
  writers: readonly string[];
  before: number;
  now: number;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-dead-letter-queue', Grown>;

const nameOf = (arn: string): string => parseArn(arn)?.resource ?? arn;

export default defineCheck({
  id: 'proof-dead-letters',
  title: 'Dead-letter queues on the path',
  why: 'What a subscriber does not accept, or a reader cannot process, ends in a dead-letter queue, which nobody reads.',
  needs: { proof, deadLetterQueues },

  problems: {
    'proof/lost-at-dead-letter-queue': problem<Grown>({
      severity: 'warning',
      summary: ({ queue, before, now }) =>
        `The dead-letter queue ${nameOf(queue)} grew by ${grouped(now - before)} while the events were on their way.`,
      impact: ({ writers }) =>
        writers.length > 0
          ? 'Events could not be delivered, most likely those of these messages.'
          : 'A reader received events and could not process them, most likely those of these messages.',
      evidence: ({ before, now }) => [
        {
          what: 'ApproximateNumberOfMessages',
          expected: `${grouped(before)}, as before the messages`,
          actual: grouped(now),
          source: 'sqs:GetQueueAttributes',
        },
      ],
      fix: ({ queue }) => [
        {
          text: 'Look at a message in it: attributes say why it is there (ERROR_CODE, ERROR_MESSAGE), and its body shows whether the reader expects another format.',
          owner: 'you',
          command: command`aws sqs get-queue-url --queue-name ${nameOf(queue)} --region ${parseArn(queue)?.region}`,
        },
      ],
      references: [
        'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
        'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
      ],
    }),
  },

  evaluate({ proof: seen, deadLetterQueues: all }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (all.length === 0) return notApplicable('no dead-letter queue is on the path');
    const unread = all.flatMap(({ state }) => unanswered(state));
    const found = (seen.counts?.queues ?? []).flatMap(
      ({ arn: queue, writers, before, now }): readonly Found[] =>
        !now.ok
          ? unanswered(now)
          : now.value <= before
            ? []
            : [
                {
                  problem: 'proof/lost-at-dead-letter-queue' as const,
                  data: { queue, writers, before, now: now.value },
                  subject: queue,
                },
              ],
    );
    if (seen.counts === null) return notApplicable('interrupted before anything was counted');
    return [...found, ...unread];
  },

  observed: ({ proof: { counts } }) =>
    counts === null || counts.queues.length === 0
      ? null
      : counts.queues
          .map(({ arn, now }) => `${nameOf(arn)}: ${now.ok ? grouped(now.value) : 'unknown'}`)
          .join('; '),
});
