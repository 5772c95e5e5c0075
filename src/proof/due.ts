import type { UsedBus } from '../facts/event-path/rule.ts';
import type { Subscription } from '../facts/event-path/subscription.ts';
import type { UsedTopic } from '../facts/event-path/topic-uses.ts';
import { fitOf } from '../parse/event-pattern.ts';
import { parseArn } from '../parse/arn.ts';
import { bridgeEventOf, noAttributes, recordOf } from '../parse/ses-event.ts';
import type { Due } from './counts.ts';
import type { SentMessage } from './proof.ts';
import { expectedEvents } from './watch.ts';
import type { Ways } from './ways.ts';

/** An event by its type, as `BOUNCE`. */
interface DueEvent {
  type: string;
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
  return [...expectedEvents(simulated, ways, [place]), ...sends.map(() => ({ type: 'SEND' }))];
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
  const handedOn = events.flatMap(({ type }) => {
    const members = uses.filter(({ types }) => types.includes(type)).map(({ typeMember }) => typeMember);
    return members.length === 0 ? [] : counted.filter((one) => surelyTakes(one, type, members));
  });
  const delivered = handedOn.length + (ownQueue ? events.length : 0);
  return { taken: events.length, delivered: delivered === 0 ? null : delivered };
}

/** Kinds of endpoints that answer, so that SNS knows what was delivered. */
const counting: ReadonlySet<string> = new Set(['sqs', 'lambda', 'firehose', 'http', 'https']);

function surelyTakes(
  { settings }: Subscription,
  type: string,
  members: readonly UsedTopic['uses'][number]['typeMember'][],
): boolean {
  if (!settings.ok) return false;
  const { filter } = settings.value;
  return (
    filter === null ||
    members.every(
      (member) =>
        fitOf(filter.policy, filter.scope === 'MessageBody' ? recordOf(type, member) : noAttributes) ===
        'all',
    )
  );
}

/** What events bring to a rule at the least: those that its pattern surely fits, to each of its targets. */
export function dueAtRule(
  events: readonly DueEvent[],
  { bus, rule, targets }: { bus: string; rule: string; targets: number },
  buses: readonly UsedBus[],
): Due {
  const rules = buses.find(({ arn }) => arn === bus)?.rules;
  const pattern = rules?.ok === true ? rules.value.items.find(({ name }) => name === rule)?.pattern : null;
  const region = parseArn(bus)?.region ?? null;
  const taken =
    pattern === null || pattern === undefined
      ? 0
      : events.filter(({ type }) => fitOf(pattern, bridgeEventOf(type, region)) === 'all').length;
  return { taken, delivered: taken === 0 ? null : taken * targets };
}
