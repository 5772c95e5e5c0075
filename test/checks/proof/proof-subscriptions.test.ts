import check from '../../../checks/proof/proof-subscriptions.ts';
import {
  type ListedSubscription,
  ofTopic,
  type Subscription,
} from '../../../src/facts/event-path/subscription.ts';
import type { UsedTopic } from '../../../src/facts/event-path/topic-uses.ts';
import type { Topic } from '../../../src/facts/topics.ts';
import { cutOff } from '../../../src/model/check.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { oneWay, proofTopic, sentProof } from '../../support/proof.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-feedback';
const listed = (arn: string | null): ListedSubscription => ({ arn, protocol: 'sqs', endpoint: queue });
const list = (items: readonly ListedSubscription[], complete = true) => ({
  subscriptionLists: [
    {
      topic: proofTopic,
      list: answered({ items, complete, because: complete ? null : 'stopped after 1000 entries' }),
    },
  ],
});
const filtered = (
  policy: string | null,
  scope: 'MessageBody' | 'MessageAttributes' = 'MessageBody',
  arn = 'arn:1',
): Subscription => ({
  ...{ topic: proofTopic, arn, protocol: 'sqs', endpoint: queue },
  settings: answered({
    ...{ raw: false, deadLetterQueue: null },
    filter: policy === null ? null : { scope, policy },
  }),
});
const notRead: Subscription = {
  ...filtered(null),
  settings: unansweredWith(whyOf('access-denied', 'denied')),
};
const topic = (state: Topic['state']): { topics: readonly Topic[] } => ({
  topics: [{ arn: proofTopic, region: 'eu-west-1', usedBy: [], byIdentity: false, state }],
});
const use = (typeMember: 'eventType' | 'notificationType'): UsedTopic['uses'][number] => ({
  ...{ text: 'x', source: 'x', typeMember, types: ['BOUNCE', 'DELIVERY'] },
});
const uses = (...of: UsedTopic['uses']): { topicUses: readonly UsedTopic[] } => ({
  topicUses: [{ arn: proofTopic, uses: of }],
});
const place = { protocol: 'sqs', endpoint: queue };
const pending = (count: number, only = true, removed = 0) => [
  {
    problem: 'proof/lost-at-subscription-pending' as const,
    data: {
      ...{ topic: proofTopic, types: ['BOUNCE'], only },
      ...{ pending: Array.from({ length: count }, () => place) },
      deleted: Array.from({ length: removed }, () => place),
    },
    subject: proofTopic,
  },
];
const mail: ListedSubscription = { arn: 'arn:ops', protocol: 'email', endpoint: 'example.com' };
const hook: ListedSubscription = { arn: null, protocol: 'https', endpoint: 'app.example.com' };
const gone: ListedSubscription = { ...listed(null), deleted: true };
const ofMail: Subscription = { ...filtered(null, 'MessageBody', 'arn:ops'), protocol: 'email' };
const leftOut = (
  one: { protocol: string; endpoint: string },
  state: 'pending' | 'deleted' | 'filtered',
  alone: boolean,
  policy: string | null = null,
) => ({
  problem: 'proof/subscriber-left-out' as const,
  data: {
    ...{ topic: proofTopic, types: ['BOUNCE'], protocol: one.protocol, endpoint: one.endpoint },
    ...{ state, policy, alone },
  },
  subject: proofTopic,
});
const otherMail = '{"mail":{"source":[{"suffix":"@shop.example"}]}}';
const otherAccounts = '{"mail":{"sendingAccountId":["999999999999"]}}';
const dropped = (policy: string, scope: 'MessageBody' | 'MessageAttributes' = 'MessageBody') => [
  {
    problem: 'proof/lost-at-filter-policy' as const,
    data: {
      topic: proofTopic,
      types: ['BOUNCE'],
      only: true,
      subscription: 'arn:1',
      scope,
      policy,
      sender: null,
    },
    subject: proofTopic,
  },
];
const bounces = '{"eventType":["Bounce"]}';
const complaints = '{"eventType":["Complaint"]}';
const notAll = cutOff('sns:ListSubscriptionsByTopic', `the subscriptions to ${proofTopic} were not all read`);

describeCheck(check, {
  healthy: {
    ...{ proof: sentProof, ways: oneWay, subscriptions: [filtered(null)] },
    ...list([listed('arn:1')]),
    ...uses(use('eventType')),
    ...topic(
      answered({ kind: 'topic', fifo: false, publish: 'allowed', kmsKey: null, confirmed: answered(1) }),
    ),
    ...{
      target: answered(targetWith({ identities: ['example.com'] })),
      ownAccount: answered('111122223333'),
    },
  },
  finds: {
    'the filter waits for mail of another domain': {
      given: { subscriptions: [filtered(otherMail)] },
      found: dropped(otherMail).map((one) => ({
        ...one,
        data: { ...one.data, types: ['BOUNCE Permanent/General'], sender: 'example.com' },
      })),
    },
    'the filter waits for mail of another account': {
      given: { subscriptions: [filtered(otherAccounts)] },
      found: dropped(otherAccounts).map((one) => ({
        ...one,
        data: { ...one.data, types: ['BOUNCE Permanent/General'], sender: 'example.com' },
      })),
    },
    'nothing is subscribed': { given: { ...list([]), subscriptions: [] }, found: pending(0) },
    'two subscriptions wait for their confirmation': {
      given: { ...list([listed(null), listed(null)]), subscriptions: [] },
      found: pending(2),
    },
    'the only subscription was deleted': {
      given: { ...list([gone]), subscriptions: [] },
      found: pending(0, true, 1),
    },
    'one was deleted, another waits': {
      given: { ...list([gone, listed(null)]), subscriptions: [] },
      found: pending(1, true, 1),
    },
    'one subscription waits, another is confirmed': {
      given: list([listed(null), listed('arn:1')]),
      found: [leftOut(place, 'pending', false)],
    },
    'the application waits, and only people get the events': {
      given: { ...list([mail, hook]), subscriptions: [ofMail] },
      found: [leftOut(hook, 'pending', true)],
    },
    'the application was deleted, and only people get the events': {
      given: { ...list([mail, gone]), subscriptions: [ofMail] },
      found: [leftOut(place, 'deleted', false)],
    },
    'people wait, and people get the events': {
      given: { ...list([mail, { ...mail, arn: null }]), subscriptions: [ofMail] },
      found: [leftOut(mail, 'pending', false)],
    },
    'the application waits, its queue is confirmed': {
      given: list([listed('arn:1'), hook]),
      found: [leftOut(hook, 'pending', false)],
    },
    'the filter of the application fits nothing, and only people get the events': {
      given: {
        ...list([mail, listed('arn:1')]),
        subscriptions: [ofMail, filtered('{"eventType":["bounce"]}')],
      },
      found: [leftOut(place, 'filtered', true, '{"eventType":["bounce"]}')],
    },
    'one filter drops it, another takes it': {
      given: {
        ...list([listed('arn:1'), listed('arn:2')]),
        subscriptions: [filtered(complaints), filtered(bounces, 'MessageBody', 'arn:2')],
      },
      found: [leftOut(place, 'filtered', false, complaints)],
    },
    'a reader of what others publish to the topic': {
      given: {
        ...list([mail, listed('arn:1')]),
        subscriptions: [ofMail, filtered('{"order":["new"]}', 'MessageAttributes')],
      },
      found: [leftOut(place, 'filtered', false, '{"order":["new"]}')],
    },
    'the list was cut off, so that others may get the events': {
      given: { ...list([mail, hook], false), subscriptions: [ofMail] },
      found: [leftOut(hook, 'pending', false)],
    },
    'another topic takes the same events': {
      given: {
        ...{ ...list([]), subscriptions: [] },
        ways: {
          ...oneWay,
          ways: [...oneWay.ways, { kind: 'sns', place: 'other', by: 'x', types: ['BOUNCE'] }],
        },
      },
      found: pending(0, false),
    },
    'the filter takes another type': {
      given: { subscriptions: [filtered(complaints)] },
      found: dropped(complaints),
    },
    'the filter looks at attributes, of which SES publishes none': {
      given: { subscriptions: [filtered(bounces, 'MessageAttributes')] },
      found: dropped(bounces, 'MessageAttributes'),
    },
    'the filter knows the other name of the type': {
      given: { subscriptions: [filtered('{"notificationType":["Bounce"]}')] },
      found: dropped('{"notificationType":["Bounce"]}'),
    },
    'the filters of both subscriptions drop it': {
      given: {
        ...list([listed('arn:1'), listed('arn:2')]),
        subscriptions: [filtered(complaints), filtered(bounces, 'MessageAttributes', 'arn:2')],
      },
      found: dropped(complaints),
    },
  },
  silent: {
    'the filter takes the type': { subscriptions: [filtered(bounces)] },
    'the filter asks for what nobody knows before': {
      subscriptions: [filtered('{"mail":{"source":["news@example.com"]}}')],
    },
    'event publishing is dropped, the notification of the identity is taken': {
      ...uses(use('eventType'), use('notificationType')),
      subscriptions: [filtered('{"notificationType":["Bounce"]}')],
    },
    'the topic is not there, of which another check tells': {
      ...topic(answered({ kind: 'absent' })),
      ...list([]),
    },
    'the topic takes no event of these messages': { ...list([]), ways: { ...oneWay, ways: [] } },
    'the list was cut off, and one that was read takes it': list([listed('arn:1')], false),
  },
  verdicts: {
    'the list may not be read': {
      given: {
        subscriptionLists: [{ topic: proofTopic, list: unansweredWith(whyOf('access-denied', 'denied')) }],
      },
      verdict: [{ unanswered: ofTopic(whyOf('access-denied', 'denied'), proofTopic), counts: true }],
    },
    'the settings of a subscription may not be read': {
      given: { subscriptions: [notRead] },
      verdict: [{ unanswered: whyOf('access-denied', 'denied'), counts: true }],
    },
    'the list was cut off before a confirmed one': {
      given: { ...list([listed(null)], false), subscriptions: [] },
      verdict: [notAll],
    },
    'those that were asked drop it, and there are more': {
      given: { ...list([listed('arn:1'), listed('arn:2')]), subscriptions: [filtered(complaints)] },
      verdict: [notAll],
    },
    'no topic is on the path': {
      given: { topicUses: [] },
      verdict: { notApplicable: 'no SNS topic is on the path' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
