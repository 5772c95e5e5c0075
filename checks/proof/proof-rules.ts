import { busRules, ruleTargets } from '../../src/facts/event-path/rule.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
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
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-rule', Lost>;

export default defineCheck({
  id: 'proof-rules',
  title: 'Rules of the event bus on the way',
  why: 'EventBridge drops an event that fits no enabled rule, and counts no failure.',
  needs: { proof, ways, busRules },
  questions: { ruleTargets },

  problems: {
    'proof/lost-at-rule': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ bus, types, off, empty }) =>
        empty.length > 0
          ? `The rule ${empty.join(', ')} takes ${types.join(', ')} and has no target.`
          : off.length > 0
            ? `The rule ${off.join(', ')} is switched off: nothing else takes ${types.join(', ')} from ${bus}.`
            : `No rule of ${bus} takes ${types.join(', ')} of SES.`,
      impact: ({ types }) => `EventBridge drops ${types.join(', ')} of the messages without an error.`,
      evidence: ({ types, off }) => [
        {
          what: 'rules that fit',
          expected: `an enabled one for ${types.join(', ')}`,
          actual: off.length > 0 ? `switched off: ${off.join(', ')}` : 'none with a target',
          source: 'events:ListRules',
        },
      ],
      fix: ({ off }) => [
        {
          text:
            off.length > 0
              ? 'Switch the rule on.'
              : 'Add a rule on the default bus with source aws.ses and the detail-type of the event, and a target.',
          owner: 'you',
          command:
            off.length > 0
              ? command`aws events enable-rule --name ${off[0]}`
              : command`aws events list-rules --event-bus-name default`,
        },
      ],
      references: [guide('monitoring-eventbridge')],
    }),
  },

  evaluate({ proof: seen, ways: known, busRules: buses, ruleTargets: targets }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES took no message');
    if (buses.length === 0) return notApplicable('no event bus is on the way');
    const expected = expectedTypes(seen);
    const empty = new Set(
      (targets.ok ? targets.value : []).flatMap(({ rule, targets: of }) =>
        of.ok && of.value.length === 0 ? [rule] : [],
      ),
    );
    return buses.flatMap(({ arn: bus, rules }): readonly Found[] => {
      const types = typesAt(known, bus, expected);
      if (types.length === 0) return [];
      if (!rules.ok) return unanswered(rules);
      if (!rules.value.complete) return [];
      const { items } = rules.value;
      const works = (type: string): boolean =>
        items.some(({ name, enabled, takes }) => enabled && !empty.has(name) && takes.includes(type));
      const lost = types.filter((type) => !works(type));
      if (lost.length === 0) return [];
      const fitting = items.filter(({ takes }) => lost.some((type) => takes.includes(type)));
      return [
        {
          problem: 'proof/lost-at-rule' as const,
          data: {
            ...{ bus, types: lost, only: isOnlyWay(known, bus, lost) },
            off: fitting.filter(({ enabled }) => !enabled).map(({ name }) => name),
            empty: fitting.filter(({ enabled, name }) => enabled && empty.has(name)).map(({ name }) => name),
          },
          subject: bus,
        },
      ];
    });
  },
});
