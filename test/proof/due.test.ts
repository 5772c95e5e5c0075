import { describe, expect, it } from 'vitest';
import type { UsedBus } from '../../src/facts/event-path/rule.ts';
import type { Subscription } from '../../src/facts/event-path/subscription.ts';
import type { UsedTopic } from '../../src/facts/event-path/topic-uses.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { dueAtRule, dueAtTopic, dueEvents } from '../../src/proof/due.ts';
import { answered, unansweredWith } from '../support/account.ts';
import { oneWay, proofTopic, taken } from '../support/proof.ts';

const events = ['DELIVERY', 'BOUNCE', 'DELIVERY', 'COMPLAINT'].map((type) => ({
  type,
}));
const use: UsedTopic['uses'][number] = {
  ...{ text: 'configuration set news', source: 'configuration-set/news', typeMember: 'eventType' },
  types: ['DELIVERY', 'BOUNCE', 'COMPLAINT'],
};
const uses = [use];
const subscribed = (
  policy: string | null,
  more: Partial<Subscription> = {},
  scope: 'MessageBody' | 'MessageAttributes' = 'MessageBody',
): Subscription => ({
  ...{ topic: proofTopic, arn: `${proofTopic}:1`, protocol: 'sqs', endpoint: 'arn:aws:sqs:eu-west-1:1:q' },
  settings: answered({
    ...{ raw: false, deadLetterQueue: null },
    filter: policy === null ? null : { scope, policy },
  }),
  ...more,
});

describe('the events that messages surely bring to a place', () => {
  const withSends = {
    ways: oneWay.ways.map((way) => ({ ...way, types: [...way.types, 'SEND', 'COMPLAINT'] })),
  };
  const refused = { ...taken('success'), outcome: { kind: 'refused' as const, text: 'no' } };
  it.each<[string, Parameters<typeof dueEvents>[0], Parameters<typeof dueEvents>[1], readonly string[]]>([
    ['a bounce', [taken('bounce')], oneWay, ['BOUNCE']],
    ['a bounce, where Send is published too', [taken('bounce')], withSends, ['BOUNCE', 'SEND']],
    [
      'a complaint, which is delivered before',
      [taken('complaint')],
      withSends,
      ['DELIVERY', 'COMPLAINT', 'SEND'],
    ],
    ['a message that SES refused', [refused], withSends, []],
    ['a message that is suppressed', [taken('suppressionlist')], withSends, ['BOUNCE']],
    ['a message to somebody real, of whom nobody knows', [taken('to')], withSends, []],
  ])('%s', (_, messages, ways, types) => {
    expect(dueEvents(messages, ways, proofTopic).map(({ type }) => type)).toEqual(types);
  });
});

describe('what events bring to a topic at the least', () => {
  it.each<[string, readonly Subscription[], boolean, number | null]>([
    ['a subscriber that takes everything', [subscribed(null)], false, 4],
    ['two of them', [subscribed(null), subscribed(null)], false, 8],
    ['a filter by the type of the record', [subscribed('{"eventType":["Bounce"]}')], false, 1],
    [
      'a filter by a type that is not published here',
      [subscribed('{"notificationType":["Bounce"]}')],
      false,
      null,
    ],
    ['a filter by what nobody knows yet', [subscribed('{"mail":{"source":["x@y.example"]}}')], false, null],
    [
      'a filter by attributes',
      [subscribed('{"eventType":["Bounce"]}', {}, 'MessageAttributes')],
      false,
      null,
    ],
    ['a mailbox, which does not answer SNS', [subscribed(null, { protocol: 'email' })], false, null],
    [
      'a subscription of another account',
      [subscribed(null, { settings: unansweredWith(new Unavailable('access-denied', 'denied').why) })],
      false,
      null,
    ],
    ['nobody', [], false, null],
    ['a queue of our own', [], true, 4],
    ['a queue of our own beside a subscriber', [subscribed(null)], true, 8],
  ])('%s', (_, subscriptions, ownQueue, delivered) => {
    expect(dueAtTopic(events, { uses, subscriptions }, ownQueue)).toEqual({ taken: 4, delivered });
  });

  it('a filter has to take each shape in which an event is published there', () => {
    const both: UsedTopic['uses'] = [use, { ...use, typeMember: 'notificationType', types: ['BOUNCE'] }];
    const subscriptions = [subscribed('{"eventType":["Bounce", "Complaint"]}')];
    expect(dueAtTopic(events, { uses: both, subscriptions }, false)).toEqual({ taken: 4, delivered: 1 });
  });
});

const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const withPattern = (pattern: string): readonly UsedBus[] => [
  {
    ...{ arn: bus, sets: ['news'], types: ['BOUNCE'] },
    rules: answered({
      complete: true,
      because: null,
      items: [{ name: 'ses', arn: `${bus}/ses`, enabled: true, pattern, takes: ['BOUNCE'] }],
    }),
  },
];

describe('what events bring to a rule at the least', () => {
  it.each<[string, string, number, { taken: number; delivered: number | null }]>([
    ['every event of SES, two targets', '{"source":["aws.ses"]}', 2, { taken: 4, delivered: 8 }],
    [
      'bounces alone',
      '{"source":["aws.ses"],"detail-type":["Email Bounced"]}',
      1,
      { taken: 1, delivered: 1 },
    ],
    [
      'what nobody knows yet',
      '{"source":["aws.ses"],"detail":{"mail":{"tags":{"team":["x"]}}}}',
      1,
      { taken: 0, delivered: null },
    ],
    ['another Region', '{"source":["aws.ses"],"region":["us-east-1"]}', 1, { taken: 0, delivered: null }],
  ])('%s', (_, pattern, targets, due) => {
    expect(dueAtRule(events, { bus, rule: 'ses', targets }, withPattern(pattern))).toEqual(due);
  });

  it('a rule that was not read', () => {
    expect(dueAtRule(events, { bus, rule: 'ses', targets: 1 }, [])).toEqual({ taken: 0, delivered: null });
  });
});
