import check from '../../../checks/proof/proof-counts.ts';
import type { Counts, HopCount } from '../../../src/proof/counts.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { countedAt, oneWay, proofTopic, sentProof } from '../../support/proof.ts';

const withHop = (hop: HopCount, waited: Counts['waited'] = 'enough') => ({
  proof: { ...sentProof, counts: { hops: [hop], queues: [], seconds: 600, waited } },
});
const denied = new Unavailable('access-denied', 'denied').why;
const lost = { kind: 'topic', arn: proofTopic, types: ['BOUNCE'], only: true } as const;
const failedOne = { taken: 1, delivered: 0, failed: 1, share: null };

describeCheck(check, {
  healthy: { ...withHop(countedAt({ taken: 1, delivered: 1 })), ways: answered(oneWay) },
  finds: {
    'the subscriber takes nothing': {
      given: withHop(countedAt(failedOne)),
      found: [
        {
          problem: 'proof/lost-at-subscriber',
          data: { ...lost, since: failedOne, busy: false },
          subject: proofTopic,
        },
      ],
    },
    'other mail passes the topic as well': {
      given: withHop(countedAt(failedOne, { taken: 40 })),
      found: [
        {
          problem: 'proof/lost-at-subscriber',
          data: { ...lost, since: failedOne, busy: true },
          subject: proofTopic,
        },
      ],
    },
    'no number rose in ten minutes': {
      given: withHop(countedAt({})),
      found: [
        {
          problem: 'proof/not-counted',
          data: { kind: 'topic', arn: proofTopic, seconds: 600, expected: 1 },
          subject: proofTopic,
        },
      ],
    },
  },
  silent: {
    'a queue of our own listened, and nobody waited for numbers': withHop(countedAt({}), 'once'),
  },
  verdicts: {
    'CloudWatch may not be asked': {
      given: withHop({ ...countedAt({}), counts: { ok: false, why: denied } }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'no place on the way counts': {
      given: { proof: { ...sentProof, counts: { hops: [], queues: [], seconds: 0, waited: 'enough' } } },
      verdict: { notApplicable: 'nothing on the way counts these events' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
