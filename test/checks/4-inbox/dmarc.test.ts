import check from '../../../checks/4-inbox/dmarc.ts';
import type { Account } from '../../../src/facts/account.ts';
import { dmarc } from '../../../src/facts/dmarc.ts';
import { lookalikeFault, parseDmarc } from '../../../src/parse/dmarc/dmarc.ts';
import { Unavailable, type Why } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { apart, dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, keptByResolver, keptData, servedByNobody } from '../../support/delegation.ts';
import { gather } from '../../support/gather.ts';
import type { DnsAnswer, DnsProbe, DnsType } from '../../../src/model/dns.ts';
import { fakeDns, type Zone } from '../../support/probes.ts';
import { servers } from '../../support/sender-world.ts';
import { noNames } from '../../support/symptom-names.ts';

const good = 'v=DMARC1; p=reject; rua=mailto:dmarc@example.com';
/** The fact in a world of these names. */
const inWorld = async (zone: Zone, subject = 'example.com') => ({
  dmarc: await gather(dmarc, { subject, probes: { dns: fakeDns(zone) } }),
});
const withRecord = (text: string) => inWorld({ '_dmarc.example.com': { TXT: [text] } });
const account = (sentLast24Hours: number): { account: { ok: true; value: Account } } => ({
  account: {
    ok: true,
    value: {
      productionAccess: true,
      sendingEnabled: true,
      enforcement: 'HEALTHY',
      quota: { max24Hour: 50000, maxPerSecond: 14, sentLast24Hours },
      review: null,
      mailType: null,
      suppressedReasons: [],
      validation: null,
      vdm: false,
      optimizedSharedDelivery: false,
      dedicatedIpAutoWarmup: false,
    },
  },
});
const missing = {
  domain: 'example.com',
  name: '_dmarc.example.com',
  zone: 'example.com',
  asked: ['_dmarc.example.com', '_dmarc.com'],
  sent: 100,
  refused: false,
  elsewhere: null,
  cachedSeconds: null,
};
const faultsOf = (text: string) => {
  const [fault] = parseDmarc(text).faults;
  if (fault === undefined) throw new Error('the record has no fault');
  return fault;
};
const typo = 'v=DMARC1; p=rejct; rua=mailto:dmarc@example.com';
const strict = 'v=DMARC1; p=reject; adkim=strict; rua=mailto:dmarc@example.com';
const policyless = 'v=DMARC1; rua=mailto:dmarc@example.com';
const glued = 'v=DMARC1 p=none';
const two = ['v=DMARC1; p=reject; rua=mailto:a@example.com', 'v=DMARC1; p=none'];
const parent = 'v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@example.com';
const why: Why = new Unavailable('bad-reply', '192.0.2.53 answered SERVFAIL for _dmarc.example.com', {
  question: 'TXT _dmarc.example.com',
}).why;
const bank = 'v=DMARC1; p=reject; psd=y; rua=mailto:dmarc@registry.example';
const seenBy = async (zone: Zone, authoritative: DnsProbe['authoritative']) => ({
  dmarc: await gather(dmarc, {
    subject: 'example.com',
    probes: { dns: { ...fakeDns(zone), authoritative } },
  }),
});
const has = (): DnsAnswer<DnsType> => ({ exists: true, records: [good], ttl: 300, chain: [] });
const hasNot = (): DnsAnswer<DnsType> => ({ exists: false, records: [], ttl: 300, chain: [] });
const both = (_name: string, type: DnsType): DnsAnswer<DnsType> => ({
  exists: true,
  records: [type === 'CNAME' ? 'dmarc.service.test' : good],
  ttl: 300,
  chain: [],
});
const horizon = {
  things: 'The DMARC record at _dmarc.example.com',
  plural: false,
  zone: 'example.com',
  inside: ['dc1.corp.test'],
  outside: ['ns1.test'],
  resolver: '192.0.2.53',
  records: [],
};
const published = { '_dmarc.example.com': { TXT: [good] } };

describeCheck(check, {
  subject: 'example.com',
  healthy: { ...(await withRecord(good)), ...account(100), symptom: { ok: true, value: null } },
  finds: {
    'no record': { given: await inWorld({}), found: [{ problem: 'dmarc/missing', data: missing }] },
    'no record, and 5,000 recipients a day': {
      given: { ...(await inWorld({})), ...account(5000) },
      found: [{ problem: 'dmarc/missing', data: { ...missing, sent: 5000 } }],
    },
    'no record, and a receiver that says so': {
      given: {
        ...(await inWorld({})),
        symptom: {
          ok: true,
          value: {
            candidates: [
              {
                code: 'bounce/authentication-failed',
                subject: null,
                quote: 'DMARC',
                rank: 0,
                item: 0,
                data: { mechanism: 'DMARC' },
              },
            ],
            items: [],
            unread: [],
            names: noNames,
            summary: null,
          },
        },
      },
      found: [{ problem: 'dmarc/missing', data: { ...missing, refused: true } }],
    },
    'a record that the resolver does not have yet': {
      given: await seenBy({}, servers({ 'ns1.test': has, 'ns2.test': 'silent' })),
      found: [
        {
          problem: 'dmarc/not-propagated',
          data: { name: '_dmarc.example.com', server: 'ns1.test', record: good, seconds: 300 },
        },
      ],
    },
    'a record that is gone and still in the cache': {
      given: { ...(await seenBy(published, servers({ 'ns1.test': hasNot }))), ...account(100) },
      found: [{ problem: 'dmarc/missing', data: { ...missing, cachedSeconds: 300 } }],
    },
    'servers that disagree': {
      given: await seenBy(
        published,
        servers({ 'ns1.test': has, 'ns1.old.test': hasNot, 'ns2.test': 'lame' }),
      ),
      found: [
        {
          problem: 'dmarc/wrong-zone',
          data: { name: '_dmarc.example.com', have: ['ns1.test'], lack: ['ns1.old.test'] },
        },
      ],
    },
    'a chain of trust that is broken': {
      given: {
        dmarc: {
          ...(await withRecord(good)).dmarc,
          policy: { ok: false, why: refusedForDnssec('TXT _dmarc.example.com') },
        },
      },
      found: [
        {
          problem: 'dmarc/dnssec-broken',
          data: dnssecData('The DMARC record of example.com', ['TXT _dmarc.example.com']),
        },
      ],
    },
    'a zone that nobody serves': {
      given: {
        dmarc: {
          ...(await withRecord(good)).dmarc,
          policy: { ok: false, why: servedByNobody('TXT _dmarc.example.com') },
        },
      },
      found: [
        {
          problem: 'dmarc/delegation-broken',
          data: delegationData('The DMARC record of example.com', ['TXT _dmarc.example.com']),
        },
      ],
    },
    'a zone that nobody serves, of which the resolver still has the record': {
      given: {
        dmarc: {
          ...(await withRecord(good)).dmarc,
          resolver: '192.0.2.53',
          place: {
            name: '_dmarc.example.com',
            authority: { ok: true, value: keptByResolver },
            beside: null,
          },
        },
      },
      found: [{ problem: 'dmarc/delegation-broken', data: keptData('The DMARC record of example.com') }],
    },
    'a CNAME beside the record': {
      given: await seenBy(published, servers({ 'ns1.test': both })),
      found: [
        {
          problem: 'dmarc/cname-beside',
          data: {
            name: '_dmarc.example.com',
            target: 'dmarc.service.test',
            others: [{ type: 'TXT', value: good }],
            server: 'ns1.test',
            thing: 'the DMARC record',
            wanted: 'other',
          },
        },
      ],
    },
    'a record that only this network has': {
      given: await seenBy(published, apart(servers({ 'ns1.test': hasNot }))),
      found: [
        {
          problem: 'dmarc/split-horizon',
          data: {
            ...horizon,
            side: 'inside',
            records: [
              {
                name: '_dmarc.example.com',
                type: 'TXT',
                value: good,
                ttl: 1800,
                panelName: '_dmarc',
              },
            ],
          },
        },
      ],
    },
    'a record that only this network lacks': {
      given: await seenBy({}, apart(servers({ 'ns1.test': has }))),
      found: [{ problem: 'dmarc/split-horizon', data: { ...horizon, side: 'outside' } }],
    },
    'a record that a filter of this network hides': {
      given: await seenBy({ '_dmarc.example.com': { A: ['0.0.0.0'] } }, servers({ 'ns1.test': has })),
      found: [
        {
          problem: 'dmarc/split-horizon',
          data: { ...horizon, inside: [], side: 'outside', filter: 'the address 0.0.0.0' },
        },
      ],
    },
    'a record under a doubled name': {
      given: { ...(await inWorld({ '_dmarc.example.com.example.com': { TXT: [good] } })), ...account(100) },
      found: [
        {
          problem: 'dmarc/missing',
          data: {
            ...missing,
            elsewhere: { name: '_dmarc.example.com.example.com', kind: 'doubled', value: good },
          },
        },
      ],
    },
    'a record at the domain itself': {
      given: { ...(await inWorld({ 'example.com': { TXT: ['v=spf1 -all', good] } })), ...account(100) },
      found: [
        {
          problem: 'dmarc/missing',
          data: { ...missing, elsewhere: { name: 'example.com', kind: 'without-prefix', value: good } },
        },
      ],
    },
    'no policy, and an address for reports': {
      given: await withRecord(policyless),
      found: [
        {
          problem: 'dmarc/syntax-error',
          data: {
            at: 'example.com',
            record: policyless,
            fault: faultsOf(policyless),
            repaired: 'v=DMARC1; p=none; rua=mailto:dmarc@example.com',
            zone: 'example.com',
            counts: 'none',
          },
        },
        {
          problem: 'dmarc/policy-none',
          data: { domain: 'example.com', at: 'example.com', tag: 'p', testing: false, record: policyless },
        },
      ],
    },
    'two records': {
      given: await inWorld({ '_dmarc.example.com': { TXT: two } }),
      found: [
        {
          problem: 'dmarc/multiple-records',
          data: {
            at: 'example.com',
            records: two,
            repaired: 'v=DMARC1; p=none; rua=mailto:a@example.com',
            zone: 'example.com',
          },
        },
      ],
    },
    'a semicolon is missing': {
      given: await withRecord(glued),
      found: [
        {
          problem: 'dmarc/syntax-error',
          data: {
            at: 'example.com',
            record: glued,
            fault: lookalikeFault(glued),
            repaired: 'v=DMARC1; p=none',
            zone: 'example.com',
            counts: null,
          },
        },
      ],
    },
    'a tag that is ignored': {
      given: await withRecord(strict),
      found: [
        {
          problem: 'dmarc/syntax-error',
          data: {
            at: 'example.com',
            record: strict,
            fault: faultsOf(strict),
            repaired: good,
            zone: 'example.com',
            counts: 'reject',
          },
        },
      ],
    },
    'a misspelt policy': {
      given: await withRecord(typo),
      found: [
        {
          problem: 'dmarc/unknown-policy',
          data: {
            at: 'example.com',
            record: typo,
            fault: faultsOf(typo),
            repaired: good,
            zone: 'example.com',
            counts: 'none',
          },
        },
      ],
    },
    'monitoring, without reports': {
      given: await withRecord('v=DMARC1; p=none'),
      found: [
        {
          problem: 'dmarc/policy-none',
          data: {
            domain: 'example.com',
            at: 'example.com',
            tag: 'p',
            testing: false,
            record: 'v=DMARC1; p=none',
          },
        },
        { problem: 'dmarc/no-reports', data: { at: 'example.com', record: 'v=DMARC1; p=none' } },
      ],
    },
    'quarantine in test mode': {
      given: await withRecord('v=DMARC1; p=quarantine; t=y; rua=mailto:dmarc@example.com'),
      found: [
        {
          problem: 'dmarc/policy-none',
          data: {
            domain: 'example.com',
            at: 'example.com',
            tag: 'p',
            testing: true,
            record: 'v=DMARC1; p=quarantine; t=y; rua=mailto:dmarc@example.com',
          },
        },
      ],
    },
    'reports to somebody who does not take them': {
      given: await withRecord('v=DMARC1; p=reject; rua=mailto:x@vendor.example'),
      found: [
        {
          problem: 'dmarc/report-not-authorised',
          data: {
            uri: 'mailto:x@vendor.example',
            tag: 'rua',
            domain: 'vendor.example',
            name: 'example.com._report._dmarc.vendor.example',
          },
        },
      ],
    },
    'a sub-domain under sp=': {
      given: await inWorld(
        { '_dmarc.example.com': { TXT: [parent] }, 'news.example.com': { A: ['192.0.2.1'] } },
        'news.example.com',
      ),
      found: [
        {
          problem: 'dmarc/policy-none',
          data: { domain: 'news.example.com', at: 'example.com', tag: 'sp', testing: false, record: parent },
        },
        {
          problem: 'dmarc/subdomain-policy',
          data: { domain: 'news.example.com', at: 'example.com', tag: 'sp', policy: 'none', record: parent },
        },
      ],
    },
    'a record of the public suffix alone': {
      given: await inWorld(
        {
          '_dmarc.co.uk': { TXT: [bank] },
          '_report._dmarc.registry.example': {},
          'co.uk._report._dmarc.registry.example': { TXT: ['v=DMARC1'] },
        },
        'shop.co.uk',
      ),
      found: [
        { problem: 'dmarc/old-rule-differs', data: { domain: 'shop.co.uk', walk: 'co.uk', list: null } },
      ],
    },
    'a server that fails': {
      given: await inWorld({ '_dmarc.example.com': 'SERVFAIL' }),
      found: [{ problem: 'dmarc/temperror', data: { domain: 'example.com', why } }],
    },
  },
  silent: {
    'a sub-domain with the record above it': await inWorld(
      { '_dmarc.example.com': { TXT: [good] } },
      'a.b.example.com',
    ),
    'tags in mixed case, and tags that were removed': await withRecord(
      'v=DMARC1; P=Quarantine; PCT=100; rf=afrf; ri=86400; RUA=mailto:dmarc@example.com',
    ),
    'other texts beside it': await inWorld({ '_dmarc.example.com': { TXT: ['hello', good] } }),
    'an alias': await inWorld({
      '_dmarc.example.com': { CNAME: ['x.vendor.example'] },
      'x.vendor.example': { TXT: [good] },
    }),
    'a top-level domain that does not answer': await inWorld({
      '_dmarc.example.com': { TXT: [good] },
      '_dmarc.com': 'SERVFAIL',
    }),
    'a parent that does not answer': await inWorld(
      { '_dmarc.news.example.com': { TXT: [good] }, '_dmarc.example.com': { TXT: 'TIMEOUT' } },
      'news.example.com',
    ),
  },
  verdicts: {
    'a server that fails leaves a question open': {
      given: await inWorld({ '_dmarc.example.com': 'SERVFAIL' }),
      verdict: [
        { problem: 'dmarc/temperror', data: { domain: 'example.com', why } },
        { unanswered: why, counts: true },
      ],
    },
  },
  reads: [
    { code: 'dmarc/missing', subject: 'example.com', quote: 'no DMARC record', rank: 0, item: 0, data: {} },
  ],
});
