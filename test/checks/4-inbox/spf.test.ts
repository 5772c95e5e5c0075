import spfCheck from '../../../checks/4-inbox/spf.ts';
import { cutOff } from '../../../src/model/check.ts';
import type { Spf } from '../../../src/facts/spf.ts';
import { spfAuthorisesSes } from '../../../src/facts/spf-ses.ts';
import { Unavailable, type Why } from '../../../src/model/unavailable.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { dnssecData, refusedForDnssec } from '../../support/dnssec.ts';
import { delegationData, servedByNobody } from '../../support/delegation.ts';
import { fakeDns, type Zone } from '../../support/probes.ts';

const domain = 'bounce.example.com';
const addresses = [
  { ip: '199.255.192.1', range: '199.255.192.0/22' },
  { ip: '54.240.0.1', range: '54.240.0.0/18' },
];
const world: Zone = {
  'amazonses.com': { TXT: ['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all'] },
  'mail.example.com': { A: ['198.51.100.1'] },
};
/** What the fact holds when these texts stand at the MAIL FROM domain. */
const withTexts = async (
  texts: string[],
  zone: Zone = {},
  dedicated: string[] = [],
): Promise<{ spf: Spf }> => ({
  spf: {
    kind: 'custom',
    authorisation: await spfAuthorisesSes(fakeDns({ ...world, ...zone, [domain]: { TXT: texts } }), domain, [
      ...addresses,
      ...dedicated.map((ip) => ({ ip, range: null })),
    ]),
  },
});
const lookups = (count: number): string =>
  Array.from({ length: count }, () => 'a:mail.example.com').join(' ');
const why: Why = {
  reason: 'bad-reply',
  message: `192.0.2.53 answered SERVFAIL for ${domain}`,
  question: `TXT ${domain}`,
  action: null,
  region: null,
  detail: {},
};
const denied = new Unavailable('access-denied', 'denied').why;
const switchedOff = new Unavailable('switched-off', '--no-aws').why;
const soft = 'v=spf1 include:amazonses.com ~all';
const loop = await withTexts(['v=spf1 include:b.example ~all'], {
  'b.example': { TXT: [`v=spf1 include:${domain} ~all`] },
});
const eleven = `v=spf1 ${lookups(10)} include:amazonses.com ~all`;
const voids = 'v=spf1 a:n1.example a:n2.example a:n3.example include:amazonses.com ~all';
const servers = Array.from({ length: 11 }, (_, preference) => ({
  preference,
  exchange: `mx${preference}.example.com`,
}));

describeCheck(spfCheck, {
  subject: 'example.com',
  healthy: {
    ...(await withTexts([soft])),
    symptom: { ok: true, value: null },
    dedicatedIps: { ok: true, value: { items: [], complete: true, because: null } },
  },
  finds: {
    'two records': {
      given: await withTexts([soft, 'v=spf1 mx -all']),
      found: [
        {
          problem: 'spf/multiple-records',
          data: { domain, at: domain, records: [soft, 'v=spf1 mx -all'], tree: [] },
        },
      ],
    },
    'two records, and a receiver that says SPF': {
      given: {
        ...(await withTexts([soft, 'v=spf1 mx -all'])),
        symptom: {
          ok: true,
          value: symptomOf([
            candidateOf('bounce/authentication-failed', null, { data: { mechanism: 'SPF' } }),
          ]),
        },
      },
      found: [
        {
          problem: 'spf/multiple-records',
          data: { domain, at: domain, records: [soft, 'v=spf1 mx -all'], tree: [], blamed: true },
        },
      ],
    },
    'a prefix that does not exist': {
      given: await withTexts(['v=spf1 ip4:192.0.2.0/33 include:amazonses.com ~all']),
      found: [
        {
          problem: 'spf/syntax-error',
          data: {
            domain,
            at: domain,
            record: 'v=spf1 ip4:192.0.2.0/33 include:amazonses.com ~all',
            tree: [],
            term: 'ip4:192.0.2.0/33',
            position: 21,
            message: 'a prefix length here is a number from 0 to 32',
          },
        },
      ],
    },
    'SES behind ten other lookups': {
      given: await withTexts([eleven]),
      found: [
        {
          problem: 'spf/too-many-lookups',
          data: {
            domain,
            at: domain,
            record: eleven,
            tree: [
              ...Array.from({ length: 10 }, (_, index) => `a:mail.example.com [lookup ${index + 1}]`),
              'include:amazonses.com [lookup 11] <-- here',
              '~all not reached',
            ],
            term: 'include:amazonses.com',
            position: 198,
            exchanges: null,
            shorter: {
              record: 'v=spf1 include:amazonses.com a:mail.example.com ~all',
              ...{ twice: ['a:mail.example.com'], gone: [], lookups: 2 },
            },
          },
        },
      ],
    },
    'a domain with eleven mail servers': {
      given: await withTexts(['v=spf1 mx:many.example ~all'], { 'many.example': { MX: servers } }),
      found: [
        {
          problem: 'spf/too-many-lookups',
          data: {
            domain,
            at: domain,
            record: 'v=spf1 mx:many.example ~all',
            tree: ['mx:many.example [lookup 1] <-- here', '~all not reached'],
            term: 'mx:many.example',
            position: 8,
            exchanges: 11,
            shorter: {
              record: 'v=spf1 include:amazonses.com mx:many.example ~all',
              ...{ twice: [], gone: [], lookups: 2 },
            },
          },
        },
      ],
    },
    'three names that do not exist': {
      given: await withTexts([voids]),
      found: [
        {
          problem: 'spf/too-many-void-lookups',
          data: {
            domain,
            at: domain,
            record: voids,
            tree: [
              'a:n1.example [lookup 1, empty answer]',
              'a:n2.example [lookup 2, empty answer]',
              'a:n3.example [lookup 3, empty answer] <-- here',
              'include:amazonses.com not reached',
              '~all not reached',
            ],
            term: 'a:n3.example',
            position: 34,
            names: ['n1.example', 'n2.example', 'n3.example'],
            terms: ['a:n1.example', 'a:n2.example', 'a:n3.example'],
          },
        },
      ],
    },
    'a circle': {
      given: loop,
      found: [
        {
          problem: 'spf/include-loop',
          data: {
            domain,
            at: 'b.example',
            record: `v=spf1 include:${domain} ~all`,
            tree: [
              'include:b.example [lookup 1]',
              `| include:${domain} [lookup 2] <-- here`,
              '| ~all not reached',
              '~all not reached',
            ],
            term: `include:${domain}`,
            position: 8,
            path: [domain, 'b.example', domain],
          },
        },
      ],
    },
    'an include of a service that is gone': {
      given: await withTexts(['v=spf1 include:gone.example include:amazonses.com ~all']),
      found: [
        {
          problem: 'spf/include-missing',
          data: {
            domain,
            at: domain,
            record: 'v=spf1 include:gone.example include:amazonses.com ~all',
            tree: [
              'include:gone.example [lookup 1] <-- here',
              'include:amazonses.com not reached',
              '~all not reached',
            ],
            term: 'include:gone.example',
            position: 8,
            target: 'gone.example',
          },
        },
      ],
    },
    'a record for other services only': {
      given: await withTexts(['v=spf1 ip4:192.0.2.0/24 -all']),
      found: [
        {
          problem: 'spf/ses-not-authorised',
          data: {
            domain,
            record: 'v=spf1 ip4:192.0.2.0/24 -all',
            result: 'fail',
            refused: addresses.map((address) => ({ ...address, result: 'fail' as const })),
            partly: false,
            dedicatedPass: false,
            tree: ['ip4:192.0.2.0/24', '-all matches'],
          },
        },
      ],
    },
    'some ranges of SES, copied': {
      given: await withTexts(['v=spf1 ip4:199.255.192.0/22 ~all']),
      found: [
        {
          problem: 'spf/ses-not-authorised',
          data: {
            domain,
            record: 'v=spf1 ip4:199.255.192.0/22 ~all',
            result: 'softfail',
            refused: [{ ip: '54.240.0.1', range: '54.240.0.0/18', result: 'softfail' }],
            partly: true,
            dedicatedPass: false,
            tree: ['ip4:199.255.192.0/22', '~all matches'],
          },
        },
      ],
    },
    'dedicated IPs alone': {
      given: await withTexts(['v=spf1 ip4:198.51.100.7 -all'], {}, ['198.51.100.7']),
      found: [
        {
          problem: 'spf/ses-not-authorised',
          data: {
            domain,
            record: 'v=spf1 ip4:198.51.100.7 -all',
            result: 'fail',
            refused: addresses.map((address) => ({ ...address, result: 'fail' })),
            partly: true,
            dedicatedPass: true,
            tree: ['ip4:198.51.100.7', '-all matches'],
          },
        },
      ],
    },
    'a dedicated IP that is left out': {
      given: await withTexts([soft], {}, ['203.0.113.9']),
      found: [
        {
          problem: 'spf/ses-not-authorised',
          data: {
            domain,
            record: soft,
            result: 'softfail',
            refused: [{ ip: '203.0.113.9', range: null, result: 'softfail' }],
            partly: true,
            dedicatedPass: false,
            tree: [
              'include:amazonses.com [lookup 1]',
              '| ip4:199.255.192.0/22',
              '| ip4:54.240.0.0/18',
              '| -all matches',
              '~all matches',
            ],
          },
        },
      ],
    },
    'everybody may send': {
      given: await withTexts(['v=spf1 include:amazonses.com +all']),
      found: [
        {
          problem: 'spf/plus-all',
          data: { domain, record: 'v=spf1 include:amazonses.com +all', term: '+all', passes: true },
        },
      ],
    },
    'a neutral end': {
      given: await withTexts(['v=spf1 include:amazonses.com ?all']),
      found: [
        {
          problem: 'spf/neutral-all',
          data: { domain, record: 'v=spf1 include:amazonses.com ?all', term: '?all', passes: true },
        },
      ],
    },
    'a neutral end, and SES left out': {
      given: await withTexts(['v=spf1 ?all']),
      found: [
        {
          problem: 'spf/ses-not-authorised',
          data: {
            domain,
            record: 'v=spf1 ?all',
            result: 'neutral',
            refused: [
              { ip: '199.255.192.1', range: '199.255.192.0/22', result: 'neutral' },
              { ip: '54.240.0.1', range: '54.240.0.0/18', result: 'neutral' },
            ],
            partly: false,
            dedicatedPass: false,
            tree: ['?all matches'],
          },
        },
        {
          problem: 'spf/neutral-all',
          data: { domain, record: 'v=spf1 ?all', term: '?all', passes: false, lacking: 'ses' },
        },
      ],
    },
    'no end': {
      given: await withTexts(['v=spf1 include:amazonses.com']),
      found: [
        {
          problem: 'spf/no-all',
          data: { domain, record: 'v=spf1 include:amazonses.com', term: '', passes: true },
        },
      ],
    },
    'a ptr term': {
      given: await withTexts(['v=spf1 include:amazonses.com ptr -all']),
      found: [
        {
          problem: 'spf/ptr',
          data: { domain, record: 'v=spf1 include:amazonses.com ptr -all', term: 'ptr', passes: true },
        },
      ],
    },
    'a server that fails': {
      given: {
        spf: {
          kind: 'custom',
          authorisation: await spfAuthorisesSes(
            fakeDns({ ...world, [domain]: 'SERVFAIL' }),
            domain,
            addresses,
          ),
        },
      },
      found: [{ problem: 'spf/temperror', data: { domain, why } }],
    },
    'a chain of trust that is broken': {
      given: {
        spf: {
          kind: 'custom',
          authorisation: await spfAuthorisesSes(
            {
              ...fakeDns(world),
              resolve: (name, type) => Promise.reject(Unavailable.of(refusedForDnssec(`${type} ${name}`))),
            },
            domain,
            addresses,
          ),
        },
      },
      found: [{ problem: 'spf/dnssec-broken', data: dnssecData(`SPF at ${domain}`, [`TXT ${domain}`]) }],
    },
    'a zone that nobody serves': {
      given: {
        spf: {
          kind: 'custom',
          authorisation: await spfAuthorisesSes(
            {
              ...fakeDns(world),
              resolve: (name, type) => Promise.reject(Unavailable.of(servedByNobody(`${type} ${name}`))),
            },
            domain,
            addresses,
          ),
        },
      },
      found: [
        { problem: 'spf/delegation-broken', data: delegationData(`SPF at ${domain}`, [`TXT ${domain}`]) },
      ],
    },
  },
  verdicts: {
    'no record, which mail-from/spf-missing reports': {
      given: await withTexts([]),
      verdict: { notApplicable: 'bounce.example.com has no SPF record, as mail-from-records says' },
    },
    'dedicated IPs that nobody could see': {
      given: { dedicatedIps: { ok: false, why: denied } },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'dedicated IPs that were not read to their end': {
      given: { dedicatedIps: { ok: true, value: { items: [], complete: false, because: 'stopped' } } },
      verdict: [cutOff('ses:GetDedicatedIps', 'the dedicated IPs of the account were not read to their end')],
    },
    'no access to AWS at all: what SES publishes was looked at, and the tick says so': {
      given: { dedicatedIps: { ok: false, why: switchedOff } },
      verdict: [],
    },
  },
  silent: {
    'the MAIL FROM domain of SES': { spf: { kind: 'default' } },
    'many lookups behind SES': await withTexts([`v=spf1 include:amazonses.com ${lookups(14)} -all`]),
    'a redirect instead of an end': await withTexts(['v=spf1 redirect=all.example'], {
      'all.example': { TXT: [soft] },
    }),
    'the ranges themselves': await withTexts(['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all']),
  },
  reads: ['spf/multiple-records', 'spf/syntax-error', 'spf/too-many-lookups', 'spf/ses-not-authorised'].map(
    (code) => ({
      code,
      subject: domain,
      quote: '550 5.7.24 SPF permerror',
      rank: 0,
      item: 0,
      data: {},
    }),
  ),
});
