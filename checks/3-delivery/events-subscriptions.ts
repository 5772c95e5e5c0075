import { grouped } from '../../src/model/many.ts';
import type { Subscription, TopicSubscriptions } from '../../src/facts/event-path/subscription.ts';
import {
  allGone,
  isGone,
  subscriptionLists,
  subscriptions,
} from '../../src/facts/event-path/subscription.ts';
import { type Pending, pendingAt } from '../../src/facts/event-path/pending.ts';
import { type Dropped, droppedAt, publishedBy } from '../../src/facts/event-path/filter-drops.ts';
import { target } from '../../src/facts/target.ts';
import { asksForAccount, publisherTo, sendingAccount } from '../../src/facts/event-path/sender.ts';
import { topicUses } from '../../src/facts/event-path/topic-uses.ts';
import { eventDestinations } from '../../src/facts/event-destinations.ts';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import { unheardElsewhere } from '../../src/facts/events-heard.ts';
import { each } from '../../src/model/fact.ts';
import { noneUnless, partUnread, unreadPaths } from '../../src/facts/event-path/unread-paths.ts';
import { lossWithout, watchedTypes } from '../../src/knowledge/event-types.ts';
import { howToConfirm, subscriberText } from '../../src/knowledge/sns-subscribers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  defineCheck,
  notApplicable,
  notSeen,
  problem,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { type PublishedType, repairedFilter } from '../../src/parse/filter-repair.ts';
import { command } from '../../src/render/paste/paste.ts';
import { type Filtered, filterSteps, regionOf } from './events-subscriptions.words.ts';

const subscribePage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html';
const filterPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html';
const contentPage = guide('event-publishing-retrieving-sns-contents');

export default defineCheck({
  id: 'events-subscriptions',
  title: 'Settings of the SNS subscriptions',
  why: 'A subscription that was never confirmed, or whose filter matches nothing that SES publishes, gets no events, and no error shows it.',
  needs: { topicUses, subscriptionLists, subscriptions },
  enrichment: {
    ...{ unreadPaths, sendingAccount, target },
    ...{ destinations: eventDestinations, feedback: each(identityFeedback) },
  },

  problems: {
    'events/subscription-pending': problem<Pending>({
      severity: ({ others, alone }) => (others && !alone ? 'info' : 'warning'),
      summary: (data) => `The subscription of ${subscriberText(data)} to ${data.topic} was never confirmed.`,
      impact: ({ others, alone }) =>
        alone
          ? 'Only people get the events of this topic, and no program. SNS removes the subscription if it stays unconfirmed.'
          : others
            ? 'This subscriber gets no events; others do. SNS removes it if it stays unconfirmed.'
            : 'Nobody gets the events of this topic. SNS removes the subscription if it stays unconfirmed.',
      evidence: (data) => [
        {
          what: `subscription of ${subscriberText(data)}`,
          expected: 'confirmed',
          actual: 'PendingConfirmation',
          source: 'sns:ListSubscriptionsByTopic',
        },
      ],
      fix: ({ protocol, topic }) => [
        { text: howToConfirm(protocol), owner: 'you' },
        {
          text: 'Look at the list of subscriptions.',
          owner: 'you',
          command: command`aws sns list-subscriptions-by-topic --topic-arn ${topic} --region ${regionOf(topic)}`,
        },
      ],
      references: [subscribePage],
      explains: ({ others }) => (others ? [] : ['events/no-subscriber']),
      read: {
        impact: () => 'Nothing is delivered to it: bounces and complaints are lost.',
        summary: () =>
          'A subscription of the topic waits for its confirmation, so nothing is delivered to it.',
        fix: () => [
          {
            text: 'Confirm the subscription: fetch the SubscribeURL that SNS sent to the endpoint, or request it again',
            owner: 'you',
          },
        ],
        distinguish: 'ListSubscriptionsByTopic says PendingConfirmation in place of an ARN.',
      },
    }),

    'events/filter-drops': problem<Filtered>({
      severity: ({ nobody, silent }) => (nobody || silent !== undefined ? 'warning' : 'info'),
      summary: (data) =>
        data.sender !== null
          ? `No subscription to ${data.topic} lets ${data.all ? 'events' : data.types.join(', ')} of mail from ${data.sender} through: their filter policies wait for other mail.`
          : data.all
            ? `The filter policy of ${subscriberText(data)} matches nothing that SES publishes to ${data.topic}.`
            : `The filter policies of the subscriptions to ${data.topic} let no ${data.types.join(', ')} through.`,
      impact: ({ all, types, nobody, sender, silent }) =>
        all
          ? sender !== null
            ? `Nobody hears of bounces and complaints of ${sender} here: SNS drops these events without an error.`
            : `${nobody ? 'Nobody gets the events of this topic' : 'This subscriber gets no events'}: SNS drops them without an error.`
          : `SNS drops these without an error: ${types.map((type) => (isWatched(type) ? lossWithout[type] : type)).join('; ')}.${silent === undefined ? '' : ` Nothing else tells of ${silent.join(' and ')}.`}`,
      evidence: ({ scope, policy, types, sender, subscription }) => [
        {
          what: sender === null ? 'FilterPolicy' : `FilterPolicy of ${subscription}`,
          expected: `a policy that fits ${types.join(', ')}${sender === null ? '' : ` of mail from ${sender}`}`,
          actual: policy,
          source: 'sns:GetSubscriptionAttributes',
        },
        {
          what: 'FilterPolicyScope',
          expected: scope === 'MessageBody' ? null : 'MessageBody: SES publishes no message attributes',
          actual: scope,
          source: 'sns:GetSubscriptionAttributes',
        },
      ],
      fix: filterSteps,
      references: [filterPage, contentPage],
    }),
  },

  settles: ({ subscriptionLists: lists }) =>
    lists.every(({ list }) => list.ok && list.value.complete) ? ['events/subscription-pending'] : [],

  evaluate({
    topicUses: used,
    subscriptionLists: lists,
    subscriptions: confirmed,
    unreadPaths: unread,
    sendingAccount: account,
    target,
    destinations,
    feedback,
  }) {
    if (used.length === 0)
      return notApplicable(noneUnless(unread, 'no SNS topic takes events or notifications of the sender'));
    const gone = allGone(lists);
    if (gone !== null) return notApplicable(gone);
    const missed = [
      ...lists.flatMap((one) => (isGone(one) ? [] : unanswered(one.list, false))),
      ...confirmed.flatMap(({ settings }) => unanswered(settings, false)),
      ...(valueOr(account, null) === null ? confirmed.filter(asksForAccount).map(accountUnknown) : []),
    ];
    const ways = { sets: valueOr(destinations, []), senders: valueOr(feedback, []) };
    const open: Unanswered[] = [];
    const found = [
      ...lists.flatMap(({ topic, list }) => pendingOf(topic, list)),
      ...used.flatMap((topic) => {
        const known = publisherTo(topic.arn, valueOr(account, null), valueOr(target, null));
        return droppedAt(topic, { confirmed, lists, known }).map((dropped) => {
          const one = filteredBy(dropped, publishedBy(topic.uses));
          if (dropped.all) return one;
          const isHere: Parameters<typeof unheardElsewhere>[1] = (channel) =>
            channel?.kind === 'sns' && channel.topicArn === topic.arn;
          const heard = unheardElsewhere(dropped.types, isHere, ways);
          // Whether somebody hears of it decides whether it is a fault.
          open.push(...heard.open.map((why) => ({ unanswered: why, counts: true })));
          return heard.silent.length === 0 ? one : { ...one, data: { ...one.data, silent: heard.silent } };
        });
      }),
    ];
    const part = partUnread(unread);
    if (found.length === 0 && missed.length === 0 && part !== null) return notSeen(part, []);
    if (found.length > 0 || missed.length === 0) return [...found, ...open, ...missed];
    return notSeen(
      `not every subscription could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
      missed,
    );
  },

  observed({ subscriptions: confirmed }) {
    const kinds = new Map<string, number>();
    for (const { protocol } of confirmed) kinds.set(protocol, (kinds.get(protocol) ?? 0) + 1);
    const filters = confirmed.filter(({ settings }) => settings.ok && settings.value.filter !== null).length;
    const raw = confirmed.filter(({ settings }) => settings.ok && settings.value.raw).length;
    const counts = [...kinds].map(([kind, count]) => `${grouped(count)} ${kind}`);
    if (counts.length === 0) return null;
    return [
      ...counts,
      ...(filters > 0 ? [`${grouped(filters)} with a filter`] : []),
      ...(raw > 0 ? [`${grouped(raw)} with raw delivery`] : []),
    ].join(', ');
  },
});

/** Nobody said which account sends: what a filter by the account lets through is not known. */
const accountUnknown = ({ endpoint }: Subscription): Unanswered => ({
  unanswered: {
    ...{ reason: 'prerequisite', action: 'sts:GetCallerIdentity', region: null, detail: {} },
    question: 'the account that sends',
    message: `whether the filter policy of ${endpoint} takes mail of this account is not known, since nobody said which account this is`,
  },
  counts: false,
});

const isWatched = (type: string): type is (typeof watchedTypes)[number] =>
  (watchedTypes as readonly string[]).includes(type);

const pendingOf = (topic: string, list: TopicSubscriptions['list']) =>
  pendingAt(topic, list).map((data) => ({
    ...{ problem: 'events/subscription-pending' as const, data, subject: topic },
  }));

interface FilteredFound {
  problem: 'events/filter-drops';
  data: Filtered;
  subject: string;
}

/** So much of a filter is shown. */
const longestShown = 400;

function filteredBy(
  { subscription: { topic, arn, protocol, endpoint }, filter: { scope, policy }, ...rest }: Dropped,
  published: readonly PublishedType[],
): FilteredFound {
  // What nobody gets is to come through as well; a subscription that gets nothing was meant to take what it names.
  const repaired = repairedFilter(policy, published, rest.all ? [] : rest.types);
  return {
    problem: 'events/filter-drops',
    data: {
      ...{ topic, subscription: arn, protocol, endpoint, scope },
      policy: policy.length > longestShown ? `${policy.slice(0, longestShown)}…` : policy,
      ...rest,
      ...(rest.sender === null && repaired !== null && { repaired }),
    },
    subject: topic,
  };
}
