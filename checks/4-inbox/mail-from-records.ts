import { defineCheck, problem, type Step, unanswered } from '../../src/check.ts';
import { mailFromRecords } from '../../src/facts/mail-from-records.ts';
import { mailFromSpf } from '../../src/facts/mail-from-spf.ts';
import { type Disagreement, feedbackRegion, mxFault, spfPresence } from '../../src/facts/mail-from-state.ts';
import { answersOf } from '../../src/facts/zone-lookup.ts';
import { panelHint, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { feedbackHost } from '../../src/knowledge/regions.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { mergeSpf, withSes } from '../../src/parse/spf-mend.ts';

interface Mx {
  identity: string;
  domain: string;
  zone: string | null;
  region: string | null;
  /** What the MX names now. */
  exchanges: readonly string[];
  source: string;
}

/** `cachedSeconds`: how long the resolver still has the record; null when it does not have it. */
interface Gone {
  cachedSeconds: number | null;
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
  'message/via-amazonses',
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

const stillCached = ({ cachedSeconds }: Gone): readonly Step[] =>
  cachedSeconds === null
    ? []
    : [
        {
          text: `The resolver still has the old record for ${cachedSeconds} seconds; after that SES and receivers miss it too`,
          owner: 'dns',
        },
      ];

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
    'mail-from/mx-missing': problem<Mx & Gone>({
      severity: 'error',
      summary: ({ domain }) => `The MAIL FROM domain ${domain} has no MX record.`,
      impact: effect,
      evidence,
      fix: (data) => [publish(data, 'Publish the MX record'), ...stillCached(data)],
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

    'mail-from/spf-missing': problem<Spf & Gone>({
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
      fix: ({ domain, zone, cachedSeconds }) => [
        {
          text: `Publish the SPF record. ${panelHint}`,
          owner: 'dns',
          ...recordToPublish(domain, 'TXT', 'v=spf1 include:amazonses.com ~all', zone),
        },
        ...stillCached({ cachedSeconds }),
      ],
      references: [page, 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5'],
      explains: ['alignment/dkim-only', 'alignment/dmarc-fails', 'message/spf-failed'],
    }),

    'mail-from/wrong-zone': problem<{ domain: string; type: 'MX' | 'TXT' } & Disagreement>({
      severity: 'error',
      summary: ({ domain, type, have, lack }) =>
        `The name servers of ${domain} disagree about its ${type === 'MX' ? 'MX' : 'SPF'} record; ${have.join(', ')} ${have.length === 1 ? 'has' : 'have'} what SES expects, ${lack.join(', ')} ${lack.length === 1 ? 'has' : 'have'} not.`,
      impact: ({ type }) =>
        type === 'MX'
          ? 'Whether SES finds the MX depends on which server it asks: the MAIL FROM domain fails from time to time.'
          : 'Whether a receiver finds the SPF record depends on which server it asks: part of the mail does not pass SPF.',
      evidence: ({ domain, type, have, lack }) => [
        ...have.map((source) => ({
          what: `${type} ${domain}`,
          expected: 'the record',
          actual: 'the record',
          source,
        })),
        ...lack.map((source) => ({
          what: `${type} ${domain}`,
          expected: 'the record',
          actual: 'no such record, or another one',
          source,
        })),
      ],
      fix: ({ have, lack }) => [
        {
          text: `Find out which of the servers hold the zone that you edit. If ${lack.join(', ')} ${lack.length === 1 ? 'belongs' : 'belong'} to another provider, copy the record from ${have.join(', ')} there or remove them from the delegation at the registrar; if to the same one, wait for its servers to catch up`,
          owner: 'dns',
        },
      ],
      references: [page, 'https://www.rfc-editor.org/rfc/rfc1034#section-4.2.2'],
      explains,
    }),

    'mail-from/not-propagated': problem<{
      domain: string;
      type: 'MX' | 'TXT';
      seen: readonly string[];
      seconds: number | null;
      source: string;
    }>({
      severity: 'info',
      summary: ({ domain, type, seconds }) =>
        `The name servers of ${domain} have the right ${type === 'MX' ? 'MX' : 'SPF'} record; the resolver asked here still has an older answer${seconds === null ? '' : ` for ${seconds} seconds`}.`,
      impact: 'Whoever asked before the change does not see the record yet. It passes by itself.',
      evidence: ({ domain, type, seen, source }) => [
        {
          what: `${type} ${domain}`,
          expected: null,
          actual: seen.length === 0 ? 'no such record' : seen.join(', '),
          source,
        },
      ],
      fix: ({ seconds }) => [
        {
          text:
            seconds === null
              ? 'Wait until the old answer has run out'
              : `Wait ${seconds} seconds, then look again`,
          owner: 'dns',
        },
      ],
      references: ['https://www.rfc-editor.org/rfc/rfc2308#section-5', page],
    }),

    'mail-from/spf-no-ses': problem<Spf & { ip: string; result: string }>({
      severity: 'error',
      summary: ({ domain, result }) =>
        `SPF at the MAIL FROM domain ${domain} does not let SES through: the result is ${result}.`,
      impact: ({ result }) =>
        result === 'permerror'
          ? 'The record cannot be evaluated (a syntax error, two records, or too many lookups): mail from SES does not pass SPF with this domain.'
          : result === 'neutral'
            ? 'Mail from SES does not pass SPF, so SPF cannot align: DMARC rests on DKIM alone.'
            : 'Mail from SES fails SPF, and the record says that it is not from you.',
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
          text:
            records.length > 1
              ? 'Merge the records into one'
              : 'Put include:amazonses.com first in the record',
          owner: 'dns',
          ...recordToPublish(domain, 'TXT', sendingSes(records), zone),
        },
      ],
      references: [page],
      explains: [
        'spf/ses-not-authorised',
        'alignment/dkim-only',
        'alignment/dmarc-fails',
        'message/spf-failed',
      ],
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

    function disagreement(type: 'MX' | 'TXT', { have, lack }: Disagreement) {
      return { problem: 'mail-from/wrong-zone' as const, data: { domain, type, have, lack } };
    }

    function stale(type: 'MX' | 'TXT', seen: readonly string[], seconds: number | null) {
      return {
        problem: 'mail-from/not-propagated' as const,
        data: { domain, type, seen, seconds, source: resolver },
      };
    }

    function mxOccurrences() {
      switch (fault.kind) {
        case 'none':
          return [];
        case 'unanswered':
          return [{ unanswered: fault.why, counts: true }];
        case 'missing':
          return doubled === null
            ? [
                {
                  problem: 'mail-from/mx-missing' as const,
                  data: { ...data, cachedSeconds: fault.cachedSeconds },
                },
              ]
            : [
                {
                  problem: 'mail-from/name-doubled' as const,
                  data: { ...data, found: doubled, source: resolver },
                },
              ];
        case 'disagree':
          return [disagreement('MX', fault)];
        case 'not-propagated':
          return [stale('MX', fault.exchanges, fault.seconds)];
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
        const { cachedSeconds } = presence;
        return [
          {
            problem: 'mail-from/spf-missing' as const,
            data: { domain, zone, records: [], source: said, cachedSeconds },
          },
        ];
      }
      if (presence.kind === 'disagree') return [disagreement('TXT', presence)];
      if (presence.kind === 'not-propagated') return [stale('TXT', [], presence.seconds)];
      if (!spf.ok) return [];
      const { results, inForce } = spf.value;
      if (!results.ok) return unanswered(results);
      // The check `spf` has words for each permerror, where SES uses the domain.
      const refused = results.value.find(
        ({ result }) =>
          result === 'fail' ||
          result === 'softfail' ||
          result === 'neutral' ||
          (result === 'permerror' && !inForce),
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

/** The record as it should be; null when we know none. */
function sendingSes(records: readonly string[]): string | null {
  const [record] = records;
  if (record === undefined) return null;
  const one = records.length === 1 ? record : mergeSpf(records);
  return one === null ? null : withSes(one);
}
