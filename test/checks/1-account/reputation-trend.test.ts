import check from '../../../checks/1-account/reputation-trend.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const trend = (rate: number, slopePerDay: number, days = 7) =>
  answered({ days, slopePerDay, last: { at: '2026-11-21T19:00:00.000Z', rate } });
const flat = trend(0.0001, 0);
const why = whyOf('timeout');

describeCheck(check, {
  healthy: { target: targetWith(), reputationTrend: { bounce: flat, complaint: flat } },
  finds: {
    'bounces that reach the review limit in four days': {
      given: { reputationTrend: { bounce: trend(0.03, 0.005), complaint: flat } },
      found: [
        {
          problem: 'reputation/rising',
          data: {
            region,
            kind: 'bounce',
            last: 0.03,
            slopePerDay: 0.005,
            days: 7,
            limit: 0.05,
            limitName: 'review',
            daysLeft: 4,
          },
        },
      ],
    },
    'complaints under review that head for the pause': {
      given: { reputationTrend: { bounce: flat, complaint: trend(0.004, 0.0005, 5) } },
      found: [
        {
          problem: 'reputation/rising',
          data: {
            region,
            kind: 'complaint',
            last: 0.004,
            slopePerDay: 0.0005,
            days: 5,
            limit: 0.005,
            limitName: 'pause',
            daysLeft: 2,
          },
        },
      ],
    },
  },
  silent: {
    'a rate below half the limit': { reputationTrend: { bounce: trend(0.02, 0.01), complaint: flat } },
    'a climb that takes longer than a week': {
      reputationTrend: { bounce: trend(0.03, 0.002), complaint: flat },
    },
    'a high rate that falls': { reputationTrend: { bounce: trend(0.049, -0.01), complaint: flat } },
    'a rate beyond every limit': { reputationTrend: { bounce: trend(0.2, 0.01), complaint: flat } },
  },
  verdicts: {
    'fewer than five daily values': {
      given: { reputationTrend: { bounce: answered(null), complaint: answered(null) } },
      verdict: { notApplicable: 'SES has published too few daily values for a trend' },
    },
    'a metric that did not answer': {
      given: { reputationTrend: { bounce: unansweredWith(why), complaint: flat } },
      verdict: [{ unanswered: why, counts: true }],
    },
  },
});
