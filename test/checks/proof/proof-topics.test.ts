import check from '../../../checks/proof/proof-topics.ts';
import type { Topic, TopicState } from '../../../src/facts/topics.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, proofTopic, sentProof } from '../../support/proof.ts';

const sound: TopicState & { kind: 'topic' } = {
  ...{ kind: 'topic', fifo: false, publish: 'allowed', kmsKey: null, confirmed: answered(1) },
};
const withState = (state: Topic['state']) => ({
  topics: [{ arn: proofTopic, region: 'eu-west-1', usedBy: [], byIdentity: false, state }],
});
const lost = (fault: 'absent' | 'fifo' | 'policy' | 'key', only = true) => [
  {
    problem: 'proof/lost-at-topic-policy' as const,
    data: { topic: proofTopic, types: ['BOUNCE'], fault, only },
    subject: proofTopic,
  },
];
const denied = new Unavailable('access-denied', 'denied').why;
const second = { kind: 'sns' as const, place: 'other', by: 'x', types: ['BOUNCE'] };

describeCheck(check, {
  healthy: { proof: sentProof, ways: oneWay, ...withState(answered(sound)) },
  finds: {
    'it is not there': { given: withState(answered({ kind: 'absent' })), found: lost('absent') },
    'it is a FIFO topic': { given: withState(answered({ ...sound, fifo: true })), found: lost('fifo') },
    'its policy lets nobody in': {
      given: withState(answered({ ...sound, publish: 'blocked' })),
      found: lost('policy'),
    },
    'its key is that of SNS': {
      given: withState(answered({ ...sound, kmsKey: 'alias/aws/sns' })),
      found: lost('key'),
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
    'its key is one of yours': withState(answered({ ...sound, kmsKey: 'alias/mine' })),
    'it takes no event of these messages': {
      ...withState(answered({ kind: 'absent' })),
      ways: { ...oneWay, ways: [] },
    },
  },
  verdicts: {
    'another account shows nothing': {
      given: withState(unansweredWith(denied)),
      verdict: [{ unanswered: denied, counts: true }],
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
