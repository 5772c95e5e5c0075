import check from '../../../checks/3-delivery/events-subscriptions.ts';
import type {
  ListedSubscription,
  Subscription,
  SubscriptionSettings,
} from '../../../src/facts/event-path/subscription.ts';
import { type Answer, Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const arn = `${topic}:1`;
const endpoint = 'arn:aws:sqs:eu-west-1:111122223333:feedback';
const queue: ListedSubscription = { arn, protocol: 'sqs', endpoint };
const pending: ListedSubscription = { arn: null, protocol: 'https', endpoint: 'app.example.com' };
const settings: SubscriptionSettings = { raw: false, filter: null, deadLetterQueue: null };
const denied = new Unavailable('access-denied', 'denied').why;

const list = (items: readonly ListedSubscription[]) => [
  { topic, list: answered({ items, complete: true, because: null }) },
];
const one = (answer: Answer<SubscriptionSettings>, name = arn): Subscription => ({
  topic,
  arn: name,
  protocol: 'sqs',
  endpoint,
  settings: answer,
});
const filter = (
  policy: object,
  scope: 'MessageAttributes' | 'MessageBody' = 'MessageBody',
): Answer<SubscriptionSettings> =>
  answered({ ...settings, filter: { scope, policy: JSON.stringify(policy) } });
const filtered = { topic, subscription: arn, protocol: 'sqs', endpoint };

const unknownAccount = `whether the filter policy of ${endpoint} takes mail of this account is not known, since nobody said which account this is`;

describeCheck(check, {
  healthy: {
    unreadPaths: allRead,
    destinations: answered([]),
    feedback: answered([]),
    topicUses: [
      {
        arn: topic,
        uses: [
          {
            text: 'configuration set news',
            source: 'configuration-set/news',
            typeMember: 'eventType',
            types: ['SEND', 'BOUNCE', 'COMPLAINT'],
            set: 'news',
            senders: ['example.com'],
          },
        ],
      },
    ],
    sendingAccount: answered('111122223333'),
    target: answered(targetWith()),
    subscriptionLists: list([queue]),
    subscriptions: [one(answered(settings))],
  },
  finds: {
    'a web hook that nobody confirmed': {
      given: { subscriptionLists: list([pending]), subscriptions: [] },
      found: [
        {
          problem: 'events/subscription-pending',
          data: { topic, protocol: 'https', endpoint: 'app.example.com', others: false, alone: false },
          subject: topic,
        },
      ],
    },
    'an address that was not confirmed, beside a queue': {
      given: { subscriptionLists: list([queue, { arn: null, protocol: 'email', endpoint: 'example.com' }]) },
      found: [
        {
          problem: 'events/subscription-pending',
          data: { topic, protocol: 'email', endpoint: 'example.com', others: true, alone: false },
          subject: topic,
        },
      ],
    },
    'a web hook that nobody confirmed, and only people get the events': {
      given: {
        subscriptionLists: list([{ arn, protocol: 'email', endpoint: 'example.com' }, pending]),
        subscriptions: [{ ...one(answered(settings)), protocol: 'email', endpoint: 'example.com' }],
      },
      found: [
        {
          problem: 'events/subscription-pending',
          data: { topic, protocol: 'https', endpoint: 'app.example.com', others: true, alone: true },
          subject: topic,
        },
      ],
    },
    'a kind of endpoint that confirms itself otherwise': {
      given: { subscriptionLists: list([{ arn: null, protocol: 'sqs', endpoint: '' }]), subscriptions: [] },
      found: [
        {
          problem: 'events/subscription-pending',
          data: { topic, protocol: 'sqs', endpoint: '', others: false, alone: false },
          subject: topic,
        },
      ],
    },
    'a filter on message attributes': {
      given: { subscriptions: [one(filter({ eventType: ['Bounce'] }, 'MessageAttributes'))] },
      found: [
        {
          problem: 'events/filter-drops',
          data: {
            ...filtered,
            scope: 'MessageAttributes',
            policy: '{"eventType":["Bounce"]}',
            types: ['SEND', 'BOUNCE', 'COMPLAINT'],
            all: true,
            nobody: true,
            sender: null,
            repaired: { eventType: ['Bounce'] },
          },
          subject: topic,
        },
      ],
    },
    'filters that leave out bounces': {
      given: { subscriptions: [one(filter({ eventType: ['Send', 'Complaint'] }))] },
      found: [
        {
          problem: 'events/filter-drops',
          data: {
            ...filtered,
            scope: 'MessageBody',
            policy: '{"eventType":["Send","Complaint"]}',
            types: ['BOUNCE'],
            all: false,
            nobody: false,
            sender: null,
            repaired: { eventType: ['Send', 'Bounce', 'Complaint'] },
          },
          subject: topic,
        },
      ],
    },
    'a filter for another sender': {
      given: { subscriptions: [one(filter({ mail: { source: [{ suffix: '@shop.example' }] } }))] },
      found: [
        {
          problem: 'events/filter-drops',
          data: {
            ...filtered,
            scope: 'MessageBody',
            policy: '{"mail":{"source":[{"suffix":"@shop.example"}]}}',
            types: ['SEND', 'BOUNCE', 'COMPLAINT'],
            all: true,
            nobody: true,
            sender: 'example.com',
          },
          subject: topic,
        },
      ],
    },
    'filters that take the bounces of another sender, and complaints of all': {
      given: {
        subscriptions: [
          one(
            filter({
              $or: [
                { eventType: ['Complaint', 'Send'] },
                { mail: { tags: { 'ses:from-domain': ['shop.example'] } } },
              ],
            }),
          ),
        ],
      },
      found: [
        {
          problem: 'events/filter-drops',
          data: {
            ...filtered,
            scope: 'MessageBody',
            policy:
              '{"$or":[{"eventType":["Complaint","Send"]},{"mail":{"tags":{"ses:from-domain":["shop.example"]}}}]}',
            types: ['BOUNCE'],
            all: false,
            nobody: false,
            sender: 'example.com',
          },
          subject: topic,
        },
      ],
    },
  },
  silent: {
    'a filter of another sender, beside one that takes all': {
      subscriptionLists: list([queue, { ...queue, arn: `${arn}0` }]),
      subscriptions: [
        one(filter({ mail: { source: [{ suffix: '@shop.example' }] } })),
        one(answered(settings), `${arn}0`),
      ],
    },
    'one that was deleted, which nobody can confirm': {
      subscriptionLists: list([queue, { ...pending, deleted: true }]),
    },
    'a subscription for bounces beside one for the rest': {
      subscriptionLists: list([queue, { ...queue, arn: `${arn}0` }]),
      subscriptions: [
        one(filter({ eventType: ['Bounce'] })),
        one(filter({ eventType: [{ 'anything-but': 'Bounce' }] }), `${arn}0`),
      ],
    },
    'a filter that cannot be judged': {
      subscriptions: [one(filter({ mail: { source: [{ suffix: '@example.com' }] } }))],
    },
  },
  verdicts: {
    'a topic that is not there': {
      given: {
        subscriptionLists: [
          { topic, list: { ok: false, why: new Unavailable('not-found', 'no such topic').why } },
        ],
        subscriptions: [],
      },
      verdict: { notApplicable: 'no SNS topic is there that events of the sender go to' },
    },
    'a filter by the account, where nobody said which account this is': {
      given: {
        subscriptions: [one(filter({ mail: { sendingAccountId: ['111122223333'] } }))],
        sendingAccount: answered(null),
      },
      verdict: {
        notApplicable: `not every subscription could be looked at: ${unknownAccount}`,
        missed: [
          {
            unanswered: {
              ...{ reason: 'prerequisite', action: 'sts:GetCallerIdentity', region: null, detail: {} },
              ...{ question: 'the account that sends', message: unknownAccount },
            },
            counts: false,
          },
        ],
      },
    },
    'no topic at all': {
      given: { topicUses: [], subscriptionLists: [], subscriptions: [] },
      verdict: { notApplicable: 'no SNS topic takes events or notifications of the sender' },
    },
    'nobody could read where the events go': {
      given: { ...{ topicUses: [], subscriptionLists: [], subscriptions: [] }, unreadPaths: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    'settings that may not be read are no clean settings': {
      given: { subscriptions: [one(unansweredWith(denied))] },
      verdict: {
        notApplicable: 'not every subscription could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'a list that may not be read': {
      given: { subscriptionLists: [{ topic, list: unansweredWith(denied) }], subscriptions: [] },
      verdict: {
        notApplicable: 'not every subscription could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
