import { grouped } from '../../src/model/many.ts';
import { defineCheck, type Refutation } from '../../src/model/check.ts';
import { account, planText } from '../../src/facts/account.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { sendingTime } from '../../src/knowledge/sending-time.ts';
import { quotaProblems, type Used, nearly } from './quota.words.ts';

export default defineCheck({
  id: 'quota',
  title: 'Sending quota',
  why: 'SES counts recipients in the last 24 hours and rejects sends beyond the quota.',
  needs: { target, account, symptom },

  problems: quotaProblems,

  evaluate({ target: { region, plan }, account: { quota, productionAccess, sendingEnabled }, symptom }) {
    const { max24Hour: max, maxPerSecond, sentLast24Hours: sent } = quota;
    const withinSeconds = plan?.withinSeconds ?? 86_400;
    const fits = (seconds: number | null): boolean => seconds !== null && seconds <= withinSeconds;
    const neededSeconds = plan === null ? 0 : sendingTime(plan.recipients, quota);
    // Nothing is ever sent with a quota of 0: there the quota is what is wrong, and not the plan.
    const planTooBig =
      plan !== null && max !== 0 && !fits(sendingTime(plan.recipients, { ...quota, sentLast24Hours: 0 }));
    const used =
      max === null
        ? null
        : { region, max, sent, sandbox: !productionAccess, ...(planTooBig && { planTooBig }) };
    const tooFast = symptom?.candidates.filter(({ code }) => code === 'quota/rate-exceeded') ?? [];
    return [
      ...(used !== null && used.sent >= used.max
        ? [{ problem: 'quota/daily-exhausted', data: used } as const]
        : []),
      ...(used !== null && used.sent < used.max && used.sent >= used.max * nearly
        ? [{ problem: 'quota/daily-nearly-exhausted', data: used } as const]
        : []),
      ...(plan !== null && !fits(neededSeconds)
        ? [
            {
              problem: 'quota/plan-does-not-fit',
              data: { region, recipients: plan.recipients, withinSeconds, neededSeconds, quota },
            } as const,
          ]
        : []),
      ...tooFast.slice(0, 1).map(({ quote, subject }) => ({
        problem: 'quota/rate-exceeded' as const,
        data: { region, quote, perSecond: maxPerSecond },
        ...(subject !== null && { subject }),
      })),
      ...(used !== null && used.sent < used.max
        ? wasUsedUp(symptom, { ...used, ...(!sendingEnabled && { off: true }) })
        : []),
      ...(max === null
        ? refute(
            symptom,
            ['quota/daily-exhausted', 'quota/daily-nearly-exhausted'],
            null,
            'the account has no daily limit',
          )
        : []),
    ];
  },

  observed({ account: { quota, ...account } }) {
    const used =
      quota.max24Hour === null
        ? 'no daily limit'
        : `${grouped(quota.sentLast24Hours)} of ${grouped(quota.max24Hour)} in 24 hours`;
    const plan = planText(account);
    return `${used}, ${grouped(quota.maxPerSecond)} per second${plan === null ? '' : `; ${plan}`}`;
  },

  gauges({ account: { quota } }) {
    if (quota.max24Hour === null || quota.max24Hour === 0) return [];
    return [
      {
        title: 'Recipients in the last 24 hours',
        unit: 'recipients',
        value: quota.sentLast24Hours,
        limits: [
          { label: '80% of the quota', value: quota.max24Hour * nearly },
          { label: 'quota', value: quota.max24Hour },
        ],
        points: [],
      },
    ];
  },
});

/** A symptom says that the quota was used up. It frees up by itself: that it is free now does not make the text untrue. */
function wasUsedUp(
  told: Symptom | null,
  data: Used & { off?: true },
): readonly (Refutation | { problem: 'quota/was-exhausted'; data: Used & { off?: true } })[] {
  const because = `the quota was used up then and is not now: ${grouped(data.sent)} of ${grouped(data.max)} recipients in 24 hours`;
  const refuted = refute(told, ['quota/daily-exhausted'], null, because);
  if (refuted.length === 0) return [];
  return [
    { problem: 'quota/was-exhausted', data },
    ...refuted.map((one) => ({ ...one, past: true as const })),
  ];
}
