import { eventNames } from '../../src/knowledge/event-types.ts';
import type { Evidence, Step } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command, json } from '../../src/render/paste/paste.ts';

/** Events that no rule of a bus takes to a target. */
export interface NoRule {
  bus: string;
  sets: readonly string[];
  /** Types that are published and that no rule takes anywhere. */
  types: readonly string[];
  /** No published type is taken. */
  all: boolean;
  /** Rules that would take them, and are switched off. */
  disabled: readonly string[];
  /** Rules that take them and have no target. */
  withoutTarget: readonly string[];
  /** Rules that name aws.ses and fit none of these types, with their pattern. */
  near: { name: string; pattern: string } | null;
  /** There is no such bus. */
  absent?: true;
  /** Rules take what other senders publish, and nothing of this one. */
  sender?: string;
  /** Bounces and complaints among them that nobody hears of in another way; absent without any. */
  silent?: readonly string[];
}

/** The name of a bus, of its ARN. */
export const busName = (arn: string): string =>
  parseArn(arn)?.resource.replace(/^event-bus\//, '') ?? 'default';

/** What is there beside what has to be; the pattern of the rule first where that is what is wrong. */
export function rulesEvidence(data: NoRule): readonly Evidence[] {
  const { bus, types, disabled, withoutTarget, near, absent, sender } = data;
  if (absent === true)
    return [{ what: bus, expected: 'an event bus', actual: 'does not exist', source: 'events:ListRules' }];
  const rules: Evidence = {
    what: 'rules that take the events',
    expected: types.join(', '),
    actual:
      disabled.length > 0
        ? `${disabled.join(', ')}, which ${disabled.length === 1 ? 'is' : 'are'} switched off`
        : withoutTarget.length > 0
          ? `${withoutTarget.join(', ')}, without a target`
          : 'none',
    source: withoutTarget.length > 0 ? 'events:ListTargetsByRule' : 'events:ListRules',
  };
  if (near === null) return [rules];
  const pattern: Evidence = {
    what: `pattern of the rule ${near.name}`,
    expected:
      sender === undefined
        ? '"source": ["aws.ses"], a detail-type as SES writes it, e.g. "Email Bounced", and in resources the ARN of the configuration set, if anything'
        : `a pattern that fits mail from ${sender}`,
    actual: near.pattern,
    source: 'events:ListRules',
  };
  return disabled.length + withoutTarget.length > 0 ? [rules, pattern] : [pattern, rules];
}

/** The first thing that is missing, and what mends it. */
export function ruleSteps({
  bus,
  types,
  disabled,
  withoutTarget,
  near,
  absent,
  sender,
}: NoRule): readonly Step[] {
  const [region, name] = [parseArn(bus)?.region, busName(bus)];
  if (absent === true)
    return [
      {
        text: 'SES publishes to the default bus alone: point the event destination to that, and let its rules take the events on.',
        owner: 'you',
        command: command`aws events list-event-buses --region ${region}`,
      },
    ];
  const [off] = disabled;
  if (off !== undefined)
    return [
      {
        text: 'Switch the rule on.',
        owner: 'you',
        command: command`aws events enable-rule --name ${off} --event-bus-name ${name} --region ${region}`,
      },
    ];
  const [aimless] = withoutTarget;
  if (aimless !== undefined)
    return [
      {
        text: 'Give the rule a target: a queue, a function or a log group.',
        owner: 'you',
        command: command`aws events list-targets-by-rule --rule ${aimless} --event-bus-name ${name} --region ${region}`,
      },
    ];
  if (near !== null && sender === undefined) {
    const pattern = json({ source: ['aws.ses'], 'detail-type': types.map(detailTypeOf) });
    return [
      {
        text: `Correct the pattern of the rule ${near.name}: SES writes source and detail-type as here. put-rule keeps the targets alone: give a description or a role again, where it has one.`,
        owner: 'you',
        command: command`aws events put-rule --name ${near.name} --event-bus-name ${name} --event-pattern ${pattern} --region ${region}`,
      },
    ];
  }
  return [
    {
      text: `Create a rule on the default bus with the pattern {"source": ["aws.ses"]} and a target${near === null ? '' : ', or correct the pattern of the rule that is there'}.`,
      owner: 'you',
      command: command`aws events list-rules --event-bus-name ${name} --region ${region}`,
    },
  ];
}

const detailTypeOf = (type: string): string => eventNames[type]?.detailType ?? type;
