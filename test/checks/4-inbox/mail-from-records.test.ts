import { expect, it } from 'vitest';
import type { Alignment } from '../../../src/facts/alignment.ts';
import check from '../../../checks/4-inbox/mail-from-records.ts';
import { Unavailable, valueOf } from '../../../src/model/unavailable.ts';
import type { DnsAnswer, DnsType } from '../../../src/model/dns.ts';
import { candidateOf, symptomOf, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { apart, dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, keptByResolver, keptData, servedByNobody } from '../../support/delegation.ts';
import type { Zone } from '../../support/probes.ts';
import { servers } from '../../support/sender-world.ts';
import { goodZone, mailFromFacts, sesSpf, withMailFrom } from './mail-from-world.ts';

const aligned = { same: true, byWalk: true, byList: true };
const organizationalDomains = { from: 'example.com', other: 'example.com' };
/** Both ways to pass DMARC align. */
const bothWays: Alignment = {
  ...{ from: 'example.com', strict: { dkim: false, spf: false }, policy: { ok: true, value: true } },
  dkim: {
    ...{ kind: 'signed', domain: 'example.com' },
    aligned: { ok: true, value: { ...aligned, organizationalDomains } },
  },
  spf: {
    ...{ kind: 'passes', domain: 'bounce.example.com' },
    aligned: { ok: true, value: { ...aligned, organizationalDomains } },
  },
};

async function given(zone: Zone, options: Parameters<typeof mailFromFacts>[1] = {}) {
  const { records, spf, elsewhere, sender } = await mailFromFacts(zone, options);
  const alignment = { ok: true as const, value: bothWays };
  return { facts: valueOf(records), symptom: null, spf, elsewhere, sender, alignment };
}

/** No MX, and what DKIM does. */
const withDkim = async (dkim: Alignment['dkim'], policy = bothWays.policy) => ({
  ...(await given(zoneWith({ TXT: [spfText] }))),
  alignment: { ok: true as const, value: { ...bothWays, dkim, policy } },
});

const domain = 'bounce.example.com';
const feedback = (region: string): string => `feedback-smtp.${region}.amazonses.com`;
const mx = (...exchanges: string[]) => exchanges.map((exchange) => ({ preference: 10, exchange }));
const spfText = 'v=spf1 include:amazonses.com ~all';
const zoneWith = (node: Zone[string], more: Zone = {}): Zone => ({ ...sesSpf, [domain]: node, ...more });
const data = (...exchanges: string[]) => ({
  identity: 'example.com',
  domain,
  zone: 'example.com',
  region: 'eu-west-1',
  exchanges,
  source: 'ns1.test',
  onFailure: 'falls-back' as const,
});
const { onFailure: _falls, ...unsaid } = data();
const nobody = { used: [], silent: [] };
const usEast = zoneWith({ TXT: [spfText], MX: mx(feedback('us-east-1')) });
const none = (): DnsAnswer<DnsType> => ({ exists: false, records: [], ttl: 60, chain: [] });
const published = (_name: string, type: DnsType): DnsAnswer<DnsType> => ({
  exists: true,
  records: type === 'MX' ? mx(feedback('eu-west-1')) : [spfText],
  ttl: 60,
  chain: [],
});

async function pendingWith(texts: string[]) {
  const { facts, spf, elsewhere } = await given(zoneWith({ MX: mx(feedback('eu-west-1')), TXT: texts }));
  return { facts, elsewhere, spf: { ok: true, value: { ...valueOf(spf), inForce: false } } as const };
}

/** SES falls back to its own domain, and DKIM aligns. */
const grade = {
  severity: 'warning' as const,
  effect:
    'While SES does not find the MX it falls back to its own domain (amazonses.com): mail flows, and DMARC rests on DKIM alone.',
};

describeCheck(check, {
  healthy: await given(goodZone),
  subject: 'example.com',
  finds: {
    'no MX': {
      given: await given(zoneWith({ TXT: [spfText] })),
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), cachedSeconds: null } }],
    },
    'no MX, and an identity that rejects mail then': {
      given: await given(zoneWith({ TXT: [spfText] }), {
        identity: withMailFrom({ BehaviorOnMxFailure: 'REJECT_MESSAGE' }),
      }),
      found: [
        { problem: 'mail-from/mx-missing', data: { ...data(), onFailure: 'rejects', cachedSeconds: null } },
      ],
    },
    'no MX, and a behaviour that this version does not know': {
      given: await given(zoneWith({ TXT: [spfText] }), {
        identity: withMailFrom({ BehaviorOnMxFailure: 'HOLD_MESSAGE' as 'REJECT_MESSAGE' }),
      }),
      found: [{ problem: 'mail-from/mx-missing', data: { ...unsaid, cachedSeconds: null } }],
    },
    'no MX, and nobody said what SES does then': {
      given: {
        ...(await given(zoneWith({ TXT: [spfText] }))),
        sender: unansweredWith(new Unavailable('access-denied', 'not allowed').why),
      },
      found: [{ problem: 'mail-from/mx-missing', data: { ...unsaid, cachedSeconds: null } }],
    },
    'no MX, and no DKIM that would align without it': {
      given: await withDkim({
        ...{ kind: 'unsigned', because: 'off', identity: 'example.com', domain: 'example.com' },
        status: 'NOT_STARTED',
      }),
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), spfAlone: true, cachedSeconds: null } }],
    },
    'no MX, and a DKIM key that is gone': {
      given: await withDkim({ kind: 'keyless', domain: 'example.com' }),
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), spfAlone: true, cachedSeconds: null } }],
    },
    'no MX, no DKIM and no DMARC record that asks for either': {
      given: await withDkim({ kind: 'keyless', domain: 'example.com' }, { ok: true, value: false }),
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), cachedSeconds: null } }],
    },
    'an MX of another mailer, and an identity that rejects mail then': {
      given: await given(zoneWith({ TXT: [spfText], MX: mx('mx.example.net') }), {
        identity: withMailFrom({ BehaviorOnMxFailure: 'REJECT_MESSAGE' }),
      }),
      found: [
        { problem: 'mail-from/mx-wrong-target', data: { ...data('mx.example.net'), onFailure: 'rejects' } },
      ],
    },
    'no MX, and a receiver that finds no DNS for the sender': {
      given: {
        ...(await given(zoneWith({ TXT: [spfText] }))),
        symptom: symptomOf([
          { ...candidateOf('bounce/sender-domain', null), data: { sender: `0102018f-xyz@${domain}` } },
        ]),
      },
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), refused: true, cachedSeconds: null } }],
    },
    'no MX, and a receiver that finds no DNS for another sender': {
      given: {
        ...(await given(zoneWith({ TXT: [spfText] }))),
        symptom: symptomOf([
          { ...candidateOf('bounce/sender-domain', null), data: { sender: 'info@example.com' } },
        ]),
      },
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), cachedSeconds: null } }],
    },
    'an MX that is gone and still in the cache': {
      given: await given(goodZone, {
        authoritative: servers({
          'ns1.test': (name, type) => (type === 'MX' ? none() : published(name, type)),
        }),
      }),
      found: [{ problem: 'mail-from/mx-missing', data: { ...data(), cachedSeconds: 300 } }],
    },
    'a chain of trust that is broken': {
      given: {
        facts: {
          ...(await given(goodZone)).facts,
          mx: { ok: false, why: refusedForDnssec(`MX ${domain}`) },
          txt: { ok: false, why: refusedForDnssec(`TXT ${domain}`) },
        },
      },
      found: [
        {
          problem: 'mail-from/dnssec-broken',
          data: dnssecData(`The MAIL FROM domain ${domain}`, [`MX ${domain}`, `TXT ${domain}`]),
        },
      ],
    },
    'a zone that nobody serves': {
      given: {
        facts: {
          ...(await given(goodZone)).facts,
          mx: { ok: false, why: servedByNobody(`MX ${domain}`) },
          txt: { ok: false, why: servedByNobody(`TXT ${domain}`) },
        },
      },
      found: [
        {
          problem: 'mail-from/delegation-broken',
          data: delegationData(`The MAIL FROM domain ${domain}`, [`MX ${domain}`, `TXT ${domain}`]),
        },
      ],
    },
    'a zone that nobody serves, of which the resolver still has the records': {
      given: {
        facts: {
          ...(await given(goodZone)).facts,
          ...{ resolver: '192.0.2.53', mxAuthority: { ok: true, value: keptByResolver } },
        },
      },
      found: [{ problem: 'mail-from/delegation-broken', data: keptData(`The MAIL FROM domain ${domain}`) }],
    },
    'a CNAME beside the records': {
      given: await given(goodZone, {
        authoritative: servers({
          'ns1.test': (name, type) =>
            type === 'CNAME' ? { ...published(name, type), records: ['shop.test'] } : published(name, type),
        }),
      }),
      found: [
        {
          problem: 'mail-from/cname-beside',
          data: {
            name: domain,
            target: 'shop.test',
            others: [
              { type: 'MX', value: feedback('eu-west-1') },
              { type: 'TXT', value: spfText },
            ],
            server: 'ns1.test',
            thing: 'the records of SES',
            ...{ wanted: 'other', ofSes: true, grade },
          },
        },
      ],
    },
    'records that only this network lacks': {
      given: await given(sesSpf, { authoritative: apart(servers({ 'ns1.test': published })) }),
      found: [
        {
          problem: 'mail-from/split-horizon',
          data: {
            things: `The MX and the SPF records of ${domain}`,
            plural: true,
            zone: 'example.com',
            inside: ['dc1.corp.test'],
            outside: ['ns1.test'],
            side: 'outside',
            resolver: '192.0.2.53',
            records: [
              {
                name: domain,
                type: 'MX',
                value: `10 ${feedback('eu-west-1')}`,
                ttl: 1800,
                panelName: 'bounce',
              },
              { name: domain, type: 'TXT', value: spfText, ttl: 1800, panelName: 'bounce' },
            ],
          },
        },
      ],
    },
    'an MX under a doubled name': {
      given: await given(
        zoneWith({ TXT: [spfText] }, { [`${domain}.example.com`]: { MX: mx(feedback('eu-west-1')) } }),
      ),
      found: [
        {
          problem: 'mail-from/name-doubled',
          data: {
            ...data(),
            found: `${domain}.example.com`,
            slip: 'doubled',
            types: ['MX'],
            source: '192.0.2.53',
          },
        },
      ],
    },
    'both records under a name in which a part of the zone is repeated': {
      given: await given({
        ...sesSpf,
        'bounce.example.example.com': { MX: mx(feedback('eu-west-1')), TXT: [spfText] },
      }),
      found: [
        {
          problem: 'mail-from/name-doubled',
          data: {
            ...data(),
            found: 'bounce.example.example.com',
            slip: 'zone-repeated',
            types: ['MX', 'TXT'],
            source: '192.0.2.53',
          },
        },
      ],
    },
    'SPF alone under a doubled name': {
      given: await given(
        zoneWith({ MX: mx(feedback('eu-west-1')) }, { [`${domain}.example.com`]: { TXT: [spfText] } }),
      ),
      found: [
        {
          problem: 'mail-from/name-doubled',
          data: {
            ...data(),
            found: `${domain}.example.com`,
            slip: 'doubled',
            types: ['TXT'],
            source: '192.0.2.53',
          },
        },
      ],
    },
    'both records at a sibling': {
      given: await given({
        ...sesSpf,
        'mail.example.com': { MX: mx(feedback('eu-west-1')), TXT: [spfText] },
      }),
      found: [
        {
          problem: 'mail-from/wrong-name',
          data: {
            ...data(),
            found: 'mail.example.com',
            slip: 'sibling',
            types: ['MX', 'TXT'],
            source: '192.0.2.53',
          },
        },
      ],
    },
    'the MX at the domain of the sender itself': {
      given: await given(zoneWith({ TXT: [spfText] }, { 'example.com': { MX: mx(feedback('eu-west-1')) } })),
      found: [
        {
          problem: 'mail-from/wrong-name',
          data: {
            ...data(),
            found: 'example.com',
            slip: 'without-prefix',
            types: ['MX'],
            source: '192.0.2.53',
          },
        },
      ],
    },
    'an MX to somebody else': {
      given: await given(zoneWith({ TXT: [spfText], MX: mx('mx.example.net') })),
      found: [{ problem: 'mail-from/mx-wrong-target', data: data('mx.example.net') }],
    },
    'an MX that takes no mail at all': {
      given: await given(zoneWith({ TXT: [spfText], MX: [{ preference: 0, exchange: '' }] })),
      found: [{ problem: 'mail-from/mx-wrong-target', data: data('') }],
    },
    'an MX of another Region': {
      given: await given(usEast),
      found: [
        {
          problem: 'mail-from/mx-wrong-region',
          data: { ...data(feedback('us-east-1')), found: 'us-east-1', elsewhere: nobody },
        },
      ],
    },
    'an MX of another Region that works there': {
      given: await given(usEast, { elsewhere: withMailFrom() }),
      found: [
        {
          problem: 'mail-from/mx-wrong-region',
          data: {
            ...data(feedback('us-east-1')),
            found: 'us-east-1',
            elsewhere: { used: [{ region: 'us-east-1', status: 'SUCCESS' }], silent: [] },
          },
        },
      ],
    },
    'an MX of another Region that does not answer': {
      given: await given(usEast, { elsewhere: new Unavailable('access-denied', 'no') }),
      found: [
        {
          problem: 'mail-from/mx-wrong-region',
          data: {
            ...data(feedback('us-east-1')),
            found: 'us-east-1',
            elsewhere: { used: [], silent: ['us-east-1'] },
          },
        },
      ],
    },
    'an MX of another Region, in which the identity has another MAIL FROM domain': {
      given: await given(usEast, { elsewhere: withMailFrom({ MailFromDomain: 'us.example.com' }) }),
      found: [
        {
          problem: 'mail-from/mx-wrong-region',
          data: { ...data(feedback('us-east-1')), found: 'us-east-1', elsewhere: nobody },
        },
      ],
    },
    'an MX for each of two Regions that use it': {
      given: await given(zoneWith({ TXT: [spfText], MX: mx(feedback('eu-west-1'), feedback('us-east-1')) }), {
        elsewhere: withMailFrom({ MailFromDomainStatus: 'FAILED' }),
      }),
      found: [
        {
          problem: 'mail-from/mx-multiple',
          data: {
            ...data(feedback('eu-west-1'), feedback('us-east-1')),
            elsewhere: { used: [{ region: 'us-east-1', status: 'FAILED' }], silent: [] },
          },
        },
      ],
    },
    'two MX of SES': {
      given: await given(zoneWith({ TXT: [spfText], MX: mx(feedback('eu-west-1'), feedback('us-east-1')) })),
      found: [
        {
          problem: 'mail-from/mx-multiple',
          data: { ...data(feedback('eu-west-1'), feedback('us-east-1')), elsewhere: nobody },
        },
      ],
    },
    'a domain that also receives mail': {
      given: await given(zoneWith({ TXT: [spfText], MX: mx(feedback('eu-west-1'), 'aspmx.l.google.com') })),
      found: [
        {
          problem: 'mail-from/mx-multiple',
          data: { ...data(feedback('eu-west-1'), 'aspmx.l.google.com'), elsewhere: nobody },
        },
        { problem: 'mail-from/also-receives', data: data('aspmx.l.google.com') },
      ],
    },
    'no SPF': {
      given: await given(zoneWith({ MX: mx(feedback('eu-west-1')), TXT: ['hello'] })),
      found: [
        {
          problem: 'mail-from/spf-missing',
          data: { domain, zone: 'example.com', records: [], source: 'ns1.test', cachedSeconds: null },
        },
      ],
    },
    'SPF that is gone and still in the cache': {
      given: await given(goodZone, {
        authoritative: servers({
          'ns1.test': (name, type) => (type === 'TXT' ? none() : published(name, type)),
        }),
      }),
      found: [
        {
          problem: 'mail-from/spf-missing',
          data: { domain, zone: 'example.com', records: [], source: 'ns1.test', cachedSeconds: 300 },
        },
      ],
    },
    'servers that disagree': {
      given: await given(goodZone, {
        authoritative: servers({ 'ns1.old.test': none, 'ns1.test': published, 'ns2.test': 'lame' }),
      }),
      found: (['MX', 'TXT'] as const).map((type) => ({
        problem: 'mail-from/wrong-zone' as const,
        data: { domain, type, have: ['ns1.test'], lack: ['ns1.old.test'], ...(type === 'MX' && { grade }) },
      })),
    },
    'records that the resolver does not have yet': {
      given: await given(sesSpf, { authoritative: servers({ 'ns1.test': published }) }),
      found: (['MX', 'TXT'] as const).map((type) => ({
        problem: 'mail-from/not-propagated' as const,
        data: { domain, type, seen: [], seconds: 300, source: '192.0.2.53' },
      })),
    },
    'two SPF records, at a domain that SES does not use yet': {
      given: await pendingWith([spfText, 'v=spf1 mx ~all']),
      found: [
        {
          problem: 'mail-from/spf-no-ses',
          data: {
            domain,
            zone: 'example.com',
            records: [spfText, 'v=spf1 mx ~all'],
            source: '192.0.2.53',
            ip: '199.255.192.1',
            result: 'permerror',
          },
        },
      ],
    },
    'SPF that leaves SES out': {
      given: await given(zoneWith({ MX: mx(feedback('eu-west-1')), TXT: ['v=spf1 ip4:192.0.2.1 -all'] })),
      found: [
        {
          problem: 'mail-from/spf-no-ses',
          data: {
            domain,
            zone: 'example.com',
            records: ['v=spf1 ip4:192.0.2.1 -all'],
            source: '192.0.2.53',
            ip: '199.255.192.1',
            result: 'fail',
          },
        },
      ],
    },
  },
  silent: {
    'SPF for dedicated IPs, which the SPF check weighs': await given(
      zoneWith({ MX: mx(feedback('eu-west-1')), TXT: ['v=spf1 ip4:198.51.100.7 -all'] }),
      { dedicated: ['198.51.100.7'] },
    ),
    'another preference': await given(
      zoneWith({ TXT: [spfText], MX: [{ preference: 5, exchange: feedback('eu-west-1') }] }),
    ),
    'SES by another name in SPF': await given(
      zoneWith(
        { MX: mx(feedback('eu-west-1')), TXT: ['v=spf1 redirect=_spf.example.com'] },
        { '_spf.example.com': { TXT: [spfText] } },
      ),
    ),
    'a broken SPF record, which the SPF check tells': await given(
      zoneWith({ MX: mx(feedback('eu-west-1')), TXT: ['v=spf1 nonsense -all'] }),
    ),
    'servers that cannot be asked from here': await given(goodZone, {
      authoritative: servers({ 'ns1.test': 'silent' }),
    }),
    'a Region that is not known': await given(goodZone, { target: { region: null } }),
  },
});

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
  '%s for MX and TXT is unknown, never missing',
  async (failure) => {
    const facts = await given(zoneWith(failure), { authoritative: servers({ 'ns1.test': 'silent' }) });
    expect(check.evaluate(facts, 'example.com')).toMatchObject([
      { unanswered: { question: `MX ${domain}` }, counts: true },
      { unanswered: { question: `TXT ${domain}` }, counts: true },
    ]);
  },
);

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)('%s within SPF is unknown', async (failure) => {
  for (const name of ['amazonses.com', 'x.example.net']) {
    const facts = await given({
      ...zoneWith({
        MX: mx(feedback('eu-west-1')),
        TXT: ['v=spf1 include:x.example.net include:amazonses.com -all'],
      }),
      'x.example.net': { TXT: ['v=spf1 -all'] },
      [name]: failure,
    });
    expect(check.evaluate(facts, 'example.com')).toMatchObject([
      { unanswered: { question: `TXT ${name}` }, counts: true },
    ]);
  }
});

it('a zone whose servers cannot be found leaves the verdict to the resolver, and says so', async () => {
  const facts = await given(goodZone, {
    authoritative: () => Promise.reject(new Unavailable('timeout', 'no zone')),
  });
  expect(check.evaluate(facts, 'example.com')).toMatchObject([
    { unanswered: { message: 'no zone' }, counts: false },
  ]);
});

it.each([
  ['SES falls back to its own', {}, 'warning'],
  ['the identity rejects mail', { BehaviorOnMxFailure: 'REJECT_MESSAGE' as const }, 'error'],
])('an MX that is gone is as grave as what follows: %s', async (_name, behaviour, severity) => {
  const zones = [
    zoneWith({ TXT: [spfText] }),
    zoneWith({ TXT: [spfText], MX: mx('mx.example.net') }),
    zoneWith({ TXT: [spfText], MX: mx(feedback('us-east-1')) }),
    zoneWith({ TXT: [spfText], MX: mx(feedback('eu-west-1'), feedback('us-east-1')) }),
    zoneWith({ TXT: [spfText] }, { [`${domain}.example.com`]: { MX: mx(feedback('eu-west-1')) } }),
  ];
  for (const zone of zones) {
    const facts = await given(zone, { identity: withMailFrom(behaviour) });
    const [found] = check.evaluate(facts, 'example.com') as readonly { problem: string; data: never }[];
    const { severity: grave } = check.problems[found?.problem as 'mail-from/mx-missing'];
    expect([found?.problem, (grave as (data: never) => string)(found?.data as never)]).toEqual([
      found?.problem,
      severity,
    ]);
  }
});
