import { watchedTypes } from '../../knowledge/event-types.ts';
import { valueOr } from '../../model/unavailable.ts';
import { type Fit, fitOf } from '../../parse/event-pattern.ts';
import { noAttributes, type Publisher, recordOf } from '../../parse/ses-event.ts';
import type { Subscription, SubscriptionSettings, TopicSubscriptions } from './subscription.ts';
import type { TopicUse, UsedTopic } from './topic-uses.ts';

type Filter = NonNullable<SubscriptionSettings['filter']>;

/** Records of SES that filter policies of a topic surely do not let through. */
export interface Dropped {
  subscription: Subscription;
  filter: Filter;
  /** As `BOUNCE`. */
  types: readonly string[];
  /** Of what is published, by this sender where one is named, nothing fits. */
  all: boolean;
  /** No subscription of the topic gets any of it. */
  nobody: boolean;
  /** Another sender's records would fit; null: nobody's would. */
  sender: string | null;
}

/** A record before there is one. */
export interface Published extends Pick<TopicUse, 'typeMember' | 'set'> {
  type: string;
}

/**
 * A subscription that gets nothing at all, and types that no subscription of the topic gets. That a subscription takes
 * a part only is what filters are for, and so is one for another sender: of a sender, it is told only what every
 * subscription drops. `known`: what is known of all that is published there.
 */
export function droppedAt(
  topic: UsedTopic,
  {
    confirmed,
    lists,
    known,
  }: {
    confirmed: readonly Subscription[];
    lists: readonly TopicSubscriptions[];
    known: Publisher;
  },
): readonly Dropped[] {
  const own = confirmed.filter((one) => one.topic === topic.arn);
  const list = lists.find((one) => one.topic === topic.arn)?.list;
  const listed = list?.ok === true ? list.value : null;
  // With subscriptions that were not asked, nothing is said to be dropped by every one.
  const asked =
    listed?.complete === true && own.length === listed.items.filter(({ arn }) => arn !== null).length;
  const { deaf, everywhere, nobody } = judge(own, publishedBy(topic.uses), known);
  const found = deaf.map((one) => ({ ...one, all: true, nobody: asked && nobody, sender: null }));
  if (!asked || nobody) return found;
  const forAll = everywhere === null ? [] : [{ ...everywhere, all: false, nobody: false, sender: null }];
  return [...found, ...forAll, ...droppedOfSenders(topic, own, { known, told: everywhere?.types ?? [] })];
}

/** Of each sender, what every subscription drops because it waits for another's records. */
function droppedOfSenders(
  { uses }: UsedTopic,
  own: readonly Subscription[],
  { known, told }: { known: Publisher; told: readonly string[] },
): readonly Dropped[] {
  const senders = new Set(uses.flatMap((use) => use.senders ?? []));
  return [...senders].flatMap((sender): readonly Dropped[] => {
    const published = publishedBy(uses.filter((use) => use.senders?.includes(sender) === true));
    const { deaf, everywhere, nobody } = judge(own, published, { ...known, sender });
    const [first] = deaf;
    if (nobody && first !== undefined) return [{ ...first, all: true, nobody: true, sender }];
    return everywhere === null || everywhere.types.every((type) => told.includes(type))
      ? []
      : [{ ...everywhere, all: false, nobody: false, sender }];
  });
}

/** The records that are published to a topic. */
export const publishedBy = (uses: readonly TopicUse[]): readonly Published[] =>
  uses.flatMap(({ types, typeMember, set }) =>
    types.map((type) => ({ type, typeMember, ...(set !== undefined && { set }) })),
  );

type Told = Pick<Dropped, 'subscription' | 'filter' | 'types'>;

interface Judgement {
  /** Subscriptions that get nothing of it. */
  deaf: readonly Told[];
  /** The types worth hearing that every subscription drops, with the last whose filter takes others; null: none. */
  everywhere: Told | null;
  /** All of them get nothing. */
  nobody: boolean;
}

function judge(
  subscriptions: readonly Subscription[],
  published: readonly Published[],
  known: Publisher,
): Judgement {
  const judged = subscriptions.map((subscription) => {
    const filter = valueOr(subscription.settings, null)?.filter ?? null;
    const drops = published.filter((record) => filter !== null && fitting(filter, record, known) === 'none');
    return { subscription, filter, drops };
  });
  const all = [...new Set(published.map(({ type }) => type))];
  const deaf = judged.filter(({ drops }) => drops.length > 0 && drops.length === published.length);
  const lost = published.filter(
    (record) => isWatched(record.type) && judged.every(({ drops }) => drops.includes(record)),
  );
  const [last] = judged.filter(({ drops }) => drops.length > 0 && drops.length < published.length);
  return {
    deaf: deaf.flatMap(({ subscription, filter }) =>
      filter === null ? [] : [{ subscription, filter, types: all }],
    ),
    everywhere:
      lost.length === 0 || last === undefined || last.filter === null
        ? null
        : {
            subscription: last.subscription,
            filter: last.filter,
            types: [...new Set(lost.map(({ type }) => type))],
          },
    nobody: deaf.length === judged.length,
  };
}

const fitting = ({ scope, policy }: Filter, { type, typeMember, set }: Published, known: Publisher): Fit =>
  fitOf(
    policy,
    scope === 'MessageBody'
      ? recordOf(type, typeMember, { ...known, ...(set !== undefined && { set }) })
      : noAttributes,
  );

const isWatched = (type: string): boolean => (watchedTypes as readonly string[]).includes(type);
