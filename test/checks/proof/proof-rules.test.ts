import check from '../../../checks/proof/proof-rules.ts';
import type { BusRule, RuleTargets, UsedBus } from '../../../src/facts/event-path/rule.ts';
import { cutOff } from '../../../src/model/check.ts';
import type { Answer } from '../../../src/model/unavailable.ts';
import type { Ways } from '../../../src/proof/ways.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { oneWay, sentProof, taken } from '../../support/proof.ts';

const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const onBus: Ways = {
  ...oneWay,
  ways: [
    {
      ...{ kind: 'eventbridge', place: bus, by: 'destination bus of configuration set news' },
      types: ['BOUNCE', 'COMPLAINT', 'DELIVERY'],
    },
  ],
};
const rule = (name: string, takes: readonly string[], enabled = true): BusRule => ({
  ...{ name, arn: `arn:aws:events:eu-west-1:111122223333:rule/${name}`, enabled, takes },
  pattern: '{"source":["aws.ses"]}',
});
const withRules = (items: readonly BusRule[], complete = true): { busRules: readonly UsedBus[] } => ({
  busRules: [
    {
      ...{ arn: bus, sets: ['news'], types: ['BOUNCE'] },
      rules: answered({ items, complete, because: complete ? null : 'stopped after 2000 entries' }),
    },
  ],
});
const withAnswer = (rules: UsedBus['rules']): { busRules: readonly UsedBus[] } => ({
  busRules: [{ arn: bus, sets: ['news'], types: ['BOUNCE'], rules }],
});
const target = { arn: 'arn:aws:sqs:eu-west-1:111122223333:events', role: null, deadLetterQueue: null };
const withTargets = (
  targets: Readonly<Record<string, RuleTargets['targets']>>,
): { ruleTargets: Answer<readonly RuleTargets[]> } => ({
  ruleTargets: answered(
    Object.entries(targets).map(([name, of]) => ({
      ...{ bus, rule: name, ruleArn: rule(name, []).arn },
      targets: of,
    })),
  ),
});
const denied = whyOf('access-denied', 'denied');
const transient = '{"source":["aws.ses"],"detail":{"bounce":{"bounceType":["Transient"]}}}';
const lost = (data: object) => [
  {
    problem: 'proof/lost-at-rule' as const,
    data: {
      bus,
      types: ['BOUNCE'],
      only: true,
      off: [],
      empty: [],
      narrow: [],
      absent: false,
      sender: null,
      ...data,
    },
    subject: bus,
  },
];
const all = ['BOUNCE', 'COMPLAINT', 'DELIVERY'];

describeCheck(check, {
  healthy: {
    ...{ proof: sentProof, ways: onBus },
    ...withRules([rule('ses', all)]),
    ...withTargets({ ses: answered([target]) }),
    target: answered(targetWith({ identities: ['example.com'] })),
  },
  finds: {
    'there is no rule': { given: withRules([]), found: lost({}) },
    'a rule takes other events': { given: withRules([rule('ses', ['DELIVERY'])]), found: lost({}) },
    'its rule is switched off': {
      given: withRules([rule('ses', all, false)]),
      found: lost({ off: ['ses'] }),
    },
    'its rule has no target': { given: withTargets({ ses: answered([]) }), found: lost({ empty: ['ses'] }) },
    'a rule takes mail of another domain': {
      given: withRules([
        {
          ...rule('shop', all),
          pattern: '{"source":["aws.ses"],"detail":{"mail":{"source":[{"suffix":"@shop.example"}]}}}',
        },
      ]),
      found: lost({ types: ['BOUNCE Permanent/General'], narrow: ['shop'], sender: 'example.com' }),
    },
    'two of three kinds of events fit no rule': {
      given: {
        ...{ proof: { ...sentProof, messages: [taken('complaint'), taken('bounce')] } },
        ...withRules([rule('ses', ['DELIVERY'])]),
      },
      found: lost({ types: ['COMPLAINT', 'BOUNCE'] }),
    },
    'a topic takes the same events': {
      given: { ...withRules([]), ways: { ...onBus, ways: [...onBus.ways, ...oneWay.ways] } },
      found: lost({ only: false }),
    },
    'a rule takes bounces of another kind': {
      given: withRules([{ ...rule('soft', ['BOUNCE']), pattern: transient }]),
      found: lost({ types: ['BOUNCE Permanent/General'], narrow: ['soft'] }),
    },
    'there is no such bus': {
      given: withAnswer(unansweredWith(whyOf('not-found', 'no such bus'))),
      found: lost({ absent: true }),
    },
  },
  silent: {
    'a rule was made for bounces alone': {
      ...{ proof: { ...sentProof, messages: [taken('complaint'), taken('bounce')] } },
      ...withRules([rule('ses', ['BOUNCE'])]),
    },
    'a rule is switched off, another takes the events': {
      ...withRules([rule('old', all, false), rule('ses', all)]),
    },
    'a rule has no target, another has one': {
      ...withRules([rule('empty', all), rule('ses', all)]),
      ...withTargets({ empty: answered([]), ses: answered([target]) }),
    },
    'a rule takes bounces of another kind, and one takes all': withRules([
      { ...rule('soft', ['BOUNCE']), pattern: transient },
      rule('ses', all),
    ]),
    'two rules share the events': withRules([rule('bounces', ['BOUNCE']), rule('rest', ['DELIVERY'])]),
    'the list was cut off, and a rule that was read takes them': withRules([rule('ses', all)], false),
    'the bus takes no event of these messages': {
      ...withRules([]),
      ways: { ...onBus, ways: onBus.ways.map((way) => ({ ...way, types: ['OPEN'] })) },
    },
    'the targets of a rule were not read, and another rule takes the same': {
      ...withRules([rule('other', all), rule('ses', all)]),
      ...withTargets({ other: unansweredWith(denied), ses: answered([target]) }),
    },
  },
  verdicts: {
    'the rules may not be read': {
      given: withAnswer(unansweredWith(denied)),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'no rule of those that were read takes them, and there are more': {
      given: withRules([], false),
      verdict: [cutOff('events:ListRules', `the rules of ${bus} were not all read`)],
    },
    'the targets of the only rule may not be read': {
      given: withTargets({ ses: unansweredWith(denied) }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'nobody could ask for targets': {
      given: { ruleTargets: unansweredWith(denied) },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'no bus is on the path': {
      given: { busRules: [] },
      verdict: { notApplicable: 'no event bus is on the path' },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
