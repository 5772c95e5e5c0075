import check from '../../../checks/proof/proof-queues.ts';
import type { QueueState, UsedQueue } from '../../../src/facts/event-path/queue.ts';
import { notSeen } from '../../../src/model/check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, proofTopic, sentProof } from '../../support/proof.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:feedback';
const theirs = 'arn:aws:sqs:eu-west-1:444455556666:feedback';
const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const rule = 'arn:aws:events:eu-west-1:111122223333:rule/ses';
const sns = { service: 'sns.amazonaws.com', source: proofTopic, byRole: false } as const;
const bridge = { service: 'events.amazonaws.com', source: rule, byRole: false } as const;
const sound = { kind: 'queue', grant: 'allowed', kmsKey: null, waiting: 0, deadLetterQueue: null } as const;
const one = (
  state: Partial<QueueState>,
  { arn = queue, writers = [sns] }: Partial<Pick<UsedQueue, 'arn' | 'writers'>> = {},
) => answered([{ arn, writers, state: answered({ ...sound, ...state }) }]);
const subscribed = (...endpoints: readonly string[]) =>
  answered(
    endpoints.map((endpoint) => ({
      ...{ topic: proofTopic, arn: `${proofTopic}:${endpoint}`, protocol: 'sqs', endpoint },
      settings: answered({ raw: false, filter: null, deadLetterQueue: null }),
    })),
  );
const fifo = `${queue}.fifo`;
const ruled = (target: string) => ({
  ...{ subscribedQueues: answered([]), subscriptions: subscribed() },
  ways: { ...oneWay, ways: [{ kind: 'eventbridge' as const, place: bus, by: 'x', types: ['BOUNCE'] }] },
  ruleTargets: answered([
    {
      ...{ bus, rule: 'ses', ruleArn: rule },
      targets: answered([{ arn: target, role: null, deadLetterQueue: null }]),
    },
  ]),
});
const second = { ...sns, source: `${proofTopic}-2` };
const twoTopics = (type: string) => ({
  subscribedQueues: one({ grant: 'blocked', letsIn: [proofTopic] }, { writers: [sns, second] }),
  ways: {
    ...oneWay,
    ways: [...oneWay.ways, { kind: 'sns' as const, place: second.source, by: 'x', types: [type] }],
  },
});
const data = {
  ...{ queue, writers: [sns], why: 'policy' as const, key: null },
  ...{ types: ['BOUNCE'], only: true },
};
const code = 'proof/lost-at-queue';
const denied = new Unavailable('access-denied', 'denied').why;
const unread = (arn: string) => answered([{ arn, writers: [sns], state: unansweredWith(denied) }]);

describeCheck(check, {
  healthy: {
    ...{ proof: sentProof, ways: oneWay, subscribedQueues: one({}), targetQueues: answered([]) },
    ...{ subscriptions: subscribed(queue), ruleTargets: answered([]), ownAccount: answered(null) },
  },
  finds: {
    'its policy does not name the topic': {
      given: { subscribedQueues: one({ grant: 'blocked' }) },
      found: [{ problem: code, data, subject: queue }],
    },
    'its policy denies it by a condition': {
      given: {
        subscribedQueues: one({ grant: 'blocked', denial: { name: 'Ours', keys: ['aws:SourceVpce'] } }),
      },
      found: [
        {
          problem: code,
          data: { ...data, denial: { name: 'Ours', keys: ['aws:SourceVpce'] } },
          subject: queue,
        },
      ],
    },
    'it was deleted': {
      given: { subscribedQueues: one({ kind: 'absent' }) },
      found: [{ problem: code, data: { ...data, why: 'absent' }, subject: queue }],
    },
    'it wants a message group, and the rule names none': {
      given: {
        ...ruled(fifo),
        targetQueues: one({}, { arn: fifo, writers: [{ ...bridge, groupless: true }] }),
      },
      found: [
        {
          problem: code,
          data: { ...data, queue: fifo, writers: [{ ...bridge, groupless: true }], why: 'group' },
          subject: fifo,
        },
      ],
    },
    'it makes no id of the content, and EventBridge gives none': {
      given: { ...ruled(fifo), targetQueues: one({ wantsIds: true }, { arn: fifo, writers: [bridge] }) },
      found: [
        { problem: code, data: { ...data, queue: fifo, writers: [bridge], why: 'ids' }, subject: fifo },
      ],
    },
    'its policy names one of two topics': {
      given: twoTopics('BOUNCE'),
      found: [{ problem: code, data: { ...data, writers: [second], only: false }, subject: queue }],
    },
    'its key is the one that AWS manages': {
      given: { subscribedQueues: one({ kmsKey: 'alias/aws/sqs' }) },
      found: [{ problem: code, data: { ...data, why: 'key', key: 'alias/aws/sqs' }, subject: queue }],
    },
    'another queue takes the same events': {
      given: { subscribedQueues: one({ grant: 'blocked' }), subscriptions: subscribed(queue, `${queue}-2`) },
      found: [{ problem: code, data: { ...data, only: false }, subject: queue }],
    },
    'a rule of EventBridge may not write to it': {
      given: {
        ...{ subscribedQueues: answered([]), subscriptions: subscribed() },
        targetQueues: one({ grant: 'blocked' }, { writers: [bridge] }),
        ways: { ...oneWay, ways: [{ kind: 'eventbridge', place: bus, by: 'x', types: ['BOUNCE'] }] },
        ruleTargets: answered([
          {
            ...{ bus, rule: 'ses', ruleArn: rule },
            targets: answered([{ arn: queue, role: null, deadLetterQueue: null }]),
          },
        ]),
      },
      found: [{ problem: code, data: { ...data, writers: [bridge] }, subject: queue }],
    },
  },
  silent: {
    'its policy names the topic of these events, and not another one': twoTopics('COMPLAINT'),
    'its key is one of yours': { subscribedQueues: one({ kmsKey: 'alias/mine' }) },
    'it takes no event of these messages': {
      subscribedQueues: one({ grant: 'blocked' }),
      ways: { ...oneWay, ways: [] },
    },
  },
  verdicts: {
    'it may not be looked at': {
      given: { subscribedQueues: unread(queue) },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'it belongs to another account, which nobody sees from here': {
      given: { subscribedQueues: unread(theirs) },
      verdict: notSeen('denied', [{ unanswered: denied, counts: false }]),
    },
    'it belongs to another account, as its topic does': {
      given: {
        subscribedQueues: answered([
          {
            arn: theirs,
            writers: [{ ...sns, source: proofTopic.replace('111122223333', '444455556666') }],
            state: unansweredWith(denied),
          },
        ]),
        ways: {
          ...oneWay,
          ways: oneWay.ways.map((way) => ({
            ...way,
            place: proofTopic.replace('111122223333', '444455556666'),
          })),
        },
        ownAccount: answered('111122223333'),
      },
      verdict: notSeen('denied', [{ unanswered: denied, counts: false }]),
    },
    'no queue is there': {
      given: { subscribedQueues: answered([]) },
      verdict: { notApplicable: 'no SQS queue is on the path' },
    },
    'what is subscribed may not be read': {
      given: { subscribedQueues: unansweredWith(denied), targetQueues: answered([]) },
      verdict: notSeen('denied', [{ unanswered: denied, counts: false }]),
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
