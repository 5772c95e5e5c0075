import check from '../../../checks/1-account/sandbox.ts';
import type { Account } from '../../../src/facts/account.ts';
import { candidateOf, healthyAccount, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const quota = { max24Hour: 200, maxPerSecond: 1, sentLast24Hours: 3 };
const boxed = { ...healthyAccount, productionAccess: false, quota, review: null };
const inSandbox = (review: Account['review'], elsewhere: readonly string[] = []) =>
  ({
    problem: 'sandbox/account-in-sandbox',
    data: { region: 'eu-west-1', quota, review, elsewhere },
  }) as const;
const elsewhere = (...regions: string[]) => ({ ok: true, value: { regions, heard: 20 } }) as const;

describeCheck(check, {
  healthy: {
    ...{ target: targetWith(), account: healthyAccount, symptom: null },
    ...{ productionElsewhere: elsewhere(), failedCovered: { ok: true, value: [] } },
  },
  finds: {
    'an account that never asked for production access': {
      given: { account: boxed },
      found: [inSandbox(null)],
    },
    'an account that has production access in another Region': {
      given: { account: boxed, productionElsewhere: elsewhere('us-east-1') },
      found: [inSandbox(null, ['us-east-1'])],
    },
    'a request that is being reviewed': {
      given: { account: { ...boxed, review: { status: 'PENDING', caseId: '177' } } },
      found: [
        inSandbox({ status: 'PENDING', caseId: '177' }),
        {
          problem: 'sandbox/review-pending',
          data: { region: 'eu-west-1', status: 'PENDING', caseId: '177' },
        },
      ],
    },
    'a request that was denied': {
      given: { account: { ...boxed, review: { status: 'DENIED', caseId: '177' } } },
      found: [
        inSandbox({ status: 'DENIED', caseId: '177' }),
        { problem: 'sandbox/review-denied', data: { region: 'eu-west-1', status: 'DENIED', caseId: '177' } },
      ],
    },
    'a request that AWS could not evaluate': {
      given: { account: { ...boxed, review: { status: 'FAILED', caseId: null } } },
      found: [
        inSandbox({ status: 'FAILED', caseId: null }),
        { problem: 'sandbox/review-denied', data: { region: 'eu-west-1', status: 'FAILED', caseId: null } },
      ],
    },
  },
  silent: {
    'an old denial after production access was granted': {
      account: { ...healthyAccount, review: { status: 'DENIED', caseId: '177' } },
    },
  },
  verdicts: {
    'production access refutes what a symptom says of the sandbox': {
      given: {
        symptom: symptomOf([
          candidateOf('sandbox/recipient-not-verified', 'a@b.example'),
          candidateOf('send/tenant'),
        ]),
      },
      verdict: [
        {
          refutes: 'sandbox/recipient-not-verified',
          subject: null,
          because: 'the account has production access',
        },
      ],
    },
  },
  reads: [
    candidateOf('sandbox/account-in-sandbox', null, { data: { region: 'eu-west-1' } }),
    candidateOf('sandbox/review-pending'),
    candidateOf('sandbox/review-denied'),
  ],
});
