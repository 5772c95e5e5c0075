import check from '../../../checks/1-account/sending.ts';
import { candidateOf, healthyAccount, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const because = 'sending is switched on now, and AWS has not paused it';

describeCheck(check, {
  healthy: { target: targetWith(), account: healthyAccount, symptom: null },
  finds: {
    'an account that AWS paused': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN' } },
      found: [{ problem: 'sending/paused-by-aws', data: { region } }],
    },
    'an account that AWS paused, whose own switch is off with it': {
      given: { account: { ...healthyAccount, enforcement: 'SHUTDOWN', sendingEnabled: false } },
      found: [{ problem: 'sending/paused-by-aws', data: { region } }],
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
  silent: {
    'a state that AWS has not documented': { account: { ...healthyAccount, enforcement: 'PENDING_REVIEW' } },
  },
  verdicts: {
    'a healthy account refutes that it is paused': {
      given: { symptom: symptomOf([candidateOf('sending/paused-by-aws')]) },
      verdict: [{ refutes: 'sending/paused-by-aws', subject: null, because }],
    },
    'an undocumented state does not refute a review': {
      given: {
        account: { ...healthyAccount, enforcement: 'PENDING_REVIEW' },
        symptom: symptomOf([candidateOf('sending/under-review')]),
      },
      verdict: [],
    },
  },
  reads: [
    candidateOf('sending/paused-by-aws'),
    candidateOf('sending/under-review'),
    candidateOf('sending/disabled-by-you'),
  ],
});
