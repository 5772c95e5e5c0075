import check from '../../../checks/proof/proof-topics.ts';
import { ofTopic } from '../../../src/facts/event-path/subscription.ts';
import type { Topic, TopicState } from '../../../src/facts/topics.ts';
import { notSeen } from '../../../src/model/check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { countedAt, oneWay, proofTopic, seenAt, sentProof } from '../../support/proof.ts';

const sound: TopicState & { kind: 'topic' } = {
  ...{ kind: 'topic', fifo: false, publish: 'allowed', kmsKey: null, confirmed: answered(1) },
};
const withState = (state: Topic['state']) => ({
  topics: [{ arn: proofTopic, region: 'eu-west-1', usedBy: [], byIdentity: false, state }],
});
const lost = (fault: 'absent' | 'fifo' | 'region' | 'policy' | 'key', only = true) => [
  {
    problem: 'proof/lost-at-topic-policy' as const,
    data: { topic: proofTopic, types: ['BOUNCE'], fault, only },
    subject: proofTopic,
  },
];
const denied = new Unavailable('access-denied', 'denied').why;
const second = { kind: 'sns' as const, place: 'other', by: 'x', types: ['BOUNCE'] };

describeCheck(check, {
  healthy: { target: targetWith(), proof: sentProof, ways: oneWay, ...withState(answered(sound)) },
  finds: {
    'it is not there': { given: withState(answered({ kind: 'absent' })), found: lost('absent') },
    'it is a FIFO topic': { given: withState(answered({ ...sound, fifo: true })), found: lost('fifo') },
    'its policy lets nobody in': {
      given: withState(answered({ ...sound, publish: 'blocked' })),
      found: lost('policy'),
    },
    'a statement of its policy denies it to everybody': {
      given: withState(answered({ ...sound, publish: 'blocked', denial: { name: null, keys: [] } })),
      found: lost('policy').map((one) => ({
        ...one,
        data: { ...one.data, denial: { name: null, keys: [] } },
      })),
    },
    'a statement that denies it to all but an organization': {
      given: withState(
        answered({ ...sound, publish: 'blocked', denial: { name: 'Org', keys: ['aws:PrincipalOrgID'] } }),
      ),
      found: lost('policy').map((one) => ({
        ...one,
        data: { ...one.data, denial: { name: 'Org', keys: ['aws:PrincipalOrgID'] } },
      })),
    },
    'its key is that of SNS': {
      given: withState(answered({ ...sound, kmsKey: 'alias/aws/sns' })),
      found: lost('key'),
    },
    'its key is that of SNS, by its ARN': {
      given: withState(answered({ ...sound, kmsKey: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/sns' })),
      found: lost('key'),
    },
    'the identity publishes to another Region': {
      given: {
        topics: withState(answered(sound)).topics.map((one) => ({
          ...one,
          byIdentity: true,
          region: 'us-east-1',
        })),
      },
      found: lost('region'),
    },
    'another topic takes the same events': {
      given: {
        ...withState(answered({ kind: 'absent' })),
        ways: { ...oneWay, ways: [...oneWay.ways, second] },
      },
      found: lost('absent', false),
    },
    'a count of the events is no other way': {
      given: {
        ...withState(answered({ kind: 'absent' })),
        ways: { ...oneWay, ways: [...oneWay.ways, { ...second, kind: 'cloudwatch' }] },
      },
      found: lost('absent'),
    },
  },
  silent: {
    'its key is one of yours, and an event came through it': {
      ...withState(answered({ ...sound, kmsKey: 'alias/mine' })),
      proof: { ...sentProof, tap: seenAt(['eventType']) },
    },
    'its policy cannot be judged, and it counted the events': {
      ...withState(answered({ ...sound, publish: 'unclear' })),
      proof: {
        ...sentProof,
        counts: {
          hops: [countedAt({ taken: 1, delivered: 1 })],
          ...{ queues: [], seconds: 60, waited: 'enough' as const },
        },
      },
    },
    'it takes no event of these messages': {
      ...withState(answered({ kind: 'absent' })),
      ways: { ...oneWay, ways: [] },
    },
  },
  verdicts: {
    'another account shows nothing': {
      given: withState(unansweredWith(denied)),
      verdict: [{ unanswered: ofTopic(denied, proofTopic), counts: true }],
    },
    'its key is one of yours, and nothing has shown that SES may use it': {
      given: withState(answered({ ...sound, kmsKey: 'alias/mine' })),
      verdict: notSeen(
        `${proofTopic} is encrypted with alias/mine, whose policy cannot be seen from here`,
        [],
      ),
    },
    'its policy cannot be judged, and nothing has shown that SES may publish': {
      given: withState(answered({ ...sound, publish: 'unclear' })),
      verdict: notSeen(`whether the policy of ${proofTopic} lets SES publish cannot be judged from here`, []),
    },
    'no topic is on the path': {
      given: { topics: [] },
      verdict: { notApplicable: 'no SNS topic is on the path' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
