import type { Symptom } from '../../../src/model/symptom.ts';
import check from '../../../checks/1-account/identity.ts';
import type { Coverage } from '../../../src/facts/identity/coverage.ts';
import { candidateOf, healthyAddress, healthyIdentity, symptomOf, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const name = 'info@example.com';
const covered = (by = healthyAddress, own: typeof by | null = by): { coverage: Coverage } => ({
  coverage: { kind: 'covered', by, own, unread: [] },
});
const unverified = (identity = healthyIdentity): { coverage: Coverage } => ({
  coverage: { kind: 'unverified', identity, own: null },
});
const info = {
  lastChecked: '2026-11-21T19:00:00.000Z',
  lastSuccess: null,
  errorType: 'HOST_NOT_FOUND',
  soa: { primaryNameServer: 'ns1.old-provider.example', serial: 7 },
};
const pending = {
  ...healthyIdentity,
  verifiedForSending: false,
  verificationStatus: 'PENDING',
  verificationInfo: info,
};
const ofDomain = { region, name: 'example.com', type: 'domain', info: null, easyDkim: true } as const;
const denied = whyOf('access-denied', 'denied', { action: 'ses:GetEmailIdentity' });

const cognito = symptomOf([candidateOf('send/identity-not-usable', name)]);
const refusedArn: Symptom = {
  ...cognito,
  names: { ...cognito.names, resource: `arn:aws:ses:eu-west-1:111122223333:identity/${name}` },
};

describeCheck(check, {
  subject: name,
  healthy: { target: targetWith(), ...covered(), symptom: null },
  finds: {
    'a sender that SES does not know': {
      given: { coverage: { kind: 'absent' } },
      found: [{ problem: 'identity/not-found', data: { region, name } }],
    },
    'a domain that waits for its records': {
      given: unverified(pending),
      found: [
        {
          problem: 'identity/verification-pending',
          data: { region, name: 'example.com', type: 'domain', status: 'PENDING', info, easyDkim: true },
        },
      ],
    },
    'an address whose link was not followed': {
      given: unverified({ ...healthyAddress, verifiedForSending: false, verificationStatus: 'PENDING' }),
      found: [
        {
          problem: 'identity/verification-pending',
          data: { region, name, type: 'address', status: 'PENDING', info: null, easyDkim: true },
        },
      ],
    },
    'a domain whose records never came': {
      given: unverified({ ...pending, verificationStatus: 'FAILED', verificationInfo: null }),
      found: [{ problem: 'identity/verification-failed', data: { ...ofDomain, status: 'FAILED' } }],
    },
    'an address whose verification was never started': {
      given: unverified({ ...healthyAddress, verifiedForSending: false, verificationStatus: 'NOT_STARTED' }),
      found: [
        {
          problem: 'identity/verification-failed',
          data: { region, name, type: 'address', status: 'NOT_STARTED', info: null, easyDkim: true },
        },
      ],
    },
    'records that vanished while SES still sends': {
      given: covered({ ...healthyIdentity, verificationStatus: 'TEMPORARY_FAILURE' }, null),
      found: [
        {
          problem: 'identity/verification-temporary-failure',
          data: { ...ofDomain, status: 'TEMPORARY_FAILURE' },
        },
        { problem: 'identity/covered-by-parent', data: { region, name, by: 'example.com' } },
      ],
    },
    'a verified identity that may not send': {
      given: covered({ ...healthyAddress, verifiedForSending: false }),
      found: [
        {
          problem: 'identity/sending-disabled',
          data: { region, name, type: 'address', status: 'SUCCESS', info: null, easyDkim: true },
        },
      ],
    },
    'an address under a verified domain': {
      given: covered(healthyIdentity, null),
      found: [{ problem: 'identity/covered-by-parent', data: { region, name, by: 'example.com' } }],
    },
    'an address that only its domain covers, given as an ARN': {
      given: { ...covered(healthyIdentity, null), symptom: refusedArn },
      found: [{ problem: 'identity/arn-of-no-identity', data: { region, name, by: 'example.com' } }],
    },
  },
  verdicts: {
    'names that did not answer leave it open': {
      given: { coverage: { kind: 'undecided', unread: [denied] } },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'a covered sender whose own settings could not be read': {
      given: { coverage: { kind: 'covered', by: healthyIdentity, own: null, unread: [denied] } },
      verdict: [
        { problem: 'identity/covered-by-parent', data: { region, name, by: 'example.com' } },
        { unanswered: denied, counts: true },
      ],
    },
    'a covered sender refutes that it is not verified, and says nothing of others': {
      given: {
        symptom: symptomOf([
          candidateOf('identity/not-verified', name),
          candidateOf('identity/wrong-region', 'Info@example.com'),
          candidateOf('identity/not-found', 'somebody@else.example'),
        ]),
      },
      verdict: [
        { refutes: 'identity/not-verified', subject: name, because: `${name} is verified in ${region}` },
        { refutes: 'identity/wrong-region', subject: name, because: `${name} is verified in ${region}` },
      ],
    },
    'an unverified sender refutes nothing': {
      given: { ...unverified(pending), symptom: symptomOf([candidateOf('identity/not-verified', name)]) },
      verdict: [
        {
          problem: 'identity/verification-pending',
          data: { region, name: 'example.com', type: 'domain', status: 'PENDING', info, easyDkim: true },
        },
      ],
    },
  },
  reads: [
    candidateOf('identity/not-found', name),
    candidateOf('identity/not-verified', name, { data: { region: 'us-east-1' } }),
    candidateOf('identity/verification-pending', name),
    candidateOf('identity/verification-failed', name),
  ],
});
