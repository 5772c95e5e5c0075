import { expect, it } from 'vitest';
import check from '../../checks/1-account/quota.ts';
import { account, planText } from '../../src/facts/account.ts';
import { healthyAccount } from '../support/account.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const look = async (pricing?: { CurrentPlan?: 'NONE' | 'ESSENTIALS'; NextPlan?: 'PRO' }) =>
  await gather(account, {
    probes: {
      aws: fakeAws({
        'ses:GetAccount': {
          ...{ ProductionAccessEnabled: true, SendingEnabled: true },
          SendQuota: { Max24HourSend: 1, MaxSendRate: 1, SentLast24Hours: 0 },
          ...(pricing !== undefined && { PricingAttributes: pricing }),
        },
      }),
    },
  });

it('is told as SES names it, with the one to come', async () => {
  expect(planText(await look({ CurrentPlan: 'ESSENTIALS' }))).toBe('plan ESSENTIALS');
  expect(planText(await look({ CurrentPlan: 'NONE', NextPlan: 'PRO' }))).toBe(
    'plan NONE, PRO from the next month on',
  );
});

it('is none without one', async () => {
  expect(planText(await look())).toBeNull();
  expect(planText(await look({ CurrentPlan: 'NONE' }))).toBeNull();
});

it('stands beside the quota', () => {
  const plan = { now: 'ESSENTIALS', next: null };
  const given = { account: { ...healthyAccount, plan }, target: targetWith(), symptom: null };
  expect(check.observed?.(given as never, '')).toMatch(/per second; plan ESSENTIALS$/);
});
