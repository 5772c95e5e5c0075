import { ofTopic, subscriptionLists, subscriptions } from '../../src/facts/event-path/subscription.ts';
import { topics } from '../../src/facts/topics.ts';
import { topicUses } from '../../src/facts/event-path/topic-uses.ts';
import { cutOff, defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { fitOf } from '../../src/parse/event-pattern.ts';
import { noAttributes, recordOf } from '../../src/parse/ses-event.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { judgedTypes, notAskedFor } from '../../src/proof/not-asked-for.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  topic: string;
  types: readonly string[];
  only: boolean;
}

const subscribePage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html';
const filterPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html';

const severity = ({ only }: { only: boolean }): 'error' | 'warning' => (only ? 'error' : 'warning');
const impact = ({ types }: Lost): string => `${types.join(', ')} of the messages do not reach anybody here.`;
const look = ({ topic }: Lost): string | null =>
  command`aws sns list-subscriptions-by-topic --topic-arn ${topic} --region ${parseArn(topic)?.region}`;

interface Pending extends Lost {
  pending: number;
}

interface Filtered extends Lost {
  subscription: string;
  scope: string;
  policy: string;
}

type Found =
  | Unanswered
  | OccurrenceOf<'proof/lost-at-subscription-pending', Pending>
  | OccurrenceOf<'proof/lost-at-filter-policy', Filtered>;

export default defineCheck({
  id: 'proof-subscriptions',
  title: 'SNS subscriptions on the path',
  why: 'A topic without a confirmed subscription whose filter lets the record through delivers it to nobody.',
  needs: { proof, ways, topics, topicUses, subscriptionLists, subscriptions },

  problems: {
    'proof/lost-at-subscription-pending': problem<Pending>({
      severity,
      summary: ({ topic, pending }) =>
        pending > 0 ? `No subscription of ${topic} is confirmed.` : `Nothing is subscribed to ${topic}.`,
      impact,
      evidence: ({ pending }) => [
        {
          what: 'confirmed subscriptions',
          expected: 'one or more',
          actual: pending > 0 ? `0; ${String(pending)} pending` : '0',
          source: 'sns:ListSubscriptionsByTopic',
        },
      ],
      fix: (data) => [
        {
          text:
            data.pending > 0 ? 'Confirm the subscription.' : 'Subscribe a queue, a function or an endpoint.',
          owner: 'you',
          command: look(data),
        },
      ],
      references: [subscribePage],
    }),

    'proof/lost-at-filter-policy': problem<Filtered>({
      severity,
      summary: ({ topic, types }) =>
        `No filter policy of the subscriptions to ${topic} lets ${types.join(' or ')} through.`,
      impact,
      evidence: ({ scope, policy }) => [
        {
          what: `FilterPolicy (${scope})`,
          expected: 'a policy that matches the records of SES; SES publishes no message attributes',
          actual: policy,
          source: 'sns:GetSubscriptionAttributes',
        },
      ],
      fix: ({ topic, subscription, scope }) => [
        scope === 'MessageBody'
          ? {
              text: 'Change the filter policy: it has to match eventType (notificationType for notifications of an identity) as SES writes it, as in {"eventType":["Bounce","Complaint","Delivery"]}.',
              owner: 'you',
              command: command`aws sns get-subscription-attributes --subscription-arn ${subscription} --region ${parseArn(topic)?.region}`,
            }
          : {
              text: 'Let the filter look at the body, where SES writes eventType (notificationType for notifications of an identity), and see that the policy fits it. Changes take up to 15 minutes.',
              owner: 'you',
              command: command`aws sns set-subscription-attributes --subscription-arn ${subscription} --attribute-name FilterPolicyScope --attribute-value MessageBody --region ${parseArn(topic)?.region}`,
            },
      ],
      references: [filterPage],
    }),
  },

  evaluate({
    proof: seen,
    ways: known,
    topics: states,
    topicUses: used,
    subscriptionLists: lists,
    subscriptions: all,
  }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (used.length === 0) return notApplicable('no SNS topic is on the path');
    const expected = expectedTypes(seen);
    return used.flatMap(({ arn: topic, uses }): readonly Found[] => {
      const types = typesAt(known, topic, expected);
      const list = lists.find((one) => one.topic === topic)?.list;
      const absent = states.some(
        (one) => one.arn === topic && one.state.ok && one.state.value.kind === 'absent',
      );
      // Of a topic that is not there the check of topics tells.
      if (types.length === 0 || list === undefined || absent) return [];
      if (!list.ok) return [{ unanswered: ofTopic(list.why, topic), counts: true }];
      const confirmed = list.value.items.filter(({ arn }) => arn !== null);
      const notAll = cutOff(
        'sns:ListSubscriptionsByTopic',
        `the subscriptions to ${topic} were not all read`,
      );
      const common = { topic, types, only: isOnlyWay(known, topic, types) };
      if (confirmed.length === 0)
        return list.value.complete
          ? [
              {
                problem: 'proof/lost-at-subscription-pending' as const,
                data: { ...common, pending: list.value.items.length },
                subject: topic,
              },
            ]
          : [notAll];
      const own = all.filter((one) => one.topic === topic);
      // A subscription whose filter is not known may take everything.
      const unread = own.flatMap(({ settings }) => unanswered(settings));
      if (unread.length > 0) return unread;
      const published = typesAt(known, topic, judgedTypes);
      const droppedHere = published.filter((type) =>
        own.every(({ settings }) => {
          const filter = settings.ok ? settings.value.filter : null;
          return (
            filter !== null &&
            uses
              .filter((use) => use.types.includes(type))
              .every(
                ({ typeMember }) =>
                  fitOf(
                    filter.policy,
                    filter.scope === 'MessageBody' ? recordOf(type, typeMember) : noAttributes,
                  ) === 'none',
              )
          );
        }),
      );
      const texts = own.flatMap(({ settings }) =>
        settings.ok && settings.value.filter !== null ? [settings.value.filter.policy] : [],
      );
      const chosen = notAskedFor(droppedHere, published, texts);
      const dropped = types.filter((type) => droppedHere.includes(type) && !chosen.includes(type));
      // Those that were not asked may take what these drop.
      if (dropped.length > 0 && (own.length < confirmed.length || !list.value.complete)) return [notAll];
      const [first] = own.flatMap(({ arn, settings }) =>
        settings.ok && settings.value.filter !== null ? [{ arn, ...settings.value.filter }] : [],
      );
      return dropped.length === 0 || first === undefined
        ? []
        : [
            {
              problem: 'proof/lost-at-filter-policy' as const,
              data: {
                ...common,
                types: dropped,
                only: isOnlyWay(known, topic, dropped),
                subscription: first.arn,
                scope: first.scope,
                policy: first.policy.slice(0, 400),
              },
              subject: topic,
            },
          ];
    });
  },
});
