import { expect, it } from 'vitest';
import { reportOf } from './reports.ts';

it('the account is drawn against its limits: quota, bounces, complaints', async () => {
  const report = await reportOf('showpiece/broken-account');
  const gauges = report.stages.flatMap(({ checks }) => checks.flatMap((check) => check.gauges));
  expect(
    gauges.map(({ unit, value, limits, points }) => ({
      unit,
      value,
      limits: limits.map((limit) => limit.value),
      days: points.length,
    })),
  ).toEqual([
    { unit: 'recipients', value: 171, limits: [160, 200], days: 0 },
    { unit: 'percent', value: 4.2, limits: [2, 5, 10], days: 7 },
    { unit: 'percent', value: 0.03, limits: [0.05, 0.1, 0.5], days: 14 },
  ]);
});

it('nothing is drawn where SES says nothing: no limit, no figures', async () => {
  for (const name of ['healthy/unlimited-quota', 'healthy/no-reputation-data']) {
    const report = await reportOf(name);
    const titles = report.stages.flatMap(({ checks }) =>
      checks.flatMap(({ gauges }) => gauges.map(({ title }) => title)),
    );
    expect(titles).not.toContain(name.endsWith('quota') ? 'Recipients in the last 24 hours' : 'Bounce rate');
  }
});
