import {
  aimlessOf,
  type BusRule,
  busRules,
  fitAtBus,
  type RuleTargets,
  ruleTargets,
  type UsedBus,
} from '../../src/facts/event-path/rule.ts';
import { eventDestinations } from '../../src/facts/event-destinations.ts';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import { unheardElsewhere } from '../../src/facts/events-heard.ts';
import { each } from '../../src/model/fact.ts';
import { noneUnless, partUnread, unreadSets } from '../../src/facts/event-path/unread-paths.ts';
import { target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  cutOff,
  defineCheck,
  notApplicable,
  notSeen,
  problem,
  unanswered,
  type Unanswered,
} from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import type { Publisher } from '../../src/parse/ses-event.ts';
import { busName, type NoRule, rulesEvidence, ruleSteps } from './events-rules.words.ts';

const bridgePage = guide('monitoring-eventbridge');
const patternPage = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html';

export default defineCheck({
  id: 'events-rules',
  title: 'EventBridge rules for SES events',
  why: 'An event bus stores nothing: an event that no rule sends to a target is lost.',
  needs: {},
  enrichment: {
    ...{ busRules, ruleTargets, unreadSets, target },
    ...{ destinations: eventDestinations, feedback: each(identityFeedback) },
  },

  problems: {
    'events/no-rule': problem<NoRule>({
      severity: ({ all, silent }) => (all || silent !== undefined ? 'warning' : 'info'),
      summary: ({ bus, all, types, absent, sender }) =>
        absent === true
          ? `There is no event bus ${bus}.`
          : sender !== undefined
            ? `No rule of ${bus} takes ${all ? 'the events' : types.join(', ')} of mail from ${sender} to a target.`
            : all
              ? `No rule of ${bus} takes the events of SES to a target.`
              : `No rule of ${bus} takes ${types.join(', ')} to a target.`,
      impact: ({ sets, all, sender, silent }) =>
        `${all ? 'What' : 'That part of what'} SES publishes there ${sender === undefined ? '' : `for ${sender} `}(${sets.map((set) => `configuration set ${set}`).join(', ')}) is lost without a trace.${silent === undefined ? '' : ` Nothing else tells of ${silent.join(' and ')}: whoever sends goes on to send to addresses that are dead.`}`,
      evidence: rulesEvidence,
      fix: ruleSteps,
      references: [bridgePage, patternPage],
    }),
  },

  evaluate({ busRules: buses, ruleTargets: targets, unreadSets: unread, target, destinations, feedback }) {
    if (!buses.ok) return notSeen(buses.why.message, unanswered(buses, false));
    if (buses.value.length === 0)
      return notApplicable(noneUnless(unread, 'no configuration set publishes to EventBridge'));
    const missed = [
      ...buses.value.flatMap(({ rules }) =>
        !rules.ok && rules.why.reason === 'not-found' ? [] : unanswered(rules, false),
      ),
      ...valueOr(targets, []).flatMap((rule) => unanswered(rule.targets, false)),
      ...buses.value.flatMap((bus) => notAllRead(bus, valueOr(targets, []))),
    ];
    const delegated = valueOr(target, null)?.sourceArn !== undefined;
    const ways = { sets: valueOr(destinations, []), senders: valueOr(feedback, []) };
    const open: Unanswered[] = [];
    const found = buses.value.flatMap((bus) =>
      lostAt(bus, valueOr(targets, []), delegated).map((one) => {
        const isHere: Parameters<typeof unheardElsewhere>[1] = (channel) =>
          channel?.kind === 'eventbridge' && channel.busArn === bus.arn;
        const heard = unheardElsewhere(one.data.types, isHere, ways);
        // Whether somebody hears of it decides whether it is a fault.
        if (!one.data.all) open.push(...heard.open.map((why) => ({ unanswered: why, counts: true })));
        return heard.silent.length === 0 ? one : { ...one, data: { ...one.data, silent: heard.silent } };
      }),
    );
    const part = partUnread(unread);
    if (found.length === 0 && missed.length === 0 && part !== null) return notSeen(part, []);
    if (found.length > 0 || (missed.length === 0 && targets.ok)) return [...found, ...open, ...missed];
    const why = missed[0]?.unanswered ?? (targets.ok ? null : targets.why);
    return notSeen(`not every rule could be looked at: ${why?.message ?? 'no answer'}`, missed);
  },

  observed({ busRules: buses }) {
    const rules = valueOr(buses, []).flatMap((bus) => (bus.rules.ok ? bus.rules.value.items : []));
    const taking = rules.filter(({ enabled, takes }) => enabled && takes.length > 0);
    return taking.length === 0
      ? null
      : taking
          .slice(0, 5)
          .map(({ name }) => name)
          .join(', ');
  },
});

/** The types that none of these rules takes to a target. */
function lostOf(
  types: readonly string[],
  items: readonly BusRule[],
  aimless: ReadonlySet<string>,
): readonly string[] {
  const taken = new Set(
    items.filter(({ enabled, name }) => enabled && !aimless.has(name)).flatMap(({ takes }) => takes),
  );
  return types.filter((type) => !taken.has(type));
}

/** Where the rules that were read do not take everything, those beyond the end of the list may. */
function notAllRead({ arn, types, rules }: UsedBus, targets: readonly RuleTargets[]): readonly Unanswered[] {
  if (!rules.ok || rules.value.complete) return [];
  if (lostOf(types, rules.value.items, aimlessOf(arn, targets)).length === 0) return [];
  return [{ ...cutOff('events:ListRules', `the rules of ${busName(arn)} were not all read`), counts: false }];
}

/** What is known of the mail of a sender on a bus. */
const knownOf = ({ identity, set }: { identity: string; set: string }, delegated: boolean): Publisher => ({
  ...{ sender: identity, set },
  ...(delegated && { owner: null }),
});

/** The same bus, as it looks to the events of one sender. */
function forSender(bus: UsedBus, sender: { identity: string; set: string }, delegated: boolean): UsedBus {
  const { rules } = bus;
  if (!rules.ok) return bus;
  const known = knownOf(sender, delegated);
  const items = rules.value.items.map((rule) => ({
    ...rule,
    takes: rule.takes.filter((type) => fitAtBus(bus, { pattern: rule.pattern, type, known }) !== 'none'),
  }));
  return { ...bus, sets: [sender.set], rules: { ok: true, value: { ...rules.value, items } } };
}

type LostAtBus = readonly { problem: 'events/no-rule'; data: NoRule; subject: string }[];

/** What no rule takes, and of a sender what the rules take of other senders alone. */
function lostAt(bus: UsedBus, targets: readonly RuleTargets[], delegated: boolean): LostAtBus {
  const ofAll = withoutRule(bus, targets);
  const told = ofAll.flatMap(({ data: { types } }) => types);
  const ofSenders = (bus.senders ?? []).flatMap((sender) =>
    withoutRule(forSender(bus, sender, delegated), targets)
      .filter(({ data: { types } }) => !types.every((type) => told.includes(type)))
      .map((found) => ({ ...found, data: { ...found.data, sender: sender.identity } })),
  );
  return [...ofAll, ...ofSenders];
}

function withoutRule(bus: UsedBus, targets: readonly RuleTargets[]): LostAtBus {
  const { arn, sets, types, rules } = bus;
  if (!rules.ok && rules.why.reason === 'not-found') {
    const none = { disabled: [], withoutTarget: [], near: null };
    const data: NoRule = { bus: arn, sets, types, all: true, ...none, absent: true };
    return [{ problem: 'events/no-rule', data, subject: arn }];
  }
  // A list that was cut off may hide the rule.
  if (!rules.ok || !rules.value.complete || types.length === 0) return [];
  const { items } = rules.value;
  const aimless = aimlessOf(arn, targets);
  const lost = lostOf(types, items, aimless);
  if (lost.length === 0) return [];
  const forLost = ({ takes }: BusRule): boolean => takes.some((type) => lost.includes(type));
  const near = items.find(({ enabled, takes }) => enabled && takes.length === 0);
  return [
    {
      problem: 'events/no-rule',
      data: {
        bus: arn,
        sets,
        types: lost,
        all: lost.length === types.length,
        disabled: items.filter((rule) => !rule.enabled && forLost(rule)).map(({ name }) => name),
        withoutTarget: items
          .filter((rule) => rule.enabled && aimless.has(rule.name) && forLost(rule))
          .map(({ name }) => name),
        near: near === undefined ? null : { name: near.name, pattern: near.pattern.slice(0, 400) },
      },
      subject: arn,
    },
  ];
}
