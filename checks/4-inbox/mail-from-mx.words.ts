import { problem, type Step } from '../../src/model/check.ts';
import { panelHint, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { feedbackHost } from '../../src/knowledge/regions.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { type Gone, page, explains, stillCached } from './mail-from-records.words.ts';

/** The MX of a MAIL FROM domain, as it is. */
export interface Mx {
  identity: string;
  domain: string;
  zone: string | null;
  region: string | null;
  /** What the MX names now. */
  exchanges: readonly string[];
  source: string;
}

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

/** The MX by which SES confirms the MAIL FROM domain. */
export const mxProblems = {
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
    fix: (data) => [publish(data, 'Delete the record with the doubled name and publish it at the right one')],
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
};
