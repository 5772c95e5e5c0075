import { Unavailable } from '../../../src/model/unavailable.ts';
import check from '../../../checks/4-inbox/dkim.ts';
import { describeCheck } from '../../support/describe-check.ts';
import type { Zone } from '../../support/probes.ts';
import { targetWith } from '../../support/target.ts';
import { dkimFacts, easyZone, keys, nameOf, ownKey, tokens, withDkim } from './dkim-world.ts';

type World = Parameters<typeof dkimFacts>[1];

async function given(options: World = {}, zone: Zone = easyZone(`p=${keys[2048]}`)) {
  const { facts, identity } = await dkimFacts(zone, options);
  return {
    ...{ target: targetWith(), symptom: null, identity },
    records: { ok: true as const, value: facts },
    domain: { ok: true as const, value: identity },
  };
}
const healthy = await given();
const [one = ''] = tokens;
const noRecords = {
  ok: false as const,
  why: new Unavailable('prerequisite', 'SES has no DKIM records for it').why,
};
const status = (code: string, records: 'right' | 'wrong' | 'unclear' | 'own-key', origin = 'AWS_SES') => ({
  name: 'example.com',
  region: 'eu-west-1',
  status: code,
  origin,
  records,
  lastChecked: null,
  errorType: null,
});

describeCheck(check, {
  healthy,
  subject: 'example.com',
  finds: {
    'SES made new keys and waits for their records': {
      given: await given({
        identity: withDkim({
          Status: 'TEMPORARY_FAILURE',
          LastKeyGenerationTimestamp: new Date('2026-11-12T08:00:00Z'),
        }),
      }),
      found: [
        {
          problem: 'dkim/status-temporary-failure',
          data: {
            ...status('TEMPORARY_FAILURE', 'right'),
            keysSince: '2026-11-12T08:00:00.000Z',
          },
        },
      ],
    },
    'signing switched off': {
      given: await given({ identity: withDkim({ SigningEnabled: false }) }),
      found: [
        {
          problem: 'dkim/not-enabled',
          data: { name: 'example.com', region: 'eu-west-1', address: false, signing: false, setUp: true },
        },
      ],
    },
    'an address that never was set up for DKIM': {
      given: {
        identity: {
          ...healthy.identity,
          name: 'news@example.com',
          type: 'address',
          dkim: { ...healthy.identity.dkim, signing: false, status: 'NOT_STARTED', tokens: [] },
        },
        records: noRecords,
        domain: noRecords,
      },
      found: [
        {
          problem: 'dkim/not-enabled',
          data: {
            name: 'news@example.com',
            region: 'eu-west-1',
            address: true,
            signing: false,
            setUp: false,
          },
        },
      ],
    },
    'the same, and its domain is an identity too': {
      given: {
        identity: {
          ...healthy.identity,
          name: 'news@example.com',
          type: 'address',
          dkim: { ...healthy.identity.dkim, signing: false, status: 'NOT_STARTED', tokens: [] },
        },
        records: noRecords,
      },
      found: [
        {
          problem: 'dkim/not-enabled',
          data: {
            name: 'news@example.com',
            region: 'eu-west-1',
            address: true,
            domain: 'example.com',
            signing: false,
            setUp: false,
          },
        },
      ],
    },
    'signing on, and nothing set up': {
      given: {
        identity: {
          ...healthy.identity,
          dkim: { ...healthy.identity.dkim, status: 'NOT_STARTED', tokens: [] },
        },
        records: noRecords,
      },
      found: [
        {
          problem: 'dkim/not-enabled',
          data: { name: 'example.com', region: 'eu-west-1', address: false, signing: true, setUp: false },
        },
      ],
    },
    'pending, and SES shows no tokens': {
      given: {
        identity: { ...healthy.identity, dkim: { ...healthy.identity.dkim, status: 'PENDING', tokens: [] } },
        records: noRecords,
      },
      found: [{ problem: 'dkim/status-pending', data: status('PENDING', 'unclear') }],
    },
    'pending, and the records are right': {
      given: await given({ identity: withDkim({ Status: 'PENDING' }) }),
      found: [{ problem: 'dkim/status-pending', data: status('PENDING', 'right') }],
    },
    'pending, and a record is missing': {
      given: await given(
        { identity: withDkim({ Status: 'PENDING' }) },
        easyZone('p=', { [nameOf(one)]: {} }),
      ),
      found: [{ problem: 'dkim/status-pending', data: status('PENDING', 'wrong') }],
    },
    'pending, and a record could not be read': {
      given: await given(
        {
          identity: withDkim({ Status: 'PENDING' }),
          authoritative: () => Promise.reject(new Unavailable('timeout', 'x')),
        },
        easyZone('p=', { [nameOf(one)]: 'SERVFAIL' }),
      ),
      found: [{ problem: 'dkim/status-pending', data: status('PENDING', 'unclear') }],
    },
    'failed, and the records are right': {
      given: await given({
        identity: withDkim(
          { Status: 'FAILED' },
          {
            VerificationInfo: {
              LastCheckedTimestamp: new Date('2026-11-20T10:00:00Z'),
              ErrorType: 'HOST_NOT_FOUND',
            },
          },
        ),
      }),
      found: [
        {
          problem: 'dkim/status-failed',
          data: {
            ...status('FAILED', 'right'),
            lastChecked: '2026-11-20T10:00:00.000Z',
            errorType: 'HOST_NOT_FOUND',
          },
        },
      ],
    },
    'never started although it was set up': {
      given: await given({ identity: withDkim({ Status: 'NOT_STARTED' }) }),
      found: [{ problem: 'dkim/status-failed', data: status('NOT_STARTED', 'right') }],
    },
    'failed with a key of their own': {
      given: await given(
        { identity: { ...ownKey, DkimAttributes: { ...ownKey.DkimAttributes, Status: 'FAILED' } } },
        { [nameOf('sel1')]: { TXT: [`p=${keys[2048]}`] } },
      ),
      found: [{ problem: 'dkim/status-failed', data: status('FAILED', 'own-key', 'EXTERNAL') }],
    },
    'failed in a replica': {
      given: await given({
        identity: withDkim({ Status: 'FAILED', SigningAttributesOrigin: 'AWS_SES_US_EAST_1' }),
      }),
      found: [{ problem: 'dkim/status-failed', data: status('FAILED', 'right', 'AWS_SES_US_EAST_1') }],
    },
    'the records vanished': {
      given: await given({ identity: withDkim({ Status: 'TEMPORARY_FAILURE' }) }, {}),
      found: [{ problem: 'dkim/status-temporary-failure', data: status('TEMPORARY_FAILURE', 'wrong') }],
    },
    'the records vanished and are back': {
      given: await given({ identity: withDkim({ Status: 'TEMPORARY_FAILURE' }) }),
      found: [{ problem: 'dkim/status-temporary-failure', data: status('TEMPORARY_FAILURE', 'right') }],
    },
  },
  silent: {
    'a key of their own that works': await given(
      { identity: ownKey },
      { [nameOf('sel1')]: { TXT: [`p=${keys[2048]}`] } },
    ),
    'a replica that works': await given({
      identity: withDkim({ SigningAttributesOrigin: 'AWS_SES_US_EAST_1' }),
    }),
    'records that could not be read, while SES is content': { records: noRecords },
  },
});
