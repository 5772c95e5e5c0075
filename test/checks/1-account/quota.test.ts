import check from '../../../checks/1-account/quota.ts';
import type { Quota } from '../../../src/facts/account.ts';
import { candidateOf, healthyAccount, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const quota: Quota = { max24Hour: 1_000, maxPerSecond: 10, sentLast24Hours: 0 };
const sent = (sentLast24Hours: number, max24Hour: number | null = 1_000) => ({
  account: { ...healthyAccount, quota: { ...quota, max24Hour, sentLast24Hours } },
});
const planned = (recipients: number, withinSeconds: number | null = null) => ({
  target: targetWith({ plan: { recipients, withinSeconds } }),
  account: { ...healthyAccount, quota },
});
const doesNotFit = (
  recipients: number,
  withinSeconds: number,
  neededSeconds: number | null,
  of: Quota = quota,
) =>
  ({
    problem: 'quota/plan-does-not-fit',
    data: { region, recipients, withinSeconds, neededSeconds, quota: of },
  }) as const;

describeCheck(check, {
  healthy: { target: targetWith(), account: healthyAccount, symptom: null },
  finds: {
    'a quota that is used up': {
      given: sent(1_000),
      found: [
        { problem: 'quota/daily-exhausted', data: { region, max: 1_000, sent: 1_000, sandbox: false } },
      ],
    },
    'a quota that was overrun': {
      given: sent(1_024),
      found: [
        { problem: 'quota/daily-exhausted', data: { region, max: 1_000, sent: 1_024, sandbox: false } },
      ],
    },
    'four fifths of the quota used': {
      given: sent(800),
      found: [
        { problem: 'quota/daily-nearly-exhausted', data: { region, max: 1_000, sent: 800, sandbox: false } },
      ],
    },
    'a plan larger than the daily quota': {
      given: planned(2_500),
      found: [doesNotFit(2_500, 86_400, 2 * 86_400 + 50)],
    },
    'a plan that is too much for the rate': {
      given: planned(900, 60),
      found: [doesNotFit(900, 60, 90)],
    },
    'a plan for an account that may send nothing': {
      given: {
        ...planned(10),
        account: { ...healthyAccount, quota: { max24Hour: 0, maxPerSecond: 1, sentLast24Hours: 0 } },
      },
      found: [
        { problem: 'quota/daily-exhausted', data: { region, max: 0, sent: 0, sandbox: false } },
        doesNotFit(10, 86_400, null, { max24Hour: 0, maxPerSecond: 1, sentLast24Hours: 0 }),
      ],
    },
    'a plan that fits only without what was sent today': {
      given: { ...planned(900), ...sent(850) },
      found: [
        { problem: 'quota/daily-nearly-exhausted', data: { region, max: 1_000, sent: 850, sandbox: false } },
        doesNotFit(900, 86_400, 86_400 + 75, { ...quota, sentLast24Hours: 850 }),
      ],
    },
    'a plan that would not fit either if nothing had been sent today': {
      given: { ...planned(2_500), ...sent(850) },
      found: [
        {
          problem: 'quota/daily-nearly-exhausted',
          data: { region, max: 1_000, sent: 850, sandbox: false, planTooBig: true },
        },
        doesNotFit(2_500, 86_400, 3 * 86_400 + 35, { ...quota, sentLast24Hours: 850 }),
      ],
    },
    'a plan too fast for the rate, on a day whose quota is used up': {
      given: { ...planned(900, 60), ...sent(1_000) },
      found: [
        {
          problem: 'quota/daily-exhausted',
          data: { region, max: 1_000, sent: 1_000, sandbox: false, planTooBig: true },
        },
        doesNotFit(900, 60, 86_400 + 90, { ...quota, sentLast24Hours: 1_000 }),
      ],
    },
    'a symptom of a quota that is free again': {
      given: { ...sent(24), symptom: symptomOf([candidateOf('quota/daily-exhausted')]) },
      found: [{ problem: 'quota/was-exhausted', data: { region, max: 1_000, sent: 24, sandbox: false } }],
    },
    'a symptom of mail sent too fast': {
      given: { symptom: symptomOf([candidateOf('quota/rate-exceeded')]) },
      found: [
        { problem: 'quota/rate-exceeded', data: { region, quote: '554 quota/rate-exceeded', perSecond: 14 } },
      ],
    },
  },
  silent: {
    'an account without a daily limit': sent(10_000_000, null),
    'just below four fifths': sent(799),
    'a plan that fits exactly': planned(1_000),
    'a plan that fits the time': planned(900, 90),
    'a large plan without a daily limit': {
      target: targetWith({ plan: { recipients: 800_000, withinSeconds: null } }),
      account: { ...healthyAccount, quota: { ...quota, max24Hour: null } },
    },
  },
  verdicts: {
    'an account without a limit refutes that it is used up': {
      given: { ...sent(5, null), symptom: symptomOf([candidateOf('quota/daily-exhausted')]) },
      verdict: [
        { refutes: 'quota/daily-exhausted', subject: null, because: 'the account has no daily limit' },
      ],
    },
  },
  reads: [
    candidateOf('quota/daily-exhausted'),
    candidateOf('quota/daily-nearly-exhausted'),
    candidateOf('quota/rate-exceeded'),
    candidateOf('quota/legacy-signature-rate'),
  ],
});
