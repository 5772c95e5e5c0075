import {
  busRules,
  type BusRule,
  fitAtBus,
  type RuleTargets,
  ruleTargets,
  type UsedBus,
} from '../../src/facts/event-path/rule.ts';
import type { Pages } from '../../src/facts/pages.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { cutOff, defineCheck, notApplicable, orNotSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { senderOf } from '../../src/proof/due-records.ts';
import { target } from '../../src/facts/target.ts';
import type { Target } from '../../src/model/target.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { Fit } from '../../src/parse/event-pattern.ts';
import type { Publisher } from '../../src/parse/ses-event.ts';
import { hasShown } from '../../src/proof/counts.ts';
import { type DueRecord, dueRecords } from '../../src/proof/due-records.ts';
import { accepted, type Proof, proof } from '../../src/proof/proof.ts';
import { aimless, leftOutAtBus } from '../../src/proof/left-out-types.ts';
import { judgedTypes } from '../../src/proof/not-asked-for.ts';
import { expectedTypes, isOnlyWay, typesAt, type Ways, ways } from '../../src/proof/ways.ts';
import { otherSenders } from '../../src/knowledge/record-senders.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  bus: string;
  types: readonly string[];
  only: boolean;
  /** Rules that would take them, and are switched off. */
  off: readonly string[];
  /** Rules that take them, and have no target. */
  empty: readonly string[];
  /** Enabled rules that take such events, and surely not these: they ask for another kind of bounce. */
  narrow: readonly string[];
  /** The identity that sends, where the rules take such events of other senders alone. */
  sender: string | null;
  /** There is no such bus. */
  absent: boolean;
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-rule', Lost>;

export default defineCheck({
  id: 'proof-rules',
  title: 'Rules of the event bus on the path',
  why: 'EventBridge drops an event that matches no enabled rule, and counts no failure.',
  needs: { proof, ways, busRules },
  questions: { ruleTargets },
  enrichment: { target },

  problems: {
    'proof/lost-at-rule': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ bus, types, off, empty, narrow, sender, absent }) =>
        absent
          ? `The event bus ${bus} does not exist: nothing takes ${types.join(', ')}.`
          : empty.length > 0
            ? `The rule ${empty.join(', ')} takes ${types.join(', ')} and has no target.`
            : off.length > 0
              ? `The rule ${off.join(', ')} is switched off: nothing else takes ${types.join(', ')} from ${bus}.`
              : narrow.length > 0
                ? sender !== null
                  ? `The rule ${narrow.join(', ')} takes mail of other senders, and nothing takes ${types.join(', ')} of mail from ${sender} from ${bus}.`
                  : `The rule ${narrow.join(', ')} takes other bounces, and nothing takes ${types.join(', ')} from ${bus}.`
                : `No rule of ${bus} takes ${types.join(', ')} of SES.`,
      impact: ({ types }) => `EventBridge drops ${types.join(', ')} of the messages without an error.`,
      evidence: ({ types, off, absent }) => [
        {
          what: 'rules that match',
          expected: `an enabled one for ${types.join(', ')}`,
          actual: absent
            ? 'no such bus'
            : off.length > 0
              ? `switched off: ${off.join(', ')}`
              : 'none with a target',
          source: 'events:ListRules',
        },
      ],
      fix: ({ bus, off, narrow, sender, absent }) => [
        {
          text: absent
            ? 'Point the event destination to the default bus of the account.'
            : off.length > 0
              ? 'Switch the rule on.'
              : narrow.length > 0
                ? sender !== null
                  ? otherSenders
                  : 'Let the pattern of the rule take these bounces as well, or add a rule that does. If somebody left them out on purpose, nothing has to be done.'
                : 'Add a rule on the default bus with source aws.ses and the detail-type of the event, and a target.',
          owner: 'you',
          command:
            off.length > 0
              ? command`aws events enable-rule --name ${off[0]} --region ${parseArn(bus)?.region}`
              : command`aws events list-rules --event-bus-name default --region ${parseArn(bus)?.region}`,
        },
      ],
      references: [guide('monitoring-eventbridge')],
    }),
  },

  evaluate({ proof: seen, ways: known, busRules: buses, ruleTargets: targets, target: run }) {
    const sender = valueOr(run, null);
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (buses.length === 0) return notApplicable('no event bus is on the path');
    const all = buses.flatMap((used): readonly Found[] => {
      const types = typesAt(known, used.arn, expectedTypes(seen));
      if (types.length === 0) return [];
      const { arn: bus, rules } = used;
      const common = {
        ...{ bus, types, only: isOnlyWay(known, bus, types) },
        ...{ off: [], empty: [], narrow: [], sender: null },
      };
      if (!rules.ok && rules.why.reason === 'not-found')
        return [{ problem: 'proof/lost-at-rule', data: { ...common, absent: true }, subject: bus }];
      if (!rules.ok) return unanswered(rules);
      if (!targets.ok) return unanswered(targets);
      const own = targets.value.filter((one) => one.bus === bus);
      return foundAtBus({ used, types, ...rules.value, own, run: sender }, seen, known);
    });
    return orNotSeen(all);
  },
});

interface AtBus extends Pages<BusRule> {
  used: UsedBus;
  /** The expected types that are published there. */
  types: readonly string[];
  /** The targets of its rules, as far as they were asked. */
  own: readonly RuleTargets[];
  /** Who sends; null: nobody said. */
  run: Target | null;
}

function foundAtBus(
  { used, types, items, complete, own, run }: AtBus,
  seen: Proof,
  known: Ways,
): readonly Found[] {
  const { arn: bus } = used;
  const empty = aimless(own);
  const working = items.filter(({ enabled, name }) => enabled && !empty.has(name));
  const takers = (type: string): readonly string[] =>
    working.filter(({ takes }) => takes.includes(type)).map(({ name }) => name);
  const published = typesAt(known, bus, judgedTypes);
  const { dropped, chosen } = leftOutAtBus(published, items, empty);
  const lost = types.filter((type) => dropped.includes(type) && !chosen.includes(type));
  // A type that rules take, and surely no event of this kind.
  const records = dueRecords(
    seen,
    types.filter((type) => !dropped.includes(type)),
    senderOf(bus, run),
  );
  const fits = (rule: BusRule, type: string, of: Publisher): Fit =>
    rule.takes.includes(type) ? fitAtBus(used, { pattern: rule.pattern, type, known: of }) : 'none';
  const passedBy = records.filter(({ type, kind }) =>
    working.every((rule) => fits(rule, type, kind) === 'none'),
  );
  const missed = lost.length === 0 ? passedBy : [];
  if ((lost.length > 0 || missed.length > 0) && !complete)
    return [cutOff('events:ListRules', `the rules of ${bus} were not all read`)];
  // A rule whose targets were not read may have none: it counts where no other one takes the type.
  const unread = own.filter(
    ({ rule, targets: of }) =>
      !of.ok && types.some((type) => takers(type).includes(rule) && !takers(type).some(isRead(own))),
  );
  const gone = lost.length > 0 ? lost : missed.map(({ type }) => type);
  const fitting = items.filter(({ takes }) => gone.some((type) => takes.includes(type)));
  const unsure = records.filter(
    (one) => !passedBy.includes(one) && !isSure(one, { used, working, fits }, seen),
  );
  return [
    ...unread.flatMap(({ targets: of }) => unanswered(of)),
    ...unsure.map((one) => unjudgedAt(bus, one, working)),
    ...(gone.length === 0
      ? []
      : [
          {
            problem: 'proof/lost-at-rule' as const,
            data: {
              ...{ bus, only: isOnlyWay(known, bus, gone), absent: false },
              types: lost.length > 0 ? lost : [...new Set(missed.map(({ name }) => name))],
              off: fitting.filter(({ enabled }) => !enabled).map(({ name }) => name),
              empty: fitting
                .filter(({ enabled, name }) => enabled && empty.has(name))
                .map(({ name }) => name),
              sender:
                lost.length > 0 || missed.some(({ type, kind }) => isOfBounce(used, items, { type, kind }))
                  ? null
                  : (run?.identities[0] ?? null),
              narrow:
                lost.length > 0 ? [] : fitting.filter((one) => working.includes(one)).map(({ name }) => name),
            },
            subject: bus,
          },
        ]),
  ];
}

/** Whether a rule of the bus takes such an event of this sender, and only of another kind of bounce. */
const isOfBounce = (
  used: UsedBus,
  items: readonly BusRule[],
  { type, kind: { bounce: _, ...sender } }: Pick<DueRecord, 'type' | 'kind'>,
): boolean =>
  items.some(
    ({ takes, pattern }) =>
      takes.includes(type) && fitAtBus(used, { pattern, type, known: sender }) !== 'none',
  );

/** Whether a rule surely takes the event, or one that may has counted where nothing else passes. */
const isSure = (
  { type, exact }: DueRecord,
  {
    used,
    working,
    fits,
  }: {
    used: UsedBus;
    working: readonly BusRule[];
    fits: (rule: BusRule, type: string, of: Publisher) => Fit;
  },
  { counts }: Proof,
): boolean =>
  working.some((rule) => {
    const fit = fits(rule, type, exact);
    return fit === 'all' || (fit === 'some' && hasShown(counts, used.arn, rule.arn));
  });

function unjudgedAt(bus: string, { type, name }: DueRecord, working: readonly BusRule[]): Unanswered {
  const names = working.filter(({ takes }) => takes.includes(type)).map((one) => one.name);
  return {
    unanswered: {
      ...{
        reason: 'timeout',
        action: null,
        region: null,
        detail: {},
        question: `what the rules of ${bus} take`,
      },
      message: `whether ${names.join(', ')} takes ${name} of these messages is not shown: its pattern asks for more than the type of the event`,
    },
    counts: false,
  };
}

/** Whether the targets of a rule were read, or nobody asked for them: twenty rules of a bus are asked. */
const isRead =
  (all: readonly RuleTargets[]) =>
  (name: string): boolean =>
    all.find(({ rule }) => rule === name)?.targets.ok !== false;
