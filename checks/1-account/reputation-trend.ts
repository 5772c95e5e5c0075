import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { reputationTrend, type Trend } from '../../src/facts/reputation-trend.ts';
import { target } from '../../src/facts/target.ts';
import { reputationLimits, type RateKind } from '../../src/knowledge/reputation-limits.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';
import { rateAct } from './reputation.words.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Rising {
  region: string | null;
  kind: RateKind;
  last: number;
  slopePerDay: number;
  /** Daily values behind it. */
  days: number;
  limit: number;
  limitName: 'review' | 'pause';
  /** Whole days until the limit, at least 1. */
  daysLeft: number;
}

/** A trend is told a week ahead: later than that says nothing. */
const horizonDays = 7;

export default defineCheck({
  id: 'reputation-trend',
  title: 'Trend of the bounce and complaint rates',
  why: 'A rising rate can be stopped before AWS acts on it.',
  needs: { target, reputationTrend },

  problems: {
    'reputation/rising': problem<Rising>({
      severity: 'warning',
      summary: ({ kind, last, limit, limitName, daysLeft }) =>
        `The ${kind} rate is rising: ${percent(last)} now; at this pace it reaches ${percent(limit)} (AWS ${limitName}) in ${grouped(daysLeft)} day${daysLeft === 1 ? '' : 's'}.`,
      impact: ({ limitName }) =>
        limitName === 'review'
          ? 'At that limit AWS puts the account under review.'
          : 'At that limit AWS may pause sending for the whole account.',
      evidence: ({ kind, slopePerDay, days, limit }) => [
        {
          what: `Reputation.${kind === 'bounce' ? 'BounceRate' : 'ComplaintRate'}, last ${grouped(days)} daily values`,
          expected: `to stay below ${percent(limit)} for ${grouped(horizonDays)} days`,
          actual: `+${(slopePerDay * 100).toFixed(2)} percentage points a day`,
          source: 'cloudwatch:GetMetricData',
        },
      ],
      fix: ({ kind }) => [
        {
          text:
            kind === 'bounce'
              ? 'Find which mail of the last few days bounced (a new list, a new form, a new customer) and stop it now.'
              : 'Find which mail of the last few days caused complaints (a new campaign, a new list) and stop it now.',
          owner: 'you',
        },
        {
          text: 'Set an alarm on this metric, below the limit, so that you notice the next rise.',
          owner: 'you',
        },
      ],
      references: ({ region }) =>
        pagesFor(region, '#/reputation', guide('reputationdashboard-cloudwatch-alarm')),
      act: ({ kind }) => rateAct(kind),
    }),
  },

  evaluate({ target: { region }, reputationTrend: trends }) {
    const rising = (['bounce', 'complaint'] as const).flatMap((kind) => {
      const found = risingOf(kind, valueOr(trends[kind], null));
      return found === null
        ? []
        : [{ problem: 'reputation/rising' as const, data: { region, kind, ...found } }];
    });
    if (trends.bounce.ok && trends.complaint.ok && (trends.bounce.value ?? trends.complaint.value) === null)
      return notApplicable('SES has published too few daily values for a trend');
    return [...rising, ...unanswered(trends.bounce), ...unanswered(trends.complaint)];
  },
});

function risingOf(kind: RateKind, trend: Trend | null): Omit<Rising, 'region' | 'kind'> | null {
  if (trend === null) return null;
  const { slopePerDay, days } = trend;
  const { rate } = trend.last;
  const { review, pause } = reputationLimits[kind];
  const limitName = rate < review ? 'review' : 'pause';
  const limit = limitName === 'review' ? review : pause;
  // Half-way up at least: below that a few unlucky days draw the steepest line.
  if (rate >= pause || rate < limit / 2 || slopePerDay <= 0) return null;
  // Fractions such as 0.05 - 0.03 are not exact in binary: a thousandth of a day is no day more.
  const daysLeft = Math.max(1, Math.ceil((limit - rate) / slopePerDay - 0.001));
  if (daysLeft > horizonDays) return null;
  return { last: rate, slopePerDay, days, limit, limitName, daysLeft };
}
