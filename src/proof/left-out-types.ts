import { busRules, type BusRule, type RuleTargets, ruleTargets } from '../facts/event-path/rule.ts';
import { type Subscription, subscriptionLists, subscriptions } from '../facts/event-path/subscription.ts';
import { topicUses, type UsedTopic } from '../facts/event-path/topic-uses.ts';
import { defineFact } from '../model/fact.ts';
import type { Publisher } from '../parse/ses-event.ts';
import type { Fit } from '../parse/event-pattern.ts';
import { fitAtTopic } from './due.ts';
import { judgedTypes, notAskedFor } from './not-asked-for.ts';
import { typesAt, type Way, type Ways, ways } from './ways.ts';

/** Types that filters or rules of a place leave out because their owner chose so, as `COMPLAINT`. */
export interface LeftOutTypes {
  /** ARN of a topic or a bus. */
  place: string;
  types: readonly string[];
}

type Uses = UsedTopic['uses'];

/** What is known of an event beyond its type. */
interface OfType {
  type: string;
  known?: Publisher;
}

/** How an event fits the filter of a subscription, once for each way that brings it to the topic. */
export const fits = ({ settings }: Subscription, { type, known = {} }: OfType, uses: Uses): readonly Fit[] =>
  uses
    .filter((use) => use.types.includes(type))
    .map((use) =>
      settings.ok ? fitAtTopic(settings.value.filter, { type, known, use }) : ('some' as const),
    );

/** Whether the filter of a subscription surely lets no event of this type, or kind, through. */
export const drops = (one: Subscription, event: OfType, uses: Uses): boolean =>
  one.settings.ok &&
  one.settings.value.filter !== null &&
  fits(one, event, uses).every((fit) => fit === 'none');

/** The types that no subscription of a topic lets through, and those of them that somebody chose. */
export function leftOutAtTopic(
  published: readonly string[],
  own: readonly Subscription[],
  uses: Uses,
): { dropped: readonly string[]; chosen: readonly string[] } {
  const dropped = published.filter((type) => own.every((one) => drops(one, { type }, uses)));
  const texts = own.flatMap(({ settings }) =>
    settings.ok && settings.value.filter !== null ? [settings.value.filter.policy] : [],
  );
  return { dropped, chosen: notAskedFor(dropped, published, texts) };
}

/** A rule without a target takes nothing. */
export const aimless = (own: readonly RuleTargets[]): ReadonlySet<string> =>
  new Set(own.filter(({ targets }) => targets.ok && targets.value.length === 0).map(({ rule }) => rule));

/** The types that no rule of a bus takes, and those of them that somebody chose. */
export function leftOutAtBus(
  published: readonly string[],
  items: readonly BusRule[],
  empty: ReadonlySet<string>,
): { dropped: readonly string[]; chosen: readonly string[] } {
  const works = ({ enabled, name }: BusRule): boolean => enabled && !empty.has(name);
  const dropped = published.filter((type) => !items.some((rule) => works(rule) && rule.takes.includes(type)));
  const patterns = items.flatMap(({ enabled, pattern }) => (enabled ? [pattern] : []));
  // A rule that is switched off, or has no target, was made for what it takes.
  const wanted = new Set(items.flatMap((rule) => (works(rule) ? [] : rule.takes)));
  const chosen = notAskedFor(dropped, published, patterns).filter((type) => !wanted.has(type));
  return { dropped, chosen };
}

/**
 * What the filters and rules on the path leave out because their owner chose so. It asks nothing by itself; a place of
 * which not all was read may take anything, and is not among them.
 */
export const leftOutTypes = defineFact({
  id: 'proof-left-out-types',
  title: 'what filters and rules on the path leave out',
  from: { ways, topicUses, subscriptionLists, subscriptions, busRules, ruleTargets },
  gather(
    _,
    {
      ways: known,
      topicUses: used,
      subscriptionLists: lists,
      subscriptions: asked,
      busRules: buses,
      ruleTargets: targets,
    },
  ): readonly LeftOutTypes[] {
    const atTopics = used.map(({ arn: place, uses }): LeftOutTypes => {
      const list = lists.find(({ topic }) => topic === place)?.list;
      const own = asked.filter(({ topic }) => topic === place);
      const confirmed = list?.ok === true ? list.value.items.filter(({ arn }) => arn !== null).length : 0;
      const isAll = list?.ok === true && list.value.complete && own.length >= confirmed;
      return {
        place,
        types: isAll ? leftOutAtTopic(typesAt(known, place, judgedTypes), own, uses).chosen : [],
      };
    });
    const atBuses = buses.map(({ arn: place, rules }): LeftOutTypes => {
      const empty = aimless(targets.filter(({ bus }) => bus === place));
      const isAll = rules.ok && rules.value.complete;
      return {
        place,
        types: isAll ? leftOutAtBus(typesAt(known, place, judgedTypes), rules.value.items, empty).chosen : [],
      };
    });
    return [...atTopics, ...atBuses].filter(({ types }) => types.length > 0);
  },
});

/** The ways without what their places leave out: those on which somebody reads. Where events are only counted, nobody does. */
export const readWays = (
  { ways: all }: Pick<Ways, 'ways'>,
  leftOut: readonly LeftOutTypes[],
): readonly Way[] =>
  all
    .filter(({ kind }) => kind !== 'cloudwatch')
    .map((way) => {
      const out = leftOut.find(({ place }) => place === way.place)?.types ?? [];
      return { ...way, types: way.types.filter((type) => !out.includes(type)) };
    });
