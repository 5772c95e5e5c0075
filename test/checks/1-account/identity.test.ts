import type { Symptom } from '../../../src/model/symptom.ts';
import { expect, it } from 'vitest';
import { standing } from '../../../checks/1-account/identity.words.ts';
import check from '../../../checks/1-account/identity.ts';
import type { Coverage } from '../../../src/facts/identity/coverage.ts';
import type { DkimRecords } from '../../../src/facts/dkim-records.ts';
import type { Answer } from '../../../src/model/unavailable.ts';
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
/** A verified domain, and an identity below it that SES does not let send. */
const below = (verificationStatus: string, like = { ...healthyIdentity, name: 'mail.example.com' }) => ({
  coverage: {
    ...{ kind: 'covered' as const, by: healthyIdentity, own: null, unread: [] },
    unready: { ...like, verifiedForSending: false, verificationStatus },
  },
});
const own = (status: string) => ({
  ...{ region, name: 'mail.example.com', type: 'domain' as const, status, info: null, easyDkim: true },
  ...{ by: 'example.com', missing: null, recordsThere: false, refused: false, strayed: null, mailFrom: null },
});
/** Three records of Easy DKIM, of which so many are in DNS. */
const recordsOf = (domain: string, there: number): { unready: Answer<DkimRecords> } => ({
  unready: {
    ok: true,
    value: {
      ...{ identity: domain, domain, kind: 'easy', wildcard: null, resolver: '192.0.2.53' },
      records: ['a', 'b', 'c'].map((selector, index) => {
        const expected = `${selector}.dkim.amazonses.com`;
        const answer = { ttl: 300, chain: [], exists: index < there };
        return {
          ...{ selector, name: `${selector}._domainkey.${domain}`, expected, nearMisses: [] },
          cname: { ok: true, value: { ...answer, records: index < there ? [expected] : [] } },
          txt: { ok: true, value: { ...answer, records: [] } },
          ...{ a: null, authority: { ok: false, why: denied }, expectedKey: null, beside: null },
        };
      }),
    },
  },
});
const denied = whyOf('access-denied', 'denied', { action: 'ses:GetEmailIdentity' });

const cognito = symptomOf([candidateOf('send/identity-not-usable', name)]);
const refusedArn: Symptom = {
  ...cognito,
  names: { ...cognito.names, resource: `arn:aws:ses:eu-west-1:111122223333:identity/${name}` },
};

describeCheck(check, {
  subject: name,
  healthy: {
    ...{ target: targetWith(), ...covered(), symptom: null },
    unready: { ok: false, why: whyOf('prerequisite', 'nothing waits') },
    unreadyMail: { ok: false, why: whyOf('prerequisite', 'nothing waits') },
  },
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
    'an identity of its own that waits below a verified domain': {
      given: { ...below('PENDING'), ...recordsOf('mail.example.com', 2) },
      found: [
        {
          problem: 'identity/own-not-verified',
          data: {
            ...own('PENDING'),
            missing: {
              ...{ domain: 'mail.example.com', zone: null, kind: 'easy', total: 3 },
              records: [
                {
                  name: 'c._domainkey.mail.example.com',
                  ...{ expected: 'c.dkim.amazonses.com', actual: null, source: '192.0.2.53' },
                },
              ],
            },
          },
        },
      ],
    },
    'an identity of its own of whose records nobody knows': {
      given: below('FAILED'),
      found: [{ problem: 'identity/own-not-verified', data: own('FAILED') }],
    },
    'an identity of its own that mail was refused for': {
      given: {
        ...below('NOT_STARTED'),
        symptom: symptomOf([candidateOf('identity/not-verified', 'news@mail.example.com')]),
      },
      found: [{ problem: 'identity/own-not-verified', data: { ...own('NOT_STARTED'), refused: true } }],
    },
    'an identity of its own that may not send': {
      given: below('SUCCESS'),
      found: [{ problem: 'identity/own-not-verified', data: own('SUCCESS') }],
    },
    'an identity of its own that lost its records': {
      given: below('TEMPORARY_FAILURE'),
      found: [{ problem: 'identity/own-not-verified', data: own('TEMPORARY_FAILURE') }],
    },
    'an address of its own whose link was not followed': {
      given: below('PENDING', healthyAddress),
      found: [
        {
          problem: 'identity/own-not-verified',
          data: { ...own('PENDING'), name, type: 'address' },
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
        {
          problem: 'identity/covered-by-parent',
          data: { region, name, by: 'example.com', byStatus: 'TEMPORARY_FAILURE' },
        },
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
    'an identity that may not send while SES does not find its records': {
      given: covered({
        ...healthyAddress,
        ...{ verifiedForSending: false, verificationStatus: 'TEMPORARY_FAILURE' },
      }),
      found: [
        {
          problem: 'identity/sending-disabled',
          data: { region, name, type: 'address', status: 'TEMPORARY_FAILURE', info: null, easyDkim: true },
        },
        {
          problem: 'identity/verification-temporary-failure',
          data: { region, name, type: 'address', status: 'TEMPORARY_FAILURE', info: null, easyDkim: true },
        },
      ],
    },
    'an address under a domain that is verified and may not send': {
      given: covered({ ...healthyIdentity, verifiedForSending: false }, null),
      found: [{ problem: 'identity/sending-disabled', data: { ...ofDomain, status: 'SUCCESS' } }],
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

it.each([
  ['SUCCESS', true, 'verified'],
  ['TEMPORARY_FAILURE', true, 'TEMPORARY_FAILURE'],
  ['SUCCESS', false, 'verified, and may not send'],
  ['TEMPORARY_FAILURE', false, 'TEMPORARY_FAILURE, and may not send'],
  ['PENDING', true, 'PENDING'],
])('calls an identity of status %s that may send (%s) no more than that', (status, sends, seen) => {
  const given = covered({ ...healthyAddress, verificationStatus: status, verifiedForSending: sends });
  const answers = {
    target: targetWith(),
    symptom: null,
    ...given,
    unready: { ok: false, why: denied },
    unreadyMail: { ok: false, why: denied },
  };
  expect(check.observed?.(answers as never, name)).toBe(seen);
});

it.each([
  [undefined, 'example.com is verified'],
  ['SUCCESS', 'example.com is verified'],
  ['TEMPORARY_FAILURE', 'SES lets example.com send (its verification status is TEMPORARY_FAILURE)'],
  ['PENDING', 'SES lets example.com send (its verification status is PENDING)'],
  ['SOMETHING_NEW', 'SES lets example.com send (its verification status is SOMETHING_NEW)'],
])('says of a domain of status %s what was read', (status, said) => {
  expect(standing('example.com', status)).toBe(said);
});
