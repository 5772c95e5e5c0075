import { busRules, type RuleTargets, ruleTargets } from '../../src/facts/event-path/rule.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { cutOff, defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { judgedTypes, notAskedFor } from '../../src/proof/not-asked-for.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  bus: string;
  types: readonly string[];
  only: boolean;
  /** Rules that would take them, and are switched off. */
  off: readonly string[];
  /** Rules that take them, and have no target. */
  empty: readonly string[];
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

  problems: {
    'proof/lost-at-rule': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ bus, types, off, empty, absent }) =>
        absent
          ? `The event bus ${bus} does not exist: nothing takes ${types.join(', ')}.`
          : empty.length > 0
            ? `The rule ${empty.join(', ')} takes ${types.join(', ')} and has no target.`
            : off.length > 0
              ? `The rule ${off.join(', ')} is switched off: nothing else takes ${types.join(', ')} from ${bus}.`
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
      fix: ({ bus, off, absent }) => [
        {
          text: absent
            ? 'Point the event destination to the default bus of the account.'
            : off.length > 0
              ? 'Switch the rule on.'
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

  evaluate({ proof: seen, ways: known, busRules: buses, ruleTargets: targets }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (buses.length === 0) return notApplicable('no event bus is on the path');
    const expected = expectedTypes(seen);
    return buses.flatMap(({ arn: bus, rules }): readonly Found[] => {
      const types = typesAt(known, bus, expected);
      if (types.length === 0) return [];
      const common = { bus, types, only: isOnlyWay(known, bus, types), off: [], empty: [] };
      if (!rules.ok && rules.why.reason === 'not-found')
        return [{ problem: 'proof/lost-at-rule', data: { ...common, absent: true }, subject: bus }];
      if (!rules.ok) return unanswered(rules);
      if (!targets.ok) return unanswered(targets);
      const { items, complete } = rules.value;
      const own = targets.value.filter((one) => one.bus === bus);
      const empty = new Set(own.filter((one) => isEmpty(one)).map(({ rule }) => rule));
      const takers = (type: string): readonly string[] =>
        items
          .filter(({ name, enabled, takes }) => enabled && !empty.has(name) && takes.includes(type))
          .map(({ name }) => name);
      const published = typesAt(known, bus, judgedTypes);
      const dropped = published.filter((type) => takers(type).length === 0);
      const patterns = items.flatMap(({ enabled, pattern }) => (enabled ? [pattern] : []));
      // A rule that is switched off, or has no target, was made for what it takes.
      const wanted = new Set(
        items.flatMap(({ name, enabled, takes }) => (!enabled || empty.has(name) ? takes : [])),
      );
      const chosen = notAskedFor(dropped, published, patterns).filter((type) => !wanted.has(type));
      const lost = types.filter((type) => dropped.includes(type) && !chosen.includes(type));
      if (lost.length > 0 && !complete)
        return [cutOff('events:ListRules', `the rules of ${bus} were not all read`)];
      // A rule whose targets were not read may have none: it counts where no other one takes the type.
      const unread = own.filter(
        ({ rule, targets: of }) =>
          !of.ok && types.some((type) => takers(type).includes(rule) && !takers(type).some(isRead(own))),
      );
      const fitting = items.filter(({ takes }) => lost.some((type) => takes.includes(type)));
      return [
        ...unread.flatMap(({ targets: of }) => unanswered(of)),
        ...(lost.length === 0
          ? []
          : [
              {
                problem: 'proof/lost-at-rule' as const,
                data: {
                  ...{ bus, types: lost, only: isOnlyWay(known, bus, lost), absent: false },
                  off: fitting.filter(({ enabled }) => !enabled).map(({ name }) => name),
                  empty: fitting
                    .filter(({ enabled, name }) => enabled && empty.has(name))
                    .map(({ name }) => name),
                },
                subject: bus,
              },
            ]),
      ];
    });
  },
});

const isEmpty = ({ targets }: RuleTargets): boolean => targets.ok && targets.value.length === 0;

/** Whether the targets of a rule were read, or nobody asked for them: twenty rules of a bus are asked. */
const isRead =
  (all: readonly RuleTargets[]) =>
  (name: string): boolean =>
    all.find(({ rule }) => rule === name)?.targets.ok !== false;
