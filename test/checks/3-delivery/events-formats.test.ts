import check from '../../../checks/3-delivery/events-formats.ts';
import type { RuleTarget, RuleTargets } from '../../../src/facts/event-path/rule.ts';
import type { Subscription } from '../../../src/facts/event-path/subscription.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import type { Symptom } from '../../../src/model/symptom.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { noNames } from '../../support/symptom-names.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const other = 'arn:aws:sns:eu-west-1:111122223333:notices';
const queue = 'arn:aws:sqs:eu-west-1:111122223333:feedback';
const denied = new Unavailable('access-denied', 'denied').why;

const to = (protocol: string, endpoint: string, raw: boolean, at = topic): Subscription => ({
  ...{ topic: at, arn: `${at}:${endpoint}`, protocol, endpoint },
  settings: answered({ raw, filter: null, deadLetterQueue: null }),
});
const hook = (raw: boolean) => to('https', 'app.example.com', raw);
const failed = (count: number) => ({
  hopCounts: answered([
    { kind: 'topic' as const, arn: topic, counts: answered({ delivered: 5, failed: count, lastHour: null }) },
  ]),
});
const logged = {
  symptom: answered<Symptom>({
    candidates: [
      {
        ...{ code: 'events/web-hook-format', subject: null, rank: 0, item: 0 },
        ...{ quote: "Key 'Type' not found in payload", data: {} },
      },
    ],
    ...{ items: [], unread: [], names: noNames, summary: null },
  }),
};
const hookFound = (raw: boolean, failing: boolean, reported = false) => ({
  problem: 'events/web-hook-format' as const,
  data: {
    ...{ topic, subscription: `${topic}:app.example.com`, protocol: 'https', endpoint: 'app.example.com' },
    ...{ raw, failing, reported },
  },
  subject: topic,
});
const byRule = (target: Partial<RuleTarget>): RuleTargets => ({
  ...{ bus: 'default', rule: 'ses', ruleArn: 'arn:aws:events:eu-west-1:111122223333:rule/ses' },
  targets: answered([{ arn: queue, role: null, deadLetterQueue: null, ...target }]),
});
const unread: Subscription = { ...hook(true), settings: { ok: false, why: denied } };

describeCheck(check, {
  healthy: {
    unreadPaths: allRead,
    subscriptionLists: answered([]),
    busRules: answered([]),
    topicUses: [
      {
        arn: topic,
        uses: [
          {
            ...{ text: 'configuration set news', source: 'configuration-set/news' },
            ...{ typeMember: 'eventType' as const, types: ['BOUNCE'] },
          },
        ],
      },
    ],
    subscriptions: [hook(false), to('sqs', queue, true)],
    ...failed(0),
    symptom: answered(null),
    ruleTargets: answered([byRule({ reshaped: true }), byRule({ arn: `${queue}-own` })]),
  },
  finds: {
    'a queue gets events by SNS and by a rule': {
      given: { subscriptions: [to('sqs', queue, false)], ruleTargets: answered([byRule({})]) },
      found: [
        {
          problem: 'events/mixed-formats',
          data: {
            reader: queue,
            from: [{ topic, subscription: `${topic}:${queue}`, raw: false }, { rule: 'ses' }],
          },
          subject: queue,
        },
      ],
    },
    'a web hook gets bare records': {
      given: { subscriptions: [hook(true)] },
      found: [hookFound(true, false)],
    },
    'a web hook gets bare records, and fails': {
      given: { subscriptions: [hook(true)], ...failed(3) },
      found: [hookFound(true, true)],
    },
    'a web hook gets the envelope, and fails': {
      given: { subscriptions: [hook(false)], ...failed(3) },
      found: [hookFound(false, true)],
    },
    'a log misses the envelope': {
      given: { subscriptions: [hook(true)], ...logged },
      found: [hookFound(true, false, true)],
    },
    'a log misses bare records': {
      given: { subscriptions: [hook(false)], ...logged },
      found: [hookFound(false, false, true)],
    },
    'one queue gets both': {
      given: { subscriptions: [to('sqs', queue, true), to('sqs', queue, false, other)] },
      found: [
        {
          problem: 'events/mixed-formats',
          data: {
            reader: queue,
            from: [
              { topic, subscription: `${topic}:${queue}`, raw: true },
              { topic: other, subscription: `${other}:${queue}`, raw: false },
            ],
          },
          subject: queue,
        },
      ],
    },
    'one stream gets both': {
      given: {
        subscriptions: [
          to('firehose', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses', false),
          to('firehose', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses', true, other),
        ],
      },
      found: [
        {
          problem: 'events/mixed-formats',
          data: {
            reader: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses',
            from: [
              {
                ...{ topic, raw: false },
                subscription: `${topic}:arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses`,
              },
              {
                ...{ topic: other, raw: true },
                subscription: `${other}:arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses`,
              },
            ],
          },
          subject: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses',
        },
      ],
    },
  },
  silent: {
    'a queue whose deliveries fail: its format is no cause of that': {
      subscriptions: [to('sqs', queue, false)],
      ...failed(3),
    },
    'two queues, one of each': {
      subscriptions: [to('sqs', queue, false), to('sqs', `${queue}-raw`, true)],
    },
    'one queue, the same from two topics': {
      subscriptions: [to('sqs', queue, true), to('sqs', queue, true, other)],
    },
    'two hooks at one host, which may be two programs': {
      subscriptions: [hook(false), to('https', 'app.example.com', false, other)],
    },
    'people read what is mailed': { subscriptions: [to('email', 'example.com', false)], ...failed(3) },
    'no numbers': { hopCounts: unansweredWith(denied) },
  },
  verdicts: {
    'no topic': {
      given: { topicUses: [] },
      verdict: { notApplicable: 'no SNS topic takes events or notifications of the sender' },
    },
    'nobody could read where the events go': {
      given: { ...{ topicUses: [] }, unreadPaths: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    'a subscription that may not be read': {
      given: { subscriptions: [unread] },
      verdict: {
        notApplicable: 'not every subscription could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
