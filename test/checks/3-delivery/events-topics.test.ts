import check from '../../../checks/3-delivery/events-topics.ts';
import type { Topic } from '../../../src/facts/topics.ts';
import type { FeedbackTopics } from '../../../src/facts/events-feedback.ts';
import { type Answer, Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const usedBy = ['configuration set news'];
const data = { arn, usedBy };
const sound = {
  kind: 'topic',
  fifo: false,
  publish: 'allowed',
  kmsKey: null,
  confirmed: answered(1),
} as const;
const topic = (state: object, more: Partial<Topic> = {}): { topics: readonly Topic[] } => ({
  topics: [
    {
      arn,
      region: 'eu-west-1',
      usedBy,
      byIdentity: false,
      state: { ok: true, value: { ...sound, ...state } },
      ...more,
    },
  ],
});
const feedback = (topics: Answer<FeedbackTopics>) =>
  answered([
    {
      subject: 'example.com',
      answer: answered({ identity: 'example.com', forwarding: true, lost: null, topics }),
    },
  ]);
const denied = new Unavailable('access-denied', 'denied').why;

describeCheck(check, {
  healthy: {
    target: targetWith(),
    ...topic({}),
    destinations: answered([]),
    feedback: feedback(answered({ bounce: null, complaint: null })),
  },
  finds: {
    'a policy that does not know SES': {
      given: topic({ publish: 'blocked' }),
      found: [{ problem: 'events/topic-policy-blocks', data, subject: arn }],
    },
    'a policy that denies it by a condition': {
      given: topic({ publish: 'blocked', denial: { name: 'Ours', keys: ['aws:PrincipalOrgID'] } }),
      found: [
        {
          problem: 'events/topic-policy-blocks',
          data: { ...data, denial: { name: 'Ours', keys: ['aws:PrincipalOrgID'] } },
          subject: arn,
        },
      ],
    },
    'the key that AWS manages for SNS': {
      given: topic({ kmsKey: 'alias/aws/sns' }),
      found: [
        {
          problem: 'events/topic-encrypted-without-grant',
          data: { ...data, key: 'alias/aws/sns' },
          subject: arn,
        },
      ],
    },
    'a topic that was deleted': {
      given: topic({}, { state: { ok: true, value: { kind: 'absent' } } }),
      found: [
        {
          problem: 'events/topic-unreachable',
          data: { ...data, why: 'absent', region: 'eu-west-1' },
          subject: arn,
        },
      ],
    },
    'a FIFO topic': {
      given: topic({ fifo: true }),
      found: [
        {
          problem: 'events/topic-unreachable',
          data: { ...data, why: 'fifo', region: 'eu-west-1' },
          subject: arn,
        },
      ],
    },
    'a topic of an identity in another Region': {
      given: topic({}, { region: 'us-east-1', byIdentity: true }),
      found: [
        {
          problem: 'events/topic-unreachable',
          data: { ...data, why: 'region', region: 'eu-west-1' },
          subject: arn,
        },
      ],
    },
    'a topic without subscribers': {
      given: topic({ confirmed: answered(0) }),
      found: [{ problem: 'events/no-subscriber', data, subject: arn }],
    },
  },
  silent: {
    'a key of our own': topic({ kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' }),
    'an alias of our own that looks like the one of AWS': topic({ kmsKey: 'alias/aws/sns-events' }),
  },
  verdicts: {
    'a policy with conditions that cannot be judged': {
      given: topic({ publish: 'unclear' }),
      verdict: {
        notApplicable: `whether the policy of ${arn} lets SES publish cannot be judged from here`,
        missed: [],
      },
    },
    'no topics at all': {
      given: { topics: [] },
      verdict: { notApplicable: 'no SNS topic takes events or notifications of the sender' },
    },
    'SNS may not be asked': {
      given: topic({}, { state: { ok: false, why: denied } }),
      verdict: {
        notApplicable: 'not every topic could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'subscribers that could not be counted': {
      given: topic({ confirmed: unansweredWith(denied) }),
      verdict: {
        notApplicable: 'not every topic could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'subscribers that could not be counted, beside a policy that blocks': {
      given: topic({ publish: 'blocked', confirmed: unansweredWith(denied) }),
      verdict: [
        { problem: 'events/topic-policy-blocks', data, subject: arn },
        { unanswered: denied, counts: false },
      ],
    },
    'the topics of the identity may not be asked': {
      given: { topics: [], feedback: feedback(unansweredWith(denied)) },
      verdict: {
        notApplicable: 'not every topic could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'the destinations of a set may not be asked': {
      given: {
        topics: [],
        destinations: answered([
          { set: 'news', defaultOf: [], named: true, destinations: unansweredWith(denied) },
        ]),
      },
      verdict: {
        notApplicable: 'not every topic could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'a sender that is not verified publishes nothing': {
      given: {
        topics: [],
        feedback: answered([
          { subject: 'example.com', answer: unansweredWith(new Unavailable('prerequisite', 'none').why) },
        ]),
      },
      verdict: { notApplicable: 'no SNS topic takes events or notifications of the sender' },
    },
  },
});
