import { fitAtBus, type UsedBus } from '../facts/event-path/rule.ts';
import type { Subscription, SubscriptionSettings } from '../facts/event-path/subscription.ts';
import type { UsedTopic } from '../facts/event-path/topic-uses.ts';
import { type Fit, fitOf } from '../parse/event-pattern.ts';
import { noAttributes, type Publisher, recordOf } from '../parse/ses-event.ts';
import type { Due } from './counts.ts';
import { bounceOf } from './due-records.ts';
import type { SentMessage } from './proof.ts';
import { expectedEvents } from './watch.ts';
import type { Ways } from './ways.ts';

/** An event by its type, as `BOUNCE`; `known`: what is known of it beyond that. */
interface DueEvent {
  type: string;
  known?: Publisher;
}

/**
 * The events that these messages surely bring to a place: those that must come, and Send, which nobody waits for and every
 * counter counts ("How email sending works": once SES accepted the message). What a real mailbox does is not sure, nor when.
 */
export function dueEvents(
  messages: readonly SentMessage[],
  ways: Pick<Ways, 'ways'>,
  place: string,
): readonly DueEvent[] {
  const simulated = messages.filter(({ scenario }) => scenario !== 'to');
  const takesSends = ways.ways.some((way) => way.place === place && way.types.includes('SEND'));
  const sends = simulated.filter(
    ({ outcome, scenario }) => takesSends && outcome.kind === 'accepted' && scenario !== 'suppressionlist',
  );
  const due = expectedEvents(simulated, ways, [place]).map(({ type, recipient }): DueEvent => {
    const bounce =
      type === 'BOUNCE' ? bounceOf(simulated.find((one) => one.recipient === recipient)) : undefined;
    return { type, ...(bounce !== undefined && { known: { bounce } }) };
  });
  return [...due, ...sends.map(() => ({ type: 'SEND' }))];
}

/**
 * What events bring to a topic at the least. Each is published there, and handed to the subscriptions that surely take it
 * and count ("Monitoring Amazon SNS topics using CloudWatch": what the endpoint accepts). A subscription whose filter
 * depends on what is not known here may take nothing.
 */
export function dueAtTopic(
  events: readonly DueEvent[],
  { uses, subscriptions }: { uses: UsedTopic['uses']; subscriptions: readonly Subscription[] },
  ownQueue: boolean,
): Due {
  const counted = subscriptions.filter(({ protocol }) => counting.has(protocol));
  const handedOn = events.flatMap((event) => {
    const own = uses.filter(({ types }) => types.includes(event.type));
    return own.length === 0 ? [] : counted.filter((one) => surelyTakes(one, event, own));
  });
  const delivered = handedOn.length + (ownQueue ? events.length : 0);
  return { taken: events.length, delivered: delivered === 0 ? null : delivered };
}

/** Kinds of endpoints that answer, so that SNS knows what was delivered. */
const counting: ReadonlySet<string> = new Set(['sqs', 'lambda', 'firehose', 'http', 'https']);

const surelyTakes = (
  { settings }: Subscription,
  { type, known = {} }: DueEvent,
  uses: UsedTopic['uses'],
): boolean =>
  settings.ok && uses.every((use) => fitAtTopic(settings.value.filter, { type, known, use }) === 'all');

/** Whether a filter of a subscription, or null, lets an event through; `known`: what is known of it beyond its type. */
export const fitAtTopic = (
  filter: SubscriptionSettings['filter'],
  {
    type,
    known,
    use: { typeMember, set },
  }: { type: string; known: Publisher; use: Pick<UsedTopic['uses'][number], 'typeMember' | 'set'> },
): Fit =>
  filter === null
    ? 'all'
    : fitOf(
        filter.policy,
        filter.scope === 'MessageBody'
          ? recordOf(type, typeMember, { ...(set !== undefined && { set }), ...known })
          : noAttributes,
      );

/** What events bring to a rule at the least: those that its pattern surely fits, to each of its targets. */
export function dueAtRule(
  events: readonly DueEvent[],
  { bus, rule, targets }: { bus: string; rule: string; targets: number },
  buses: readonly UsedBus[],
): Due {
  const used = buses.find(({ arn }) => arn === bus);
  const pattern =
    used?.rules.ok === true ? used.rules.value.items.find(({ name }) => name === rule)?.pattern : undefined;
  const taken =
    used === undefined || pattern === undefined
      ? 0
      : events.filter(({ type, known = {} }) => fitAtBus(used, { pattern, type, known }) === 'all').length;
  return { taken, delivered: taken === 0 ? null : taken * targets };
}
