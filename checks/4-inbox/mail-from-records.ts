import { defineCheck, problem, type Step, unanswered } from '../../src/check.ts';
import { mailFromRecords } from '../../src/facts/mail-from-records.ts';
import { mailFromSpf } from '../../src/facts/mail-from-spf.ts';
import { feedbackRegion, mxFault, spfPresence } from '../../src/facts/mail-from-state.ts';
import { answersOf } from '../../src/facts/zone-lookup.ts';
import { panelHint, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { feedbackHost } from '../../src/knowledge/regions.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';

interface Mx {
  identity: string;
  domain: string;
  zone: string | null;
  region: string | null;
  /** What the MX names now. */
  exchanges: readonly string[];
  source: string;
}

interface Spf {
  domain: string;
  zone: string | null;
  records: readonly string[];
  source: string;
}

const page = guide('mail-from');
const explains = [
  'mail-from/failed',
  'mail-from/pending',
  'mail-from/temporary-failure',
  'mail-from/rejects-on-failure',
  'alignment/dkim-only',
];

const effect =
  'SES cannot confirm the MAIL FROM domain: it falls back to its own, so that SPF does not align, or refuses to send where the identity says so.';

const wanted = ({ region }: Mx): string =>
  `10 ${region === null ? 'feedback-smtp.<region>.amazonses.com' : feedbackHost(region)}`;

const publish = (data: Mx, text: string): Step => ({
  text: `${text}. ${panelHint}`,
  owner: 'dns',
  ...recordToPublish(data.domain, 'MX', data.region === null ? null : wanted(data), data.zone),
});

const evidence = (data: Mx) => [
  {
    what: `MX ${data.domain}`,
    expected: `${wanted(data)}, and no other`,
    actual: data.exchanges.length === 0 ? 'no MX record' : data.exchanges.join(', '),
    source: data.source,
  },
];

export default defineCheck({
  id: 'mail-from-records',
  title: 'The MAIL FROM domain has the records that SES expects',
  why: 'SES uses the domain only while its one MX names the feedback host of the Region, and SPF there is what receivers check.',
  per: 'identity',
  needs: { facts: mailFromRecords },
  questions: { spf: mailFromSpf },

  problems: {
    'mail-from/mx-missing': problem<Mx>({
      severity: 'error',
      summary: ({ domain }) => `The MAIL FROM domain ${domain} has no MX record.`,
      impact: effect,
      evidence,
      fix: (data) => [publish(data, 'Publish the MX record')],
      references: [page],
      explains,
    }),

    'mail-from/name-doubled': problem<Mx & { found: string }>({
      severity: 'error',
      summary: ({ found }) =>
        `The MX record of the MAIL FROM domain is at a name that has the zone twice: ${found}.`,
      impact: `The DNS panel appended the zone to a name that had it already. ${effect}`,
      evidence: ({ domain, found, source }) => [
        { what: 'name of the MX record', expected: domain, actual: found, source },
      ],
      fix: (data) => [
        publish(data, 'Delete the record with the doubled name and publish it at the right one'),
      ],
      references: [page, guide('troubleshoot-verification')],
      explains: ['mail-from/mx-missing', 'mail-from/spf-missing', ...explains],
    }),

    'mail-from/mx-wrong-target': problem<Mx>({
      severity: 'error',
      summary: ({ domain, exchanges }) =>
        `The MX record of the MAIL FROM domain ${domain} names ${exchanges.join(', ') || 'no host at all'}, which is not SES.`,
      impact: `${effect} Bounces to that domain go to the other host.`,
      evidence,
      fix: (data) => [
        publish(
          data,
          'Let the MX name the feedback host of SES, if nothing else receives mail there; else choose another sub-domain as MAIL FROM domain',
        ),
      ],
      references: [page],
      explains,
    }),

    'mail-from/mx-wrong-region': problem<Mx & { found: string }>({
      severity: 'error',
      summary: ({ domain, found, region }) =>
        `The MX record of the MAIL FROM domain ${domain} names SES in ${found}, while this identity is in ${region ?? 'another Region'}.`,
      impact: effect,
      evidence,
      fix: (data) => [
        publish(data, 'Let the MX name this Region'),
        {
          text: `If the domain is the MAIL FROM domain in ${data.found} as well, give each Region a sub-domain of its own: there may be only one MX`,
          owner: 'you',
        },
      ],
      references: [page],
      explains,
    }),

    'mail-from/mx-multiple': problem<Mx>({
      severity: 'error',
      summary: ({ domain, exchanges }) =>
        `The MAIL FROM domain ${domain} has ${exchanges.length} MX records; SES wants exactly one.`,
      impact: effect,
      evidence,
      fix: (data) => [
        publish(
          data,
          'Leave this one MX and delete the others; if they are needed, choose another sub-domain as MAIL FROM domain',
        ),
      ],
      references: [page],
      explains,
    }),

    'mail-from/also-receives': problem<Mx>({
      severity: 'warning',
      summary: ({ domain, exchanges }) =>
        `The MAIL FROM domain ${domain} also receives mail, at ${exchanges.join(', ')}.`,
      impact:
        'A MAIL FROM domain can do nothing else: its only MX has to be SES, and then other mail to it is lost.',
      evidence,
      fix: () => [
        {
          text: 'Choose a sub-domain as MAIL FROM domain that is used for nothing else (such as bounce.)',
          owner: 'you',
        },
      ],
      references: [page],
    }),

    'mail-from/spf-missing': problem<Spf>({
      severity: 'error',
      summary: ({ domain }) => `The MAIL FROM domain ${domain} has no SPF record.`,
      impact:
        'SPF says nothing (none) for mail from SES: it cannot align, and Gmail, Yahoo and Microsoft ask bulk senders for it.',
      evidence: ({ domain, source }) => [
        {
          what: `TXT ${domain}`,
          expected: 'v=spf1 include:amazonses.com ~all',
          actual: 'no SPF record',
          source,
        },
      ],
      fix: ({ domain, zone }) => [
        {
          text: `Publish the SPF record. ${panelHint}`,
          owner: 'dns',
          ...recordToPublish(domain, 'TXT', 'v=spf1 include:amazonses.com ~all', zone),
        },
      ],
      references: [page, 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5'],
      explains: ['alignment/dkim-only', 'alignment/dmarc-fails'],
    }),

    'mail-from/spf-no-ses': problem<Spf & { ip: string; result: string }>({
      severity: 'error',
      summary: ({ domain, result }) =>
        `SPF at the MAIL FROM domain ${domain} does not let SES through: the result is ${result}.`,
      impact: 'Mail from SES fails SPF, and the record says that it is not from you.',
      evidence: ({ domain, records, ip, result, source }) => [
        {
          what: `TXT ${domain}`,
          expected: 'v=spf1 include:amazonses.com ~all',
          actual: records.join(' | '),
          source,
        },
        { what: `check_host() for ${ip} of SES`, expected: 'pass', actual: result, source: null },
      ],
      fix: ({ domain, zone, records }) => [
        {
          text: 'Put include:amazonses.com into the record, before its "all"',
          owner: 'dns',
          ...recordToPublish(domain, 'TXT', withSes(records), zone),
        },
      ],
      references: [page],
      explains: ['spf/ses-not-authorised', 'alignment/dkim-only', 'alignment/dmarc-fails'],
    }),
  },

  evaluate({ facts, spf }) {
    const { identity, domain, region, mxAuthority, txtAuthority, resolver, doubled } = facts;
    const fault = mxFault(facts);
    const zone = mxAuthority.ok ? mxAuthority.value.zone : null;
    const data: Mx = {
      identity,
      domain,
      zone,
      region,
      exchanges: 'exchanges' in fault ? fault.exchanges : [],
      source: answersOf(mxAuthority)[0]?.server ?? resolver,
    };
    return [
      ...mxOccurrences(),
      ...spfOccurrences(),
      ...(mxAuthority.ok || fault.kind === 'unanswered'
        ? []
        : [{ unanswered: mxAuthority.why, counts: false }]),
    ];

    function mxOccurrences() {
      switch (fault.kind) {
        case 'none':
          return [];
        case 'unanswered':
          return [{ unanswered: fault.why, counts: true }];
        case 'missing':
          return doubled === null
            ? [{ problem: 'mail-from/mx-missing' as const, data }]
            : [
                {
                  problem: 'mail-from/name-doubled' as const,
                  data: { ...data, found: doubled, source: resolver },
                },
              ];
        case 'wrong-target':
          return [{ problem: 'mail-from/mx-wrong-target' as const, data }];
        case 'wrong-region':
          return [
            {
              problem: 'mail-from/mx-wrong-region' as const,
              data: { ...data, found: feedbackRegion(data.exchanges[0] ?? '') ?? '' },
            },
          ];
        case 'multiple': {
          const others = data.exchanges.filter((exchange) => feedbackRegion(exchange) === null);
          return [
            { problem: 'mail-from/mx-multiple' as const, data },
            ...(others.length === 0
              ? []
              : [{ problem: 'mail-from/also-receives' as const, data: { ...data, exchanges: others } }]),
          ];
        }
      }
    }

    function spfOccurrences() {
      const presence = spfPresence(facts);
      const source = resolver;
      if (presence.kind === 'unanswered') return [{ unanswered: presence.why, counts: true }];
      if (presence.kind === 'missing') {
        const said = answersOf(txtAuthority)[0]?.server ?? source;
        return [
          { problem: 'mail-from/spf-missing' as const, data: { domain, zone, records: [], source: said } },
        ];
      }
      if (!spf.ok) return [];
      const { results } = spf.value;
      if (!results.ok) return unanswered(results);
      // A permerror has its own words (spf/*); none means that the resolver does not have the record yet.
      const refused = results.value.find(
        ({ result }) => result === 'fail' || result === 'softfail' || result === 'neutral',
      );
      return refused === undefined
        ? []
        : [
            {
              problem: 'mail-from/spf-no-ses' as const,
              data: { domain, zone, records: presence.records, source, ...refused },
            },
          ];
    }
  },

  observed: ({ facts: { domain } }) => domain,
});

/** The one record with SES added before its last term; null when it is not one, or ends otherwise. */
function withSes(records: readonly string[]): string | null {
  const [record] = records;
  if (record === undefined || records.length > 1) return null;
  const merged = record.replace(/\s+([-~?]all)\s*$/i, ' include:amazonses.com $1');
  return merged === record || !/^[\x20-\x7e]{1,255}$/.test(merged) ? null : merged;
}
