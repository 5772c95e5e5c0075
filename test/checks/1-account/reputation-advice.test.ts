import check from '../../../checks/1-account/reputation-advice.ts';
import type { Recommendation } from '../../../src/facts/recommendations.ts';
import { answered, healthyAccount, healthyIdentity, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const advice: Recommendation = {
  identity: 'example.com',
  type: 'DMARC',
  description: 'DMARC configuration was not found.',
  impact: 'HIGH',
  updated: '2026-11-20T10:00:00.000Z',
};
const list = (...items: readonly Recommendation[]) => answered({ items, complete: true, because: null });
const evidence = (dmarc: boolean, identity = healthyIdentity) =>
  answered({ identity, dmarc: answered(dmarc) });
const found = (one: Recommendation, stale: string | null = null) =>
  ({ problem: 'reputation/recommendation', data: { ...one, region, stale } }) as const;

const unsigned = { ...advice, type: 'DKIM', description: 'DKIM verification is not enabled.' };
const shortKey = { ...advice, type: 'DKIM', description: 'DKIM signing key length is below 2048 bits.' };
const bimi = {
  ...advice,
  type: 'BIMI',
  description: 'BIMI record not found or configured without default selector.',
};
const mailFrom = {
  ...advice,
  type: 'SPF',
  description: 'MAIL FROM record is not aligned.',
  impact: 'LOW',
} as const;

describeCheck(check, {
  subject: 'info@example.com',
  healthy: {
    target: targetWith(),
    account: answered(healthyAccount),
    recommendations: list(),
    recommendationEvidence: evidence(true),
  },
  finds: {
    'what nothing contradicts': {
      given: { recommendations: list(advice, bimi, mailFrom), recommendationEvidence: evidence(false) },
      found: [found(advice), found(bimi), found(mailFrom)],
    },
    'what has been fixed since': {
      given: {
        recommendations: list(advice, unsigned, shortKey, mailFrom),
        recommendationEvidence: evidence(true, {
          ...healthyIdentity,
          mailFrom: {
            domain: 'bounce.example.com',
            status: 'SUCCESS',
            behaviorOnMxFailure: 'USE_DEFAULT_VALUE',
          },
        }),
      },
      found: [
        found(advice, 'a DMARC record is published'),
        found(unsigned, 'SES signs with DKIM, status SUCCESS'),
        found(shortKey, 'the key has 2048 bits'),
        found(mailFrom, 'the MAIL FROM domain bounce.example.com is in place'),
      ],
    },
    'a complaint rate at one provider, which we cannot see': {
      given: {
        recommendations: list({ ...advice, type: 'COMPLAINT', description: 'Complaints at one provider.' }),
      },
      found: [found({ ...advice, type: 'COMPLAINT', description: 'Complaints at one provider.' })],
    },
    'evidence that did not answer contradicts nothing': {
      given: { recommendations: list(advice), recommendationEvidence: unansweredWith(whyOf('timeout')) },
      found: [found(advice)],
    },
  },
  silent: {
    'recommendations for other identities': {
      recommendations: list({ ...advice, identity: 'example.net' }, { ...advice, identity: null }),
    },
  },
  verdicts: {
    'gives no tick for what it did not hear': {
      given: { recommendations: unansweredWith(whyOf('access-denied')) },
      verdict: { notApplicable: `the advisor could not be read: ${whyOf('access-denied').message}` },
    },
    'makes no sense while the manager is off': {
      given: { recommendations: answered(null) },
      verdict: { notApplicable: 'the Virtual Deliverability Manager is switched off' },
    },
    'makes no sense while the manager is off, whatever the plan': {
      given: {
        recommendations: answered(null),
        account: answered({ ...healthyAccount, plan: { now: 'ESSENTIALS', next: 'PRO' } }),
      },
      verdict: {
        notApplicable:
          'the Virtual Deliverability Manager is switched off (plan ESSENTIALS, PRO from the next month on: a plan does not switch it on)',
      },
    },
  },
});
