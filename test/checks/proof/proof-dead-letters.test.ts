import check from '../../../checks/proof/proof-dead-letters.ts';
import type { UsedQueue } from '../../../src/facts/event-path/queue.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { proofTopic, sentProof } from '../../support/proof.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-dead';
const used: UsedQueue = {
  arn: queue,
  writers: [{ service: 'sns.amazonaws.com', source: proofTopic, byRole: false }],
  state: {
    ok: true,
    value: { kind: 'queue', grant: 'allowed', kmsKey: null, waiting: 4, deadLetterQueue: null },
  },
};
const grownTo = (now: number) => ({
  proof: {
    ...sentProof,
    counts: {
      ...{ hops: [], seconds: 20, waited: 'enough' as const },
      queues: [{ arn: queue, writers: [proofTopic], before: 4, now: { ok: true as const, value: now } }],
    },
  },
});

describeCheck(check, {
  healthy: { ...grownTo(4), deadLetterQueues: [used] },
  finds: {
    'it grew': {
      given: grownTo(7),
      found: [
        {
          problem: 'proof/lost-at-dead-letter-queue',
          data: { queue, writers: [proofTopic], before: 4, now: 7 },
          subject: queue,
        },
      ],
    },
  },
  silent: { 'somebody emptied it': grownTo(0) },
  verdicts: {
    'there is none': {
      given: { deadLetterQueues: [] },
      verdict: { notApplicable: 'no dead-letter queue is on the path' },
    },
  },
});
