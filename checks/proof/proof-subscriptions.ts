import {
  isOwnToSee,
  type ListedSubscription,
  ofTopic,
  type Subscription,
  subscriptionLists,
  subscriptions,
} from '../../src/facts/event-path/subscription.ts';
import { howToConfirm, isForPeople, subscriberText } from '../../src/knowledge/sns-subscribers.ts';
import { topics } from '../../src/facts/topics.ts';
import { topicUses, type UsedTopic } from '../../src/facts/event-path/topic-uses.ts';
import { cutOff, defineCheck, notApplicable, orNotSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { type DueRecord, dueRecords, senderOf } from '../../src/proof/due-records.ts';
import { otherSenders } from '../../src/knowledge/record-senders.ts';
import { target } from '../../src/facts/target.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { ownAccount } from '../../src/proof/own-account.ts';
import { accepted, type Proof, proof } from '../../src/proof/proof.ts';
import { drops, fits, leftOutAtTopic } from '../../src/proof/left-out-types.ts';
import { judgedTypes } from '../../src/proof/not-asked-for.ts';
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
const subscribeAgain =
  'A subscription that was deleted cannot be confirmed: if the endpoint should get events, subscribe it again.';
const look = ({ topic }: { topic: string }): string | null =>
  command`aws sns list-subscriptions-by-topic --topic-arn ${topic} --region ${parseArn(topic)?.region}`;

/** A subscriber as its topic lists it. */
interface Subscriber {
  protocol: string;
  endpoint: string;
}

interface Pending extends Lost {
  pending: readonly Subscriber[];
  /** Subscribers whose subscription was deleted. */
  deleted: readonly Subscriber[];
}

interface LeftOut extends Subscriber {
  topic: string;
  types: readonly string[];
  /** `pending`: it was never confirmed; `filtered`: its filter policy fits nothing that SES publishes. */
  state: 'pending' | 'deleted' | 'filtered';
  /** Its filter policy, or null. */
  policy: string | null;
  /** It is a program, and only people get the events. */
  alone: boolean;
}

interface Filtered extends Lost {
  /** The identity that sends, where the filters wait for mail of other senders. */
  sender: string | null;
  subscription: string;
  scope: string;
  policy: string;
}

type Found =
  | Unanswered
  | OccurrenceOf<'proof/lost-at-subscription-pending', Pending>
  | OccurrenceOf<'proof/subscriber-left-out', LeftOut>
  | OccurrenceOf<'proof/lost-at-filter-policy', Filtered>;

export default defineCheck({
  id: 'proof-subscriptions',
  title: 'SNS subscriptions on the path',
  why: 'A topic without a confirmed subscription whose filter lets the record through delivers it to nobody.',
  needs: { proof, ways, topics, topicUses, subscriptionLists, subscriptions },
  enrichment: { target, ownAccount },

  problems: {
    'proof/lost-at-subscription-pending': problem<Pending>({
      severity,
      summary: ({ topic, pending, deleted }) =>
        pending.length > 0
          ? `No subscription of ${topic} is confirmed.`
          : deleted.length > 0
            ? `Every subscription of ${topic} was deleted.`
            : `Nothing is subscribed to ${topic}.`,
      impact,
      evidence: ({ pending, deleted }) => [
        {
          what: 'confirmed subscriptions',
          expected: 'one or more',
          actual: [
            '0',
            ...(pending.length > 0 ? [`pending: ${pending.map(subscriberText).join(', ')}`] : []),
            ...(deleted.length > 0 ? [`deleted: ${deleted.map(subscriberText).join(', ')}`] : []),
          ].join('; '),
          source: 'sns:ListSubscriptionsByTopic',
        },
      ],
      fix: (data) => [
        {
          text:
            data.pending.length > 0
              ? [...new Set(data.pending.map(({ protocol }) => howToConfirm(protocol)))].join(' ')
              : data.deleted.length > 0
                ? subscribeAgain
                : 'Subscribe a queue, a function or an endpoint.',
          owner: 'you',
          command: look(data),
        },
      ],
      references: [subscribePage],
    }),

    'proof/subscriber-left-out': problem<LeftOut>({
      severity: ({ alone }) => (alone ? 'warning' : 'info'),
      summary: ({ topic, state, ...subscriber }) =>
        state === 'filtered'
          ? `The filter policy of ${subscriberText(subscriber)} matches nothing that SES publishes to ${topic}.`
          : `The subscription of ${subscriberText(subscriber)} to ${topic} was ${state === 'pending' ? 'never confirmed' : 'deleted'}.`,
      impact: ({ types, alone }) =>
        `This subscriber does not get ${types.join(', ')} of the messages; ${alone ? 'only people do, and no program' : 'others do'}.`,
      evidence: ({ state, policy, ...subscriber }) => [
        state === 'filtered'
          ? {
              what: `FilterPolicy of ${subscriberText(subscriber)}`,
              expected: 'a policy that matches the records of SES',
              actual: policy,
              source: 'sns:GetSubscriptionAttributes',
            }
          : {
              what: `subscription of ${subscriberText(subscriber)}`,
              expected: 'confirmed',
              actual: state === 'pending' ? 'PendingConfirmation' : 'Deleted',
              source: 'sns:ListSubscriptionsByTopic',
            },
      ],
      fix: (data) => [
        {
          text:
            data.state === 'pending'
              ? howToConfirm(data.protocol)
              : data.state === 'deleted'
                ? subscribeAgain
                : 'If it should get events of SES, let its filter look at the message body and match eventType (notificationType for notifications of an identity) as SES writes it. If the topic serves others as well, nothing has to be done.',
          owner: 'you',
          command: look(data),
        },
      ],
      references: ({ state }) => [state === 'filtered' ? filterPage : subscribePage],
    }),

    'proof/lost-at-filter-policy': problem<Filtered>({
      severity,
      summary: ({ topic, types, sender }) =>
        `No filter policy of the subscriptions to ${topic} lets ${types.join(' or ')}${sender === null ? '' : ` of mail from ${sender}`} through.`,
      impact,
      evidence: ({ scope, policy }) => [
        {
          what: `FilterPolicy (${scope})`,
          expected: 'a policy that matches the records of SES; SES publishes no message attributes',
          actual: policy,
          source: 'sns:GetSubscriptionAttributes',
        },
      ],
      fix: ({ topic, subscription, scope, sender }) => [
        sender !== null
          ? {
              text: otherSenders,
              owner: 'you',
              command: command`aws sns get-subscription-attributes --subscription-arn ${subscription} --region ${parseArn(topic)?.region}`,
            }
          : scope === 'MessageBody'
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
    subscriptions: asked,
    target: run,
    ownAccount: account,
  }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (used.length === 0) return notApplicable('no SNS topic is on the path');
    const expected = expectedTypes(seen);
    const all = used.flatMap(({ arn: topic, uses }): readonly Found[] => {
      const types = typesAt(known, topic, expected);
      const list = lists.find((one) => one.topic === topic)?.list;
      const absent = states.some(
        (one) => one.arn === topic && one.state.ok && one.state.value.kind === 'absent',
      );
      // Of a topic that is not there the check of topics tells.
      if (types.length === 0 || list === undefined || absent) return [];
      if (!list.ok) return [{ unanswered: ofTopic(list.why, topic), counts: true }];
      const confirmed = list.value.items.filter(({ arn }) => arn !== null);
      const waiting = list.value.items.filter(({ arn }) => arn === null);
      const notAll = cutOff(
        'sns:ListSubscriptionsByTopic',
        `the subscriptions to ${topic} were not all read`,
      );
      const common = { topic, types, only: isOnlyWay(known, topic, types) };
      if (confirmed.length === 0) return list.value.complete ? [unheardAt(common, waiting)] : [notAll];
      const own = asked.filter((one) => one.topic === topic);
      const leftOut = leftOutOf({ topic, types, uses }, list.value, own);
      // A subscription whose filter is not known may take everything.
      const unread = own
        .flatMap((one) => unanswered(one.settings, isOwnToSee(one)))
        .filter(({ counts }) => counts || !allGot(topic, confirmed.length, seen));
      if (unread.length > 0) return [...leftOut, ...unread];
      const published = typesAt(known, topic, judgedTypes);
      const { dropped: droppedHere, chosen } = leftOutAtTopic(published, own, uses);
      const dropped = types.filter((type) => droppedHere.includes(type) && !chosen.includes(type));
      // A type that filters let through, and surely no event of this kind.
      const records = dueRecords(
        seen,
        types.filter((type) => !droppedHere.includes(type)),
        senderOf(topic, valueOr(run, null), valueOr(account, null)),
      );
      const passedBy = records.filter(({ type, kind }) =>
        own.every((one) => drops(one, { type, known: kind }, uses)),
      );
      const lost =
        dropped.length > 0
          ? { types: dropped, names: dropped }
          : {
              types: passedBy.map(({ type }) => type),
              names: [...new Set(passedBy.map(({ name }) => name))],
            };
      const notAsked = own.length < confirmed.length || !list.value.complete;
      // Those that were not asked may take what these drop.
      if (lost.types.length > 0 && notAsked) return [...leftOut, notAll];
      const [first] = own.flatMap(({ arn, settings }) =>
        settings.ok && settings.value.filter !== null ? [{ arn, ...settings.value.filter }] : [],
      );
      const unsure = notAsked
        ? []
        : records.filter((one) => !passedBy.includes(one) && !isSure(one, { topic, own, uses }, seen));
      const rest = [...leftOut, ...unsure.map((one) => unjudgedAt(topic, one))];
      return lost.types.length === 0 || first === undefined
        ? rest
        : [
            ...rest.filter((one) => 'unanswered' in one),
            {
              problem: 'proof/lost-at-filter-policy' as const,
              data: {
                ...common,
                types: lost.names,
                only: isOnlyWay(known, topic, lost.types),
                sender:
                  dropped.length > 0 || passedBy.some((one) => isOfBounce(own, one, uses))
                    ? null
                    : (valueOr(run, null)?.identities[0] ?? null),
                subscription: first.arn,
                scope: first.scope,
                policy: first.policy.slice(0, 400),
              },
              subject: topic,
            },
          ];
    });
    return orNotSeen(all);
  },
});

/** A topic without a confirmed subscription, and what waits there. */
const unheardAt = (at: Lost, waiting: readonly ListedSubscription[]): Found => ({
  problem: 'proof/lost-at-subscription-pending',
  data: {
    ...at,
    pending: waiting.filter(({ deleted }) => deleted !== true).map(subscriber),
    deleted: waiting.filter(({ deleted }) => deleted === true).map(subscriber),
  },
  subject: at.topic,
});

type Uses = UsedTopic['uses'];

/**
 * Whether a subscription surely gets the event; or one may, and more was delivered than what others surely got, where
 * nothing else passes.
 */
const isSure = (
  { type, exact }: DueRecord,
  { topic, own, uses }: { topic: string; own: readonly Subscription[]; uses: Uses },
  { counts }: Proof,
): boolean => {
  const all = own.map((one) => fits(one, { type, known: exact }, uses));
  if (all.some((of) => of.includes('all'))) return true;
  const hop = counts?.hops.find((one) => one.kind === 'topic' && one.place === topic);
  return (
    all.some((of) => of.includes('some')) &&
    hop?.counts.ok === true &&
    (hop.counts.value.before.delivered ?? 0) === 0 &&
    (hop.counts.value.since.delivered ?? 0) > (hop.due.delivered ?? 0)
  );
};

/** Whether some filter lets such an event of this sender through, and only of another kind of bounce. */
const isOfBounce = (
  own: readonly Subscription[],
  { type, kind: { bounce: _, ...sender } }: DueRecord,
  uses: Uses,
): boolean => own.some((one) => !drops(one, { type, known: sender }, uses));

/** Whether so much was delivered that every subscription got every event of these messages, where nothing else passes. */
const allGot = (topic: string, subscribers: number, { counts, tap }: Proof): boolean => {
  const hop = counts?.hops.find((one) => one.kind === 'topic' && one.place === topic);
  if (hop?.counts.ok !== true || (hop.counts.value.before.delivered ?? 0) > 0) return false;
  const own = tap?.places.some(({ place, open }) => place === topic && open.ok) === true ? 1 : 0;
  return hop.due.taken > 0 && (hop.counts.value.since.delivered ?? 0) >= hop.due.taken * (subscribers + own);
};

const unjudgedAt = (topic: string, { name }: DueRecord): Unanswered => ({
  unanswered: {
    ...{ reason: 'timeout', action: null, region: null, detail: {} },
    question: `what the filters of ${topic} let through`,
    message: `whether a subscriber of ${topic} gets ${name} of these messages is not shown: the filter policies ask for more than the type of the event`,
  },
  counts: false,
});

const subscriber = ({ protocol, endpoint }: Subscriber): Subscriber => ({ protocol, endpoint });

/** Names are told, up to ten a topic. */
const mostTold = 10;

/** Subscribers of a topic that get none of its events, where others do. */
function leftOutOf(
  { topic, types, uses }: { topic: string; types: readonly string[]; uses: Uses },
  { items, complete }: { items: readonly ListedSubscription[]; complete: boolean },
  own: readonly Subscription[],
): readonly OccurrenceOf<'proof/subscriber-left-out', LeftOut>[] {
  const published = [...new Set(uses.flatMap((use) => use.types))];
  const deaf = own.filter(
    (one) => published.length > 0 && published.every((type) => drops(one, { type }, uses)),
  );
  const hearing = own.filter((one) => !deaf.includes(one));
  // Where nobody hears, that is the finding.
  if (hearing.length === 0) return [];
  const allAsked = complete && own.length === items.filter(({ arn }) => arn !== null).length;
  const onlyPeople = allAsked && hearing.every(({ protocol }) => isForPeople(protocol));
  const found = [
    ...items
      .filter(({ arn }) => arn === null)
      .map((one) => ({
        ...subscriber(one),
        ...{ state: one.deleted === true ? ('deleted' as const) : ('pending' as const), policy: null },
        alone: onlyPeople && one.deleted !== true && !isForPeople(one.protocol),
      })),
    ...deaf.map((one) => {
      const policy = one.settings.ok ? (one.settings.value.filter?.policy ?? '') : '';
      // A topic may serve others than SES: only what names events of SES was made for them.
      const meant = /eventType|notificationType/i.test(policy);
      return {
        ...{ ...subscriber(one), state: 'filtered' as const, policy: policy.slice(0, 400) },
        alone: onlyPeople && meant && !isForPeople(one.protocol),
      };
    }),
  ];
  return found.slice(0, mostTold).map((data) => ({
    ...{ problem: 'proof/subscriber-left-out' as const, data: { topic, types, ...data }, subject: topic },
  }));
}
