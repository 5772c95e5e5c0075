import check from '../../../checks/3-delivery/events-rules.ts';
import type { BusRule, UsedBus } from '../../../src/facts/event-path/rule.ts';
import { cutOff } from '../../../src/model/check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const arn = 'arn:aws:events:eu-west-1:111122223333:rule/ses';
const rule: BusRule = {
  name: 'ses',
  arn,
  enabled: true,
  pattern: '{"source":["aws.ses"]}',
  takes: ['SEND', 'BOUNCE'],
};
const rules = (items: readonly BusRule[], complete = true) =>
  answered<readonly UsedBus[]>([
    {
      arn: bus,
      sets: ['news'],
      types: ['SEND', 'BOUNCE'],
      senders: [{ identity: 'example.com', set: 'news' }],
      rules: answered({ items, complete, because: null }),
    },
  ]);
const targets = (count: number) =>
  answered([
    {
      bus,
      rule: 'ses',
      ruleArn: arn,
      targets: answered(
        Array.from({ length: count }, () => ({ arn: 'arn:aws:logs:::x', role: null, deadLetterQueue: null })),
      ),
    },
  ]);
const none = {
  bus,
  sets: ['news'],
  types: ['SEND', 'BOUNCE'],
  all: true,
  disabled: [],
  withoutTarget: [],
  near: null,
};
const denied = new Unavailable('access-denied', 'denied').why;
const code = 'events/no-rule';

describeCheck(check, {
  healthy: {
    target: answered(targetWith()),
    unreadSets: allRead,
    destinations: answered([]),
    feedback: answered([]),
    busRules: rules([rule]),
    ruleTargets: targets(1),
  },
  finds: {
    'no rule': {
      given: { busRules: rules([]), ruleTargets: answered([]) },
      found: [{ problem: code, data: none, subject: bus }],
    },
    'no bus': {
      given: {
        busRules: answered([
          {
            ...{ arn: bus, sets: ['news'], types: ['SEND', 'BOUNCE'] },
            rules: {
              ok: false as const,
              why: new Unavailable('not-found', 'Event bus default does not exist.').why,
            },
          },
        ]),
        ruleTargets: answered([]),
      },
      found: [{ problem: code, data: { ...none, absent: true }, subject: bus }],
    },
    'a rule that is switched off': {
      given: { busRules: rules([{ ...rule, enabled: false }]), ruleTargets: answered([]) },
      found: [{ problem: code, data: { ...none, disabled: ['ses'] }, subject: bus }],
    },
    'a rule without a target': {
      given: { ruleTargets: targets(0) },
      found: [{ problem: code, data: { ...none, withoutTarget: ['ses'] }, subject: bus }],
    },
    'a pattern that fits nothing': {
      given: {
        busRules: rules([{ ...rule, takes: [], pattern: '{"source":["aws.ses"],"detail-type":["Bounce"]}' }]),
        ruleTargets: answered([]),
      },
      found: [
        {
          problem: code,
          data: {
            ...none,
            near: { name: 'ses', pattern: '{"source":["aws.ses"],"detail-type":["Bounce"]}' },
          },
          subject: bus,
        },
      ],
    },
    'a rule for sends alone': {
      given: { busRules: rules([{ ...rule, takes: ['SEND'] }]) },
      found: [{ problem: code, data: { ...none, types: ['BOUNCE'], all: false }, subject: bus }],
    },
    'a rule for the mail of another sender': {
      given: {
        busRules: rules([
          { ...rule, pattern: '{"detail":{"mail":{"tags":{"ses:from-domain":["shop.example"]}}}}' },
        ]),
      },
      found: [
        {
          problem: code,
          data: {
            ...none,
            near: {
              name: 'ses',
              pattern: '{"detail":{"mail":{"tags":{"ses:from-domain":["shop.example"]}}}}',
            },
            sender: 'example.com',
          },
          subject: bus,
        },
      ],
    },
  },
  silent: {
    'a rule for the mail of this sender': {
      busRules: rules([
        { ...rule, pattern: '{"detail":{"mail":{"source":[{"wildcard":"*@example.com*"}]}}}' },
      ]),
    },
    'a list that was cut off behind a rule that takes all': { busRules: rules([rule], false) },
  },
  verdicts: {
    'nothing is published to EventBridge': {
      given: { busRules: answered([]), ruleTargets: answered([]) },
      verdict: { notApplicable: 'no configuration set publishes to EventBridge' },
    },
    'nobody could read where the events go': {
      given: { ...{ busRules: answered([]), ruleTargets: answered([]) }, unreadSets: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    'a list that was cut off': {
      given: { busRules: rules([], false), ruleTargets: answered([]) },
      verdict: {
        notApplicable: 'not every rule could be looked at: the rules of default were not all read',
        missed: [
          {
            ...cutOff('events:ListRules', 'the rules of default were not all read'),
            counts: false,
          },
        ],
      },
    },
    'rules that may not be read': {
      given: {
        busRules: answered([{ arn: bus, sets: ['news'], types: ['SEND'], rules: unansweredWith(denied) }]),
        ruleTargets: answered([]),
      },
      verdict: {
        notApplicable: 'not every rule could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'targets that may not be read': {
      given: { ruleTargets: answered([{ bus, rule: 'ses', ruleArn: arn, targets: unansweredWith(denied) }]) },
      verdict: {
        notApplicable: 'not every rule could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
