import check from '../../../checks/proof/proof-shapes.ts';
import type { RuleTargets } from '../../../src/facts/event-path/rule.ts';
import type { Subscription } from '../../../src/facts/event-path/subscription.ts';
import type { UsedTopic } from '../../../src/facts/event-path/topic-uses.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, proofTopic, seenAt, sentProof } from '../../support/proof.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:events';
const second = 'arn:aws:sns:eu-west-1:111122223333:second';
const ruleArn = 'arn:aws:events:eu-west-1:111122223333:rule/ses';
const bothTopics = {
  ways: {
    ...oneWay,
    ways: [...oneWay.ways, { kind: 'sns' as const, place: second, by: 'x', types: ['BOUNCE'] }],
  },
};
const subscribed = (topic: string, raw: boolean, endpoint = queue): Subscription => ({
  ...{ topic, arn: `${topic}:1`, protocol: 'sqs', endpoint },
  settings: answered({ raw, filter: null, deadLetterQueue: null }),
});
const withRule = (targets: RuleTargets['targets']) => ({
  ruleTargets: answered([{ bus: 'bus', rule: 'ses', ruleArn, targets }]),
});
const toQueue = answered([{ arn: queue, role: null, deadLetterQueue: null }]);
const use = (
  typeMember: 'eventType' | 'notificationType',
  types: readonly string[],
): UsedTopic['uses'][number] => ({
  ...{ text: typeMember === 'eventType' ? 'configuration set news' : 'bounces of example.com', source: 'x' },
  ...{ typeMember, types },
});
const uses = (...of: UsedTopic['uses']): { topicUses: readonly UsedTopic[] } => ({
  topicUses: [{ arn: proofTopic, uses: of }],
});
const both = uses(use('eventType', ['BOUNCE', 'DELIVERY']), use('notificationType', ['BOUNCE']));
const publishers = ['configuration set news (eventType)', 'bounces of example.com (notificationType)'];
const denied = whyOf('access-denied', 'denied');
const shape = (name: 'raw' | 'SNS envelope', from: string) => ({
  ...{ shape: name, from, subscription: `${from}:1` },
});

describeCheck(check, {
  healthy: {
    ...{ proof: sentProof, ways: oneWay, ...uses(use('eventType', ['BOUNCE', 'DELIVERY'])) },
    ...{ subscriptions: [subscribed(proofTopic, false)], ruleTargets: answered([]) },
  },
  finds: {
    'a queue is subscribed to one topic raw, to another in an envelope': {
      given: { ...bothTopics, subscriptions: [subscribed(proofTopic, true), subscribed(second, false)] },
      found: [
        {
          problem: 'proof/lost-at-raw-delivery',
          data: { reader: queue, shapes: [shape('raw', proofTopic), shape('SNS envelope', second)] },
          subject: queue,
        },
      ],
    },
    'a topic and a rule lead to the same queue': {
      given: withRule(toQueue),
      found: [
        {
          problem: 'proof/lost-at-raw-delivery',
          data: {
            reader: queue,
            shapes: [
              shape('SNS envelope', proofTopic),
              { shape: 'EventBridge event', from: ruleArn, subscription: null },
            ],
          },
          subject: queue,
        },
      ],
    },
    'a set and an identity publish bounces to the same topic': {
      given: both,
      found: [
        {
          problem: 'proof/other-shape',
          data: { topic: proofTopic, types: ['BOUNCE'], publishers, seen: false },
          subject: proofTopic,
        },
      ],
    },
    'both shapes came to a queue of our own': {
      given: {
        ...both,
        proof: { ...sentProof, tap: seenAt(['eventType', 'notificationType']) },
      },
      found: [
        {
          problem: 'proof/other-shape',
          data: { topic: proofTopic, types: ['BOUNCE'], publishers, seen: true },
          subject: proofTopic,
        },
      ],
    },
  },
  silent: {
    'both topics deliver raw': {
      ...{ ...bothTopics, subscriptions: [subscribed(proofTopic, true), subscribed(second, true)] },
    },
    'two readers, each with its shape': {
      ...bothTopics,
      subscriptions: [subscribed(proofTopic, true), subscribed(second, false, `${queue}-2`)],
    },
    'a host of two endpoints may be two readers': {
      ...bothTopics,
      subscriptions: [
        subscribed(proofTopic, true, 'hooks.example.com'),
        subscribed(second, false, 'hooks.example.com'),
      ],
    },
    'the other topic is not on the way': {
      subscriptions: [subscribed(proofTopic, true), subscribed(second, false)],
    },
    'the identity tells of complaints, the set of the rest': uses(
      use('eventType', ['BOUNCE', 'DELIVERY']),
      use('notificationType', ['COMPLAINT']),
    ),
  },
  verdicts: {
    'the settings of a subscription may not be read': {
      given: { subscriptions: [{ ...subscribed(proofTopic, true), settings: unansweredWith(denied) }] },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'the targets of a rule may not be read': {
      given: withRule(unansweredWith(denied)),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'nobody could ask for targets': {
      given: { ruleTargets: unansweredWith(denied) },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'neither a topic nor a rule is on the path': {
      given: { topicUses: [], subscriptions: [] },
      verdict: { notApplicable: 'no topic and no rule is on the path' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
