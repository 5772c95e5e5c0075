import { expect, it } from 'vitest';
import check from '../../../checks/4-inbox/dkim-key.ts';
import type { DkimRecord } from '../../../src/facts/dkim-records.ts';
import { servedByNobody } from '../../support/delegation.ts';
import { describeCheck } from '../../support/describe-check.ts';
import type { Zone } from '../../support/probes.ts';
import { dkimFacts, easyZone, keys, nameOf, ownKey, tokens, withDkim } from './dkim-world.ts';

const good = `p=${keys[2048]}`;

const given = dkimFacts;
const ownWith = (...texts: string[]) => given({ [nameOf('sel1')]: { TXT: texts } }, { identity: ownKey });
const [one = ''] = tokens;
const behind = (token: string): string => `${token}.dkim.amazonses.com`;
const ed25519 = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const cut = (text: string): string => `${text.slice(0, 77)}...`;
const own = { identity: 'example.com', own: true, total: 1 };
const easy = { identity: 'example.com', own: false, total: 3 };
const failedOwn = (errorType: 'INVALID_VALUE' | 'HOST_NOT_FOUND') => ({
  ...ownKey,
  DkimAttributes: { ...ownKey.DkimAttributes, Status: 'FAILED' as const },
  VerificationInfo: { ErrorType: errorType },
});

const sound = await given(easyZone(good));
const unserved = (record: DkimRecord): DkimRecord => ({
  ...record,
  txt: { ok: false, why: servedByNobody(`TXT ${record.name}`) },
});

/** What is seen from outside, by the first selectors alone. */
async function outsideWith(count: number, more: Zone) {
  const { identity, facts, ...rest } = await given(easyZone(good, more));
  return {
    ...rest,
    identity: { ...identity, outside: { dkim: true, mailFrom: false } },
    facts: { ...facts, records: facts.records.slice(0, count) },
  };
}

describeCheck(check, {
  healthy: await given(easyZone(good)),
  subject: 'example.com',
  finds: {
    'a key of their own that is revoked': {
      given: await ownWith('v=DKIM1; p='),
      found: [
        {
          problem: 'dkim/key-revoked',
          data: { ...own, keys: [{ name: nameOf('sel1'), text: 'v=DKIM1; p=', detail: 'is revoked' }] },
        },
      ],
    },
    'one of the keys of SES is revoked': {
      given: await given(easyZone(good, { [behind(one)]: { TXT: ['p='] } })),
      found: [
        {
          problem: 'dkim/key-revoked',
          data: {
            ...{ ...easy, rotation: 'another' },
            keys: [{ name: nameOf(one), text: 'p=', detail: 'is revoked' }],
          },
        },
      ],
    },
    'from outside, the only selector that was given is empty': {
      given: await outsideWith(1, { [behind(one)]: { TXT: [''] } }),
      found: [
        {
          problem: 'dkim/key-revoked',
          data: {
            ...{ ...easy, total: 1, rotation: 'untold' },
            keys: [{ name: nameOf(one), text: '', detail: 'is empty' }],
          },
        },
      ],
    },
    'from outside, two selectors were given, and neither has a key': {
      given: await outsideWith(2, {
        [behind(one)]: { TXT: ['p='] },
        [behind(tokens[1] ?? '')]: { TXT: ['v=DKIM1; p='] },
      }),
      found: [
        {
          problem: 'dkim/key-revoked',
          data: {
            ...{ ...easy, total: 2, rotation: 'untold' },
            keys: [
              { name: nameOf(one), text: 'p=', detail: 'is empty' },
              { name: nameOf(tokens[1] ?? ''), text: 'v=DKIM1; p=', detail: 'is empty' },
            ],
          },
        },
      ],
    },
    'from outside, the name at SES behind the only selector is gone': {
      given: await outsideWith(1, { [behind(one)]: {} }),
      found: [
        {
          problem: 'dkim/key-missing',
          data: { identity: 'example.com', region: 'eu-west-1', targets: [behind(one)], some: true },
        },
      ],
    },
    'all keys of SES are revoked': {
      given: await given(easyZone('p=')),
      found: [
        {
          problem: 'dkim/key-revoked',
          data: {
            ...easy,
            keys: tokens.map((token) => ({ name: nameOf(token), text: 'p=', detail: 'is revoked' })),
          },
        },
      ],
    },
    'a key of their own that cannot be read': {
      given: await ownWith('v=DKIM1; p=-----BEGIN PUBLIC KEY-----abc'),
      found: [
        {
          problem: 'dkim/key-malformed',
          data: {
            ...own,
            keys: [
              {
                name: nameOf('sel1'),
                text: 'v=DKIM1; p=-----BEGIN PUBLIC KEY-----abc',
                detail: 'still has the BEGIN and END lines of its file in it',
              },
            ],
          },
        },
      ],
    },
    'targets at SES without a key': {
      given: await given(easyZone('no key')),
      found: [
        {
          problem: 'dkim/key-missing',
          data: { identity: 'example.com', region: 'eu-west-1', targets: tokens.map(behind) },
        },
      ],
    },
    'a key that SES cannot hold the other half of': {
      given: await ownWith(ed25519),
      found: [
        {
          problem: 'dkim/key-malformed',
          data: {
            ...own,
            keys: [
              {
                name: nameOf('sel1'),
                text: ed25519,
                detail: 'is an Ed25519 key, and SES signs with RSA keys alone',
              },
            ],
          },
        },
      ],
    },
    'two keys at one selector': {
      given: await ownWith(good, `p=${keys[1024]}`),
      found: [
        {
          problem: 'dkim/key-malformed',
          data: {
            ...own,
            keys: [
              {
                name: nameOf('sel1'),
                text: cut(good),
                detail: 'is there 2 times, and receivers pick one at random',
              },
            ],
          },
        },
      ],
    },
    'a key of 512 bits': {
      given: await ownWith(`p=${keys[512]}`),
      found: [
        {
          problem: 'dkim/key-too-short',
          data: {
            ...own,
            keys: [{ name: nameOf('sel1'), text: cut(`p=${keys[512]}`), detail: 'has 512 bits' }],
          },
        },
      ],
    },
    'a key that is a test': {
      given: await ownWith(`v=DKIM1; t=y; ${good}`),
      found: [
        {
          problem: 'dkim/key-testing',
          data: {
            ...own,
            keys: [{ name: nameOf('sel1'), text: cut(`v=DKIM1; t=y; ${good}`), detail: 'has 2048 bits' }],
          },
        },
      ],
    },
    'a key that does not fit the private one': {
      given: await given({ [nameOf('sel1')]: { TXT: [good] } }, { identity: failedOwn('INVALID_VALUE') }),
      found: [{ problem: 'dkim/key-mismatch', data: { identity: 'example.com', names: [nameOf('sel1')] } }],
    },
    'Easy DKIM with 1024 bits': {
      given: await given(easyZone(`p=${keys[1024]}`), {
        identity: withDkim({ CurrentSigningKeyLength: 'RSA_1024_BIT', NextSigningKeyLength: 'RSA_1024_BIT' }),
      }),
      found: [
        {
          problem: 'dkim/short-key',
          data: { identity: 'example.com', region: 'eu-west-1', bits: 1024, own: false },
        },
      ],
    },
    'a key of their own of 1024 bits': {
      given: await ownWith(`p=${keys[1024]}`),
      found: [
        {
          problem: 'dkim/short-key',
          data: { identity: 'example.com', region: 'eu-west-1', bits: 1024, own: true },
        },
      ],
    },
  },
  verdicts: {
    'a zone that nobody serves: that is told by itself': {
      given: { ...sound, facts: { ...sound.facts, records: sound.facts.records.map(unserved) } },
      verdict: { notApplicable: 'the keys of example.com are out of reach, as dkim-records says' },
    },
    'a key that is not there: that is told by itself': {
      given: await given({}, { identity: failedOwn('INVALID_VALUE') }),
      verdict: { notApplicable: 'no DKIM record of example.com points to a key' },
    },
    'no CNAME that points to a key': {
      given: await given({ 'example.com': {} }),
      verdict: { notApplicable: 'no DKIM record of example.com points to a key' },
    },
  },
  silent: {
    'one target of three without a key': await given(easyZone(good, { [behind(one)]: {} })),
    'a key in the record of RFC 6376, beside another text': await ownWith(
      'google-site-verification=x',
      `v=DKIM1; k=rsa; ${good}`,
    ),
    'a longer key that is on its way': await given(easyZone(good), {
      identity: withDkim({ CurrentSigningKeyLength: 'RSA_1024_BIT', NextSigningKeyLength: 'RSA_2048_BIT' }),
    }),
    'a CNAME that leads elsewhere: that is told by itself': await given(
      easyZone(good, { [nameOf(one)]: { CNAME: ['x.example.net'] }, 'x.example.net': { TXT: ['p='] } }),
    ),
    'text in place of a CNAME: the same': await given(easyZone(good, { [nameOf(one)]: { TXT: ['p='] } })),
    'a key of their own that SES did not find': await given(
      { [nameOf('sel1')]: { TXT: [good] } },
      { identity: failedOwn('HOST_NOT_FOUND') },
    ),
  },
});

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
  'a CNAME that answers while its key gives %s is unknown',
  async (failure) => {
    const world = await given(easyZone(good, { [behind(one)]: { TXT: failure } }));
    expect(check.evaluate(world, 'example.com')).toMatchObject([
      { unanswered: { question: `TXT ${behind(one)}` }, counts: true },
    ]);
  },
);
