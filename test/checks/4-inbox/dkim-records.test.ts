import { expect, it } from 'vitest';
import check from '../../../checks/4-inbox/dkim-records.ts';
import type { DnsAnswer, DnsType } from '../../../src/model/dns.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { apart, dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, keptByResolver, keptData, servedByNobody } from '../../support/delegation.ts';
import type { Zone } from '../../support/probes.ts';
import { servers } from '../../support/sender-world.ts';
import { dkimFacts, easyZone, keys, nameOf, ownKey, tokens, withDkim } from './dkim-world.ts';

const key = `p=${keys[2048]}`;
const [one = '', two = '', three = ''] = tokens;
const target = (token: string): string => `${token}.dkim.amazonses.com`;
const without = (zone: Zone, ...names: string[]): Zone =>
  Object.fromEntries(Object.entries(zone).filter(([name]) => !names.includes(name)));

const all = { domain: 'example.com', zone: 'example.com', kind: 'easy' as const, total: 3 };
const faulty = (token: string, actual: string | null, source = 'ns1.test') => ({
  name: nameOf(token),
  expected: target(token),
  actual,
  source,
});

const none = (): DnsAnswer<DnsType> => ({ exists: false, records: [], ttl: 300, chain: [] });
const beside: DnsAnswer<DnsType> = { exists: true, records: ['v=DKIM1; p='], ttl: 300, chain: [] };
const horizon = {
  things: '3 DKIM records of example.com',
  plural: true,
  zone: 'example.com',
  inside: ['dc1.corp.test'],
  outside: ['ns1.test'],
  resolver: '192.0.2.53',
  records: tokens.map((token) => ({
    name: nameOf(token),
    type: 'CNAME' as const,
    value: target(token),
    ttl: 1800,
    panelName: `${token}._domainkey`,
  })),
};
const right = (name: string): DnsAnswer<DnsType> => ({
  exists: true,
  records: [target(name.split('.')[0] ?? '')],
  ttl: 1800,
  chain: [],
});
const healthy = await dkimFacts(easyZone(key));
const missingAll = without(easyZone(key), ...tokens.map((token) => nameOf(token)));
const moved = (place: (token: string) => string): Zone => ({
  ...missingAll,
  ...Object.fromEntries(tokens.map((token) => [place(token), { CNAME: [target(token)] }])),
});
const own = {
  ...all,
  kind: 'own' as const,
  total: 1,
  owner: { identity: 'example.com', region: 'eu-west-1' },
};

describeCheck(check, {
  healthy,
  subject: 'example.com',
  finds: {
    'one record that is missing': {
      given: await dkimFacts(without(easyZone(key), nameOf(two))),
      found: [
        {
          problem: 'dkim/record-missing',
          data: { ...all, records: [faulty(two, null)], cachedSeconds: null },
        },
      ],
    },
    'records that are gone, and still in the cache of the resolver': {
      given: await dkimFacts(easyZone(key), { authoritative: servers({ 'ns1.test': none }) }),
      found: [
        {
          problem: 'dkim/record-missing',
          data: { ...all, records: tokens.map((token) => faulty(token, null)), cachedSeconds: 300 },
        },
      ],
    },
    'a key of their own that is missing': {
      given: await dkimFacts({}, { identity: ownKey }),
      found: [
        {
          problem: 'dkim/record-missing',
          data: {
            ...own,
            records: [{ name: nameOf('sel1'), expected: null, actual: null, source: 'ns1.test' }],
            cachedSeconds: null,
          },
        },
      ],
    },
    'names with the zone twice': {
      given: await dkimFacts(moved((token) => `${nameOf(token)}.example.com`)),
      found: [
        {
          problem: 'dkim/name-doubled',
          data: {
            ...all,
            records: tokens.map((token) => faulty(token, `${nameOf(token)}.example.com`, '192.0.2.53')),
          },
        },
      ],
    },
    'a key of their own under a doubled name': {
      given: await dkimFacts({ [`${nameOf('sel1')}.example.com`]: { TXT: [key] } }, { identity: ownKey }),
      found: [
        {
          problem: 'dkim/name-doubled',
          data: {
            ...own,
            records: [
              {
                name: nameOf('sel1'),
                expected: null,
                actual: `${nameOf('sel1')}.example.com`,
                source: '192.0.2.53',
              },
            ],
          },
        },
      ],
    },
    'names at the MAIL FROM domain and the site beside it': {
      given: await dkimFacts({
        ...missingAll,
        [`${one}._domainkey.www.example.com`]: { CNAME: [target(one)] },
        [`${two}._domainkey.www.example.com`]: { CNAME: [target(two)] },
        [`${three}._domainkey.www.example.com`]: { CNAME: [target(three)] },
      }),
      found: [
        {
          problem: 'dkim/wrong-name',
          data: {
            ...all,
            slip: 'sibling',
            records: tokens.map((token) =>
              faulty(token, `${token}._domainkey.www.example.com`, '192.0.2.53'),
            ),
          },
        },
      ],
    },
    'names with an underscore too many': {
      given: await dkimFacts(moved((token) => `_${nameOf(token)}`)),
      found: [
        {
          problem: 'dkim/wrong-name',
          data: {
            ...all,
            slip: 'extra-underscore',
            records: tokens.map((token) => faulty(token, `_${nameOf(token)}`, '192.0.2.53')),
          },
        },
      ],
    },
    'one name without its underscore, one without _domainkey, one cut short': {
      given: await dkimFacts({
        ...missingAll,
        [`${one}.domainkey.example.com`]: { CNAME: [target(one)] },
        [`${two}.example.com`]: { CNAME: [target(two)] },
        [`${three.slice(1)}._domainkey.example.com`]: { CNAME: [target(three)] },
      }),
      found: [
        {
          problem: 'dkim/wrong-name',
          data: {
            ...all,
            slip: null,
            records: [
              faulty(one, `${one}.domainkey.example.com`, '192.0.2.53'),
              faulty(two, `${two}.example.com`, '192.0.2.53'),
              faulty(three, `${three.slice(1)}._domainkey.example.com`, '192.0.2.53'),
            ],
          },
        },
      ],
    },
    'a CNAME to the zone of another Region': {
      given: await dkimFacts(
        easyZone(key, { [nameOf(one)]: { CNAME: [`${one}.dkim.eu-south-1.amazonses.com`] } }),
      ),
      found: [
        {
          problem: 'dkim/wrong-target',
          data: { ...all, records: [faulty(one, `${one}.dkim.eu-south-1.amazonses.com`)], settled: false },
        },
      ],
    },
    'a CNAME by way of another name, to the same key, that SES accepts': {
      given: await dkimFacts(
        easyZone(key, {
          [nameOf(one)]: { CNAME: ['keys.example.net'] },
          'keys.example.net': { CNAME: [target(one)] },
        }),
      ),
      found: [
        {
          problem: 'dkim/wrong-target',
          data: { ...all, records: [faulty(one, 'keys.example.net')], settled: true },
        },
      ],
    },
    'the same, while SES still waits': {
      given: await dkimFacts(
        easyZone(key, {
          [nameOf(one)]: { CNAME: ['keys.example.net'] },
          'keys.example.net': { CNAME: [target(one)] },
        }),
        { identity: withDkim({ Status: 'PENDING' }) },
      ),
      found: [
        {
          problem: 'dkim/wrong-target',
          data: { ...all, records: [faulty(one, 'keys.example.net')], settled: false },
        },
      ],
    },
    'TXT where a CNAME belongs': {
      given: await dkimFacts(easyZone(key, { [nameOf(one)]: { TXT: [target(one)] } })),
      found: [
        {
          problem: 'dkim/wrong-type',
          data: { ...all, type: 'TXT', settled: false, records: [faulty(one, target(one), '192.0.2.53')] },
        },
      ],
    },
    'the key itself where a CNAME belongs, with which SES is content': {
      given: await dkimFacts(easyZone(key, { [nameOf(one)]: { TXT: [key] } })),
      found: [
        {
          problem: 'dkim/wrong-type',
          data: { ...all, type: 'TXT', settled: true, records: [faulty(one, key, '192.0.2.53')] },
        },
      ],
    },
    'an address from a proxying provider': {
      given: await dkimFacts(easyZone(key, { [nameOf(one)]: { A: ['104.16.0.1'] } })),
      found: [
        {
          problem: 'dkim/wrong-type',
          data: { ...all, type: 'A', settled: false, records: [faulty(one, '104.16.0.1', '192.0.2.53')] },
        },
      ],
    },
    'a wildcard CNAME': {
      given: await dkimFacts(
        easyZone(key, {
          [nameOf(one)]: { CNAME: ['parking.example.net'] },
          [nameOf('ses-doctor-wildcard-test')]: { CNAME: ['parking.example.net'] },
        }),
      ),
      found: [
        {
          problem: 'dkim/wildcard-answers',
          data: { ...all, type: 'CNAME', records: [faulty(one, 'parking.example.net', '192.0.2.53')] },
        },
      ],
    },
    'a wildcard address': {
      given: await dkimFacts(
        easyZone(key, {
          [nameOf(one)]: { A: ['192.0.2.80'] },
          [nameOf('ses-doctor-wildcard-test')]: { A: ['192.0.2.81'] },
        }),
      ),
      found: [
        {
          problem: 'dkim/wildcard-answers',
          data: { ...all, type: 'A', records: [faulty(one, '192.0.2.80', '192.0.2.53')] },
        },
      ],
    },
    'a wildcard text in place of a key of their own': {
      given: await dkimFacts(
        {
          [nameOf('sel1')]: { TXT: ['v=spf1 -all'] },
          [nameOf('ses-doctor-wildcard-test')]: { TXT: ['v=spf1 -all'] },
        },
        { identity: ownKey },
      ),
      found: [
        {
          problem: 'dkim/wildcard-answers',
          data: {
            ...own,
            type: 'TXT',
            records: [{ name: nameOf('sel1'), expected: null, actual: 'v=spf1 -all', source: '192.0.2.53' }],
          },
        },
      ],
    },
    'name servers that disagree': {
      given: await dkimFacts(easyZone(key), {
        authoritative: servers({ 'ns1.new.test': right, 'ns1.old.test': none }),
      }),
      found: [
        {
          problem: 'dkim/wrong-zone',
          data: {
            ...all,
            have: ['ns1.new.test'],
            lack: ['ns1.old.test'],
            records: tokens.map((token) => faulty(token, null, 'ns1.new.test')),
          },
        },
      ],
    },
    'records that are published and not yet seen by the resolver': {
      given: await dkimFacts(missingAll, { authoritative: servers({ 'ns1.test': right }) }),
      found: [
        {
          problem: 'dkim/not-propagated',
          data: { ...all, records: tokens.map((token) => faulty(token, null, '192.0.2.53')), seconds: 300 },
        },
      ],
    },
    'a chain of trust that is broken': {
      given: {
        facts: {
          ...healthy.facts,
          records: healthy.facts.records.map((record) => ({
            ...record,
            cname: { ok: false as const, why: refusedForDnssec(`CNAME ${record.name}`) },
          })),
        },
      },
      found: [
        {
          problem: 'dkim/dnssec-broken',
          data: dnssecData(
            'DKIM records of example.com',
            tokens.map((token) => `CNAME ${nameOf(token)}`),
            true,
          ),
        },
      ],
    },
    'a zone that nobody serves': {
      given: {
        facts: {
          ...healthy.facts,
          records: healthy.facts.records.map((record) => ({
            ...record,
            cname: { ok: false as const, why: servedByNobody(`CNAME ${record.name}`) },
          })),
        },
      },
      found: [
        {
          problem: 'dkim/delegation-broken',
          data: delegationData(
            'DKIM records of example.com',
            tokens.map((token) => `CNAME ${nameOf(token)}`),
            true,
          ),
        },
      ],
    },
    'a zone that nobody serves, of which the resolver still has the records': {
      given: {
        facts: {
          ...healthy.facts,
          resolver: '192.0.2.53',
          records: healthy.facts.records.map((record) => ({
            ...record,
            authority: { ok: true as const, value: keptByResolver },
          })),
        },
      },
      found: [{ problem: 'dkim/delegation-broken', data: keptData('DKIM records of example.com', true) }],
    },
    'servers that all refuse, which may be this network': {
      given: await dkimFacts(easyZone(key), { authoritative: servers({ 'ns1.test': 'lame' }) }),
      found: [
        {
          problem: 'dkim/authority-unreachable',
          data: {
            ...{ domain: 'example.com', zone: 'example.com' },
            servers: [{ server: 'ns1.test (192.0.2.1)', says: 'answered REFUSED' }],
          },
        },
      ],
    },
    'a text beside a CNAME': {
      given: await dkimFacts(easyZone(key), {
        authoritative: servers({
          'ns1.test': (name, type) =>
            type === 'CNAME' ? right(name) : name.startsWith(two) ? beside : none(),
        }),
      }),
      found: [
        {
          problem: 'dkim/cname-beside',
          data: {
            name: nameOf(two),
            target: target(two),
            others: [{ type: 'TXT', value: 'v=DKIM1; p=' }],
            server: 'ns1.test',
            thing: 'the key',
            wanted: 'cname',
          },
        },
      ],
    },
    'records that only this network lacks': {
      given: await dkimFacts(missingAll, { authoritative: apart(servers({ 'ns1.test': right })) }),
      found: [{ problem: 'dkim/split-horizon', data: { ...horizon, side: 'outside' } }],
    },
    'records that only this network has': {
      given: await dkimFacts(easyZone(key), { authoritative: apart(servers({ 'ns1.test': none })) }),
      found: [{ problem: 'dkim/split-horizon', data: { ...horizon, side: 'inside' } }],
    },
    'name servers that cannot be asked from here': {
      given: await dkimFacts(easyZone(key), {
        authoritative: servers({ 'ns1.test': 'silent', 'ns2.test': 'silent' }),
      }),
      found: [
        {
          problem: 'dkim/authority-unreachable',
          data: {
            domain: 'example.com',
            zone: 'example.com',
            servers: [
              { server: 'ns1.test (192.0.2.1)', says: 'silence' },
              { server: 'ns2.test (192.0.2.1)', says: 'silence' },
            ],
          },
        },
      ],
    },
  },
  silent: {
    'a replica, whose records are those of its parent Region': await dkimFacts(
      Object.fromEntries(
        tokens.map((token) => [nameOf(token), { CNAME: [`${token}.dkim.af-south-1.amazonses.com`] }]),
      ),
      { identity: withDkim({ SigningAttributesOrigin: 'AWS_SES_AF_SOUTH_1', SigningHostedZone: undefined }) },
    ),
    'a signing zone of the Region': await dkimFacts(
      Object.fromEntries(
        tokens.map((token) => [nameOf(token), { CNAME: [`${token}.dkim.eu-west-1.amazonses.com`] }]),
      ),
      { identity: withDkim({ SigningHostedZone: 'dkim.eu-west-1.amazonses.com' }) },
    ),
    'a key of their own': await dkimFacts({ [nameOf('sel1')]: { TXT: [key] } }, { identity: ownKey }),
    'a key of their own behind a CNAME': await dkimFacts(
      { [nameOf('sel1')]: { CNAME: ['keys.example.net'] }, 'keys.example.net': { TXT: [key] } },
      {
        identity: ownKey,
        authoritative: servers({
          'ns1.test': () => ({
            exists: true,
            records: [],
            ttl: 60,
            chain: [{ name: nameOf('sel1'), target: 'keys.example.net', ttl: 60 }],
          }),
        }),
      },
    ),
    'a wildcard beside the right records': await dkimFacts(
      easyZone(key, { [nameOf('ses-doctor-wildcard-test')]: { CNAME: ['parking.example.net'] } }),
    ),
    'one lame server among good ones': await dkimFacts(easyZone(key), {
      authoritative: servers({ 'ns1.test': right, 'ns2.test': 'lame' }),
    }),
  },
});

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
  '%s for a record is unknown, never missing',
  async (failure) => {
    const facts = await dkimFacts(easyZone(key, { [nameOf(two)]: failure }), {
      authoritative: servers({ 'ns1.test': 'silent' }),
    });
    const verdict = check.evaluate(facts, 'example.com');
    expect(verdict).toMatchObject([
      { problem: 'dkim/authority-unreachable' },
      { unanswered: { question: `CNAME ${nameOf(two)}` }, counts: true },
    ]);
  },
);

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
  '%s of the resolver counts although the servers have the record',
  async (failure) => {
    const facts = await dkimFacts(easyZone(key, { [nameOf(two)]: failure }), {
      authoritative: servers({ 'ns1.test': right }),
    });
    expect(check.evaluate(facts, 'example.com')).toMatchObject([
      { unanswered: { question: `CNAME ${nameOf(two)}` }, counts: true },
    ]);
  },
);

it('a resolver that fails does not hide that the record is not published', async () => {
  const facts = await dkimFacts(easyZone(key, { [nameOf(two)]: 'SERVFAIL' }), {
    authoritative: servers({ 'ns1.test': (name) => (name === nameOf(two) ? none() : right(name)) }),
  });
  expect(check.evaluate(facts, 'example.com')).toMatchObject([
    { problem: 'dkim/record-missing', data: { records: [{ name: nameOf(two) }] } },
    { unanswered: { question: `CNAME ${nameOf(two)}` }, counts: false },
  ]);
});

it('a zone whose servers cannot be found leaves the verdict to the resolver, and says so', async () => {
  const facts = await dkimFacts(easyZone(key));
  const why = {
    reason: 'timeout' as const,
    message: 'the zone cannot be found',
    question: 'NS example.com',
    action: null,
    region: null,
    detail: {},
  };
  const blind = {
    ...facts.facts,
    records: facts.facts.records.map((record) => ({ ...record, authority: { ok: false as const, why } })),
  };
  expect(check.evaluate({ ...facts, facts: blind }, 'example.com')).toEqual(
    tokens.map(() => ({ unanswered: why, counts: false })),
  );
});
