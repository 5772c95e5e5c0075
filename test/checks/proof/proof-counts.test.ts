import check from '../../../checks/proof/proof-counts.ts';
import type { Counted, Counts, Due, HopCount } from '../../../src/proof/counts.ts';
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
const handed = 'ses-feedback took 4, and nothing was counted of what it handed on, within 600 s';
const lost = { kind: 'topic', arn: proofTopic, types: ['BOUNCE'], only: true } as const;
const fewer = {
  ...{ kind: 'topic' as const, arn: proofTopic, types: ['BOUNCE'], only: true, busy: false, seconds: 600 },
  from: 'news@example.com',
  via: 'api' as const,
};
/** What CloudWatch counted where the messages bring four events, each to one subscriber. */
const ofFour = (since: Partial<Counted>, before: Partial<Counted> = {}, due: Due = four): HopCount => ({
  ...countedAt(since, before),
  due,
});
const four: Due = { taken: 4, delivered: 4 };
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
    'it took one of the four': {
      given: withHop(ofFour({ taken: 1, delivered: 1 })),
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, counter: 'taken' as const, counted: 1, due: 4 },
          subject: proofTopic,
        },
      ],
    },
    'it took three of the four, other mail included': {
      given: withHop(ofFour({ taken: 3, delivered: 3 }, { taken: 40 })),
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, busy: true, counter: 'taken' as const, counted: 3, due: 4 },
          subject: proofTopic,
        },
      ],
    },
    'it took all, and delivered one of them': {
      given: withHop(ofFour({ taken: 4, delivered: 1 })),
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, counter: 'delivered' as const, counted: 1, due: 4 },
          subject: proofTopic,
        },
      ],
    },
    'a stream took two of the four': {
      given: withHop({ ...ofFour({ taken: 2, delivered: 2, share: 1 }), kind: 'stream' as const }),
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, kind: 'stream' as const, counter: 'taken' as const, counted: 2, due: 4 },
          subject: proofTopic,
        },
      ],
    },
    'the time of --wait was up, and that of this hop as well': {
      given: withHop(ofFour({ taken: 1, delivered: 1 }), 'given'),
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, counter: 'taken' as const, counted: 1, due: 4 },
          subject: proofTopic,
        },
      ],
    },
    'another way takes the same events': {
      given: {
        ...withHop(ofFour({ taken: 1, delivered: 1 })),
        ways: answered({
          ...oneWay,
          ways: [...oneWay.ways, { kind: 'sns' as const, place: 'other', by: 'x', types: ['BOUNCE'] }],
        }),
      },
      found: [
        {
          problem: 'proof/fewer-than-sent',
          data: { ...fewer, only: false, counter: 'taken' as const, counted: 1, due: 4 },
          subject: proofTopic,
        },
      ],
    },
  },
  silent: {
    'the messages bring four, and more were counted': withHop(
      ofFour({ taken: 44, delivered: 43 }, { taken: 9 }),
    ),
    'nobody knows how many are handed on': withHop(
      ofFour({ taken: 4, delivered: 1 }, {}, { taken: 4, delivered: null }),
    ),
    'a number is missing, the other is there': withHop(ofFour({ delivered: 4 })),
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
    'the time of --wait was up when one of four had come': {
      given: {
        proof: {
          ...sentProof,
          counts: {
            hops: [ofFour({ taken: 1, delivered: 1 })],
            ...{ queues: [], seconds: 120, waited: 'given' as const },
          },
        },
      },
      verdict: [notCounted('ses-feedback took 1 of 4 within 120 s; it may take 10 minutes (--wait)', true)],
    },
    'what was handed on is not counted yet': {
      given: withHop(ofFour({ taken: 4 })),
      verdict: {
        notApplicable: `${handed}: CloudWatch is late, or no event came (--tap sees them)`,
        missed: [notCounted(`${handed}: CloudWatch is late, or no event came (--tap sees them)`, false)],
      },
    },
    'a queue of our own listened, and nobody waited for numbers': {
      given: withHop(countedAt({}), 'once'),
      verdict: {
        notApplicable:
          'CloudWatch is some minutes late, and nobody waited for it: a queue of our own listened',
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
      verdict: {
        notApplicable: `${inTime}: CloudWatch is late, or no event came (--tap sees them)`,
        missed: [notCounted(`${inTime}: CloudWatch is late, or no event came (--tap sees them)`, false)],
      },
    },
    'CloudWatch may not be asked': {
      given: withHop({ ...countedAt({}), counts: { ok: false, why: denied } }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'no place on the way counts': {
      given: { proof: { ...sentProof, counts: { hops: [], queues: [], seconds: 0, waited: 'enough' } } },
      verdict: { notApplicable: 'nothing on the path counts these events' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
