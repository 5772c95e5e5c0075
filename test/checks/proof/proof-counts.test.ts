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
const notCounted = (message: string, counts: boolean) => ({
  unanswered: {
    ...{ reason: 'timeout' as const, action: null, region: null, detail: {} },
    ...{ question: 'what CloudWatch counts at ses-feedback', message },
  },
  counts,
});
const inTime = 'nothing was counted at ses-feedback within 600 s';
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
  },
  verdicts: {
    'no number rose in ten minutes: nothing was seen': {
      given: withHop(countedAt({})),
      verdict: {
        notApplicable: `${inTime}: CloudWatch is late, or no event came (--tap sees them)`,
        missed: [notCounted(`${inTime}: CloudWatch is late, or no event came (--tap sees them)`, false)],
      },
    },
    'the time of --wait was up before a number rose': {
      given: withHop(countedAt({}), 'given'),
      verdict: [notCounted(`${inTime}; it may take 10 minutes (--wait)`, true)],
    },
    'a queue of our own listened, and nobody waited for numbers': {
      given: withHop(countedAt({}), 'once'),
      verdict: {
        notApplicable:
          'nothing was counted at ses-feedback yet: nobody waited, since a queue of our own listened',
        missed: [
          notCounted(
            'nothing was counted at ses-feedback yet: nobody waited, since a queue of our own listened',
            false,
          ),
        ],
      },
    },
    'one hop counted, the other not yet': {
      given: {
        proof: {
          ...sentProof,
          counts: {
            hops: [countedAt({ taken: 1, delivered: 1 }), countedAt({})],
            ...{ queues: [], seconds: 600, waited: 'enough' as const },
          },
        },
      },
      verdict: [notCounted(`${inTime}: CloudWatch is late, or no event came (--tap sees them)`, false)],
    },
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
