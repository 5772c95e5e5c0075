import check from '../../../checks/3-delivery/events-queues.ts';
import type { QueueState, UsedQueue } from '../../../src/facts/event-path/queue.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:feedback';
const dead = `${queue}-dead`;
const sns = {
  service: 'sns.amazonaws.com',
  source: 'arn:aws:sns:eu-west-1:111122223333:feedback',
  byRole: false,
} as const;
const bridge = {
  service: 'events.amazonaws.com',
  source: 'arn:aws:events:eu-west-1:111122223333:rule/ses',
  byRole: false,
} as const;
const sound = { kind: 'queue', grant: 'allowed', kmsKey: null, waiting: 0, deadLetterQueue: null } as const;
const one = (state: Partial<QueueState>, arn = queue, writers: UsedQueue['writers'] = [sns]) =>
  answered([{ arn, writers, state: answered({ ...sound, ...state }) }]);
const refuses = { queue, writers: [sns], why: 'policy', key: null, deadLetters: false } as const;
const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const denied = new Unavailable('access-denied', 'denied').why;
const code = 'events/queue-refuses';

describeCheck(check, {
  healthy: {
    unreadPaths: allRead,
    target: targetWith(),
    subscriptionLists: answered([]),
    subscriptions: answered([]),
    busRules: answered([]),
    ruleTargets: answered([]),
    subscribedQueues: one({}),
    targetQueues: answered([]),
    deadLetterQueues: answered([]),
  },
  finds: {
    'a policy that does not name the topic': {
      given: { subscribedQueues: one({ grant: 'blocked' }) },
      found: [{ problem: code, data: refuses, subject: queue }],
    },
    'a policy that denies it by a condition': {
      given: {
        subscribedQueues: one({ grant: 'blocked', denial: { name: 'Ours', keys: ['aws:SourceVpce'] } }),
      },
      found: [
        {
          problem: code,
          data: { ...refuses, denial: { name: 'Ours', keys: ['aws:SourceVpce'] } },
          subject: queue,
        },
      ],
    },
    'a policy that denies it to everybody': {
      given: { subscribedQueues: one({ grant: 'blocked', denial: { name: null, keys: [] } }) },
      found: [{ problem: code, data: { ...refuses, denial: { name: null, keys: [] } }, subject: queue }],
    },
    'a queue that was deleted': {
      given: { subscribedQueues: one({ kind: 'absent' }) },
      found: [{ problem: code, data: { ...refuses, why: 'absent' }, subject: queue }],
    },
    'the key that AWS manages': {
      given: { subscribedQueues: one({ kmsKey: 'alias/aws/sqs' }) },
      found: [{ problem: code, data: { ...refuses, why: 'key', key: 'alias/aws/sqs' }, subject: queue }],
    },
    'a queue that does not let EventBridge in': {
      given: { subscribedQueues: answered([]), targetQueues: one({ grant: 'blocked' }, queue, [bridge]) },
      found: [{ problem: code, data: { ...refuses, writers: [bridge] }, subject: queue }],
    },
    'a dead-letter queue that does not let SNS in': {
      given: { deadLetterQueues: one({ grant: 'blocked' }, dead) },
      found: [{ problem: code, data: { ...refuses, queue: dead, deadLetters: true }, subject: dead }],
    },
    'a queue that nobody reads': {
      given: { subscribedQueues: one({ waiting: 98_213 }) },
      found: [{ problem: 'events/queue-unread', data: { queue, waiting: 98_213 }, subject: queue }],
    },
    'a dead-letter queue with messages': {
      given: { deadLetterQueues: one({ waiting: 37 }, dead) },
      found: [
        { problem: 'events/dead-letters', data: { queue: dead, waiting: 37, writers: [sns] }, subject: dead },
      ],
    },
    'a message that the readers of a queue failed on': {
      given: { deadLetterQueues: one({ waiting: 1 }, dead, []) },
      found: [
        { problem: 'events/dead-letters', data: { queue: dead, waiting: 1, writers: [] }, subject: dead },
      ],
    },
  },
  silent: {
    'a queue full of messages is no fault': { subscribedQueues: one({ waiting: 12_000 }) },
    'a policy that cannot be judged': { subscribedQueues: one({ grant: 'unclear' }) },
    'a key of one’s own': { subscribedQueues: one({ kmsKey: 'alias/events' }) },
    'a queue that only SQS writes to needs no policy': {
      deadLetterQueues: one({ grant: 'blocked' }, dead, []),
    },
  },
  verdicts: {
    'no queue at all': {
      given: { subscribedQueues: answered([]) },
      verdict: { notApplicable: 'no SQS queue takes events of the sender' },
    },
    'nobody could read where the events go': {
      given: { ...{ subscribedQueues: answered([]) }, unreadPaths: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    ...Object.fromEntries(
      (
        [
          [
            'the subscriptions of a topic',
            { subscriptionLists: answered([{ topic: sns.source, list: unansweredWith(denied) }]) },
          ],
          ['the rules of a bus', { busRules: answered([{ arn: bus, rules: unansweredWith(denied) }]) }],
          [
            'the targets of a rule',
            {
              ruleTargets: answered([
                { bus, rule: 'ses', ruleArn: bridge.source, targets: unansweredWith(denied) },
              ]),
            },
          ],
        ] as const
      ).flatMap(([what, given]) => {
        const verdict = {
          notApplicable: 'not every queue could be looked at: denied',
          missed: [{ unanswered: denied, counts: false }],
        };
        return [
          [
            `${what} could not be read, and no queue was seen`,
            { given: { ...given, subscribedQueues: answered([]) }, verdict },
          ],
          [`${what} could not be read, and one queue is right`, { given, verdict }],
        ];
      }),
    ),
    'a queue that may not be looked at': {
      given: { subscribedQueues: answered([{ arn: queue, writers: [sns], state: unansweredWith(denied) }]) },
      verdict: {
        notApplicable: 'not every queue could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
