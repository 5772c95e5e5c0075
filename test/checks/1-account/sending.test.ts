import { notKnown } from '../../../src/model/check.ts';
import check from '../../../checks/1-account/sending.ts';
import { answered, candidateOf, healthyAccount, symptomOf } from '../../support/account.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const at = '2026-11-21T18:00:00.000Z';
const rates = (bounce: number, complaint: number) => ({
  ok: true as const,
  value: {
    bounce: { ok: true as const, value: [{ rate: bounce, at }] },
    complaint: { ok: true as const, value: [{ rate: complaint, at }] },
  },
});
const noFigures = { ok: false as const, why: new Unavailable('access-denied', 'may not').why };
const because = 'sending is switched on now, and AWS has not paused it';

describeCheck(check, {
  healthy: { target: targetWith(), account: healthyAccount, symptom: null, reputation: rates(0.006, 0.0001) },
  finds: {
    'an account that AWS paused': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN' } },
      found: [{ problem: 'sending/paused-by-aws', data: { region, rates: [] } }],
    },
    'an account that AWS paused, whose own switch is off with it': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN', sendingEnabled: false } },
      found: [{ problem: 'sending/paused-by-aws', data: { region, rates: [] } }],
    },
    'an account that AWS paused for its bounces': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN' }, reputation: rates(0.12, 0.0001) },
      found: [
        { problem: 'sending/paused-by-aws', data: { region, rates: [{ kind: 'bounce', rate: 0.12 }] } },
      ],
    },
    'an account that AWS paused a week ago for its bounces': {
      given: {
        account: { ...healthyAccount, enforcement: 'SHUTDOWN' },
        reputation: answered({
          bounce: answered([{ rate: 0.12, at }]),
          complaint: answered([{ rate: 0.0001, at }]),
          asOf: '2026-11-28T12:00:00.000Z',
        }),
      },
      found: [
        { problem: 'sending/paused-by-aws', data: { region, rates: [{ kind: 'bounce', rate: 0.12, at }] } },
      ],
    },
    'an account that AWS paused, whose figures nobody may read': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN' }, reputation: noFigures },
      found: [{ problem: 'sending/paused-by-aws', data: { region, rates: [] } }],
    },
    'an account under review': {
      given: { account: { ...healthyAccount, enforcement: 'PROBATION' } },
      found: [{ problem: 'sending/under-review', data: { region } }],
    },
    'an account whose owner switched sending off': {
      given: { account: { ...healthyAccount, sendingEnabled: false } },
      found: [{ problem: 'sending/disabled-by-you', data: { region, enforcement: 'HEALTHY' } }],
    },
    'an account under review whose owner switched sending off': {
      given: { account: { ...healthyAccount, enforcement: 'PROBATION', sendingEnabled: false } },
      found: [
        { problem: 'sending/disabled-by-you', data: { region, enforcement: 'PROBATION' } },
        { problem: 'sending/under-review', data: { region } },
      ],
    },
  },
  verdicts: {
    'a healthy account refutes that it is paused': {
      given: { symptom: symptomOf([candidateOf('sending/paused-by-aws')]) },
      verdict: [{ refutes: 'sending/paused-by-aws', subject: null, because }],
    },
    'a switch that its owner turned off refutes that AWS did': {
      given: {
        account: { ...healthyAccount, sendingEnabled: false },
        symptom: symptomOf([candidateOf('sending/paused-by-aws'), candidateOf('sending/disabled-by-you')]),
      },
      verdict: [
        { problem: 'sending/disabled-by-you', data: { region, enforcement: 'HEALTHY' } },
        {
          refutes: 'sending/paused-by-aws',
          subject: null,
          because: 'AWS has not paused the account (EnforcementStatus HEALTHY); its own switch is off',
        },
      ],
    },
    'a pause by AWS refutes that its owner did': {
      given: {
        account: { ...healthyAccount, enforcement: 'SHUTDOWN', sendingEnabled: false },
        symptom: symptomOf([candidateOf('sending/disabled-by-you')]),
      },
      verdict: [
        { problem: 'sending/paused-by-aws', data: { region, rates: [] } },
        {
          refutes: 'sending/disabled-by-you',
          subject: null,
          because: 'AWS has paused the account (EnforcementStatus SHUTDOWN)',
        },
      ],
    },
    'an undocumented state does not refute a review': {
      given: {
        account: { ...healthyAccount, enforcement: 'PENDING_REVIEW' },
        symptom: symptomOf([candidateOf('sending/under-review')]),
      },
      verdict: [notKnown('the enforcement status of the account', 'PENDING_REVIEW', 'ses:GetAccount')],
    },
  },
  reads: [
    candidateOf('sending/paused-by-aws'),
    candidateOf('sending/under-review'),
    candidateOf('sending/disabled-by-you'),
  ],
});
