import check from '../../../checks/1-account/reputation.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const at = '2026-11-21T19:00:00.000Z';
const rates = (...values: readonly number[]) =>
  answered(
    values.map((rate, index) => ({
      at: `2026-11-21T${String(20 - values.length + index).padStart(2, '0')}:00:00.000Z`,
      rate,
    })),
  );
const later = '2026-11-28T12:00:00.000Z';
const low = rates(0.0001);
const given = (bounce: number, complaint: number) => ({
  reputation: { bounce: rates(bounce), complaint: rates(complaint) },
});
const silentWhy = whyOf('bad-reply', 'CloudWatch answered InternalError: Reputation.BounceRate');

describeCheck(check, {
  healthy: { target: targetWith(), ...given(0.012, 0.0002) },
  finds: {
    'bounces at 2%': {
      given: given(0.02, 0),
      found: [{ problem: 'reputation/bounce-rate-elevated', data: { region, rate: 0.02, at } }],
    },
    'bounces at 5%': {
      given: given(0.05, 0),
      found: [{ problem: 'reputation/bounce-rate-review', data: { region, rate: 0.05, at } }],
    },
    'bounces at 10%': {
      given: given(0.1, 0),
      found: [{ problem: 'reputation/bounce-rate-pause-risk', data: { region, rate: 0.1, at } }],
    },
    'complaints at 0.05%': {
      given: given(0, 0.0005),
      found: [{ problem: 'reputation/complaint-rate-elevated', data: { region, rate: 0.0005, at } }],
    },
    'complaints at 0.1%': {
      given: given(0, 0.001),
      found: [{ problem: 'reputation/complaint-rate-review', data: { region, rate: 0.001, at } }],
    },
    'complaints at 0.5%': {
      given: given(0, 0.005),
      found: [{ problem: 'reputation/complaint-rate-pause-risk', data: { region, rate: 0.005, at } }],
    },
    'bounces that were at 12% days ago, and nothing since': {
      given: { reputation: { bounce: rates(0.12), complaint: answered([]), asOf: later } },
      found: [
        {
          problem: 'reputation/not-current',
          data: { region, kind: 'bounce', rate: 0.12, at, level: 'pause' },
        },
        { problem: 'reputation/no-data', data: { region, kinds: ['complaint'] } },
      ],
    },
    'a rate of another time than the other': {
      given: {
        reputation: {
          bounce: answered([{ at: '2026-11-27T19:00:00.000Z', rate: 0.03 }]),
          complaint: low,
          asOf: later,
        },
      },
      found: [
        {
          problem: 'reputation/bounce-rate-elevated',
          data: { region, rate: 0.03, at: '2026-11-27T19:00:00.000Z' },
        },
        {
          problem: 'reputation/not-current',
          data: { region, kind: 'complaint', rate: 0.0001, at, level: null },
        },
      ],
    },
    'no figures at all': {
      given: { reputation: { bounce: answered([]), complaint: answered([]) } },
      found: [{ problem: 'reputation/no-data', data: { region, kinds: ['bounce', 'complaint'] } }],
    },
    'no complaint figure': {
      given: { reputation: { bounce: low, complaint: answered([]) } },
      found: [{ problem: 'reputation/no-data', data: { region, kinds: ['complaint'] } }],
    },
  },
  silent: {
    'a rate of yesterday': { reputation: { bounce: low, complaint: low, asOf: '2026-11-23T08:00:00.000Z' } },
    'a rate that was high and is low now': {
      reputation: { bounce: rates(0.12, 0.06, 0.019), complaint: rates(0.006, 0.0004) },
    },
  },
  verdicts: {
    'low figures of days ago earn no tick': {
      given: { reputation: { bounce: rates(0.01), complaint: low, asOf: later } },
      verdict: {
        notApplicable:
          'SES has published no rate in the last two days; the bounce rate was 1% on 2026-11-21, the complaint rate was 0.01% on 2026-11-21',
      },
    },
    'figures of a time that is to come earn none either': {
      given: { reputation: { bounce: rates(0.01), complaint: low, asOf: '2026-11-20T19:00:00.000Z' } },
      verdict: {
        notApplicable:
          'SES has published no rate in the last two days; the bounce rate was 1% on 2026-11-21, the complaint rate was 0.01% on 2026-11-21',
      },
    },
    'a metric that CloudWatch failed to read is not taken for zero': {
      given: { reputation: { bounce: unansweredWith(silentWhy), complaint: low } },
      verdict: [{ unanswered: silentWhy, counts: true }],
    },
  },
});
