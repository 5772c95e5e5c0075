import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Why } from '../../src/model/unavailable.ts';
import { askAgain } from '../../src/model/steps.ts';
import type { Lacking } from '../../src/spf/sound.ts';
import { publishSound, readFix, spfAct, treeRows } from './spf-steps.ts';
import { refusalOverSpf } from './spf-blamed.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** A record that can be read, and the term in it that is spoken of. */
export interface All {
  domain: string;
  record: string;
  term: string;
  /** SES's own mail passes. */
  passes: boolean;
  /** What it lacks for mail from SES to pass; absent for nothing. */
  lacking?: Lacking;
}

const guidePage = guide('send-email-authentication-spf');

const unmarked = ({ passes }: All): string =>
  `Mail that others send with this envelope domain is not marked.${passes ? ' Mail from SES passes.' : ''}`;

const endOfRecord = ({ domain, record }: All): readonly Evidence[] => [
  { what: `TXT ${domain}`, expected: '~all or -all at the end', actual: record, source: null },
];

const inOne = ({ domain, record, lacking = null }: All): readonly Step[] => [
  publishSound(domain, record, lacking),
];

/** What the record lacks for all of SES, or for leased addresses alone. */
export const lackingFor = (refused: readonly { ip: string; range: string | null }[]): Lacking =>
  refused.every(({ range }) => range === null) ? refused.map(({ ip }) => ip) : 'ses';

/** What the record would have to hold: what SES asks for, or where only leased addresses are left out, those. */
const termsFor = (refused: readonly { ip: string; range: string | null }[]): string =>
  refused.length > 0 && refused.every(({ range }) => range === null)
    ? `a term that covers ${refused
        .slice(0, 3)
        .map(({ ip }) => ip)
        .join(', ')}${refused.length > 3 ? ' …' : ''}`
    : 'a term that covers SES, for example include:amazonses.com';

/** What a record that can be read says about SES and about others. */
export const resultProblems = {
  'spf/ses-not-authorised': problem<{
    blamed?: true;
    domain: string;
    record: string;
    result: string;
    refused: readonly { ip: string; range: string | null; result: string }[];
    partly: boolean;
    /** The dedicated IPs of the account pass. */
    dedicatedPass: boolean;
    /** Whether it has any that pass is not known. */
    dedicatedOpen?: true;
    tree: readonly string[];
  }>({
    severity: ({ dedicatedPass, dedicatedOpen }) =>
      dedicatedPass || dedicatedOpen === true ? 'warning' : 'error',
    summary: ({ domain, result, partly, dedicatedPass, dedicatedOpen }) => {
      if (dedicatedOpen === true)
        return `SPF at ${domain} does not authorize all shared IP addresses of SES; whether mail leaves through dedicated IPs that it authorizes could not be looked up.`;
      if (dedicatedPass)
        return `SPF at ${domain} authorizes your dedicated IPs, but not all shared IP addresses of SES.`;
      return partly
        ? `SPF at ${domain} authorizes only some of the IP addresses of SES.`
        : `SPF at ${domain} does not authorize SES: the result is ${result}.`;
    },
    impact: ({ partly }) =>
      `${partly ? 'Part of the mail' : 'Mail'} from SES does not pass SPF: DMARC rests on DKIM alone, and receivers that look at SPF may junk or refuse it.`,
    evidence: ({ domain, record, refused, tree }) => [
      {
        what: `TXT ${domain}`,
        expected: termsFor(refused),
        actual: record,
        source: null,
      },
      ...refused.slice(0, 12).map(({ ip, range, result }) => ({
        what: `check_host() for ${ip}${range === null ? ', a dedicated IP' : ` of ${range}`}`,
        expected: 'pass',
        actual: result,
        source: null,
      })),
      ...treeRows(tree),
    ],
    fix: ({ domain, record, refused }) => [publishSound(domain, record, lackingFor(refused))],
    references: [guide('mail-from'), rfc(7208, '4')],
    explains: ['alignment/dmarc-fails', 'message/spf-failed'],
    explainsToo: refusalOverSpf,
    act: spfAct,
    read: {
      summary: () => 'The receiver says that the SPF record of the envelope sender does not authorize SES.',
      impact: () => 'Mail from SES does not pass SPF there, and DMARC rests on DKIM alone.',
      fix: readFix('Put include:amazonses.com into the SPF record of the custom MAIL FROM domain'),
      distinguish:
        'Compare the envelope domain in the reply with the MAIL FROM domain of the identity: only the record there counts, not that of the From domain.',
    },
  }),

  'spf/plus-all': problem<All>({
    severity: 'error',
    summary: ({ domain, term }) => `The SPF record of ${domain} lets the whole internet through: "${term}".`,
    impact:
      'Anybody may send with this envelope domain and pass SPF and DMARC. Receivers treat such a record as a sign of spam.',
    evidence: endOfRecord,
    fix: inOne,
    act: spfAct,
    references: [rfc(7208, '5.1'), guidePage],
  }),

  'spf/neutral-all': problem<All>({
    severity: 'warning',
    summary: ({ domain }) =>
      `The SPF record of ${domain} ends in "?all", which says nothing about other senders.`,
    impact: unmarked,
    evidence: endOfRecord,
    fix: inOne,
    act: spfAct,
    references: [rfc(7208, '5.1'), guidePage],
  }),

  'spf/no-all': problem<All>({
    severity: 'warning',
    summary: ({ domain }) => `The SPF record of ${domain} has no "all" and no redirect at its end.`,
    impact: unmarked,
    evidence: endOfRecord,
    fix: inOne,
    act: spfAct,
    references: [rfc(7208, '5.1'), guidePage],
  }),

  'spf/ptr': problem<All>({
    severity: 'warning',
    summary: ({ domain, term }) => `The SPF record of ${domain} uses "${term}", which is deprecated.`,
    impact: 'It is slow, some receivers skip it, and it costs one of the 10 lookups.',
    evidence: ({ domain, record }) => [
      { what: `TXT ${domain}`, expected: 'no ptr term', actual: record, source: null },
    ],
    fix: inOne,
    act: spfAct,
    references: [rfc(7208, '5.5')],
  }),

  'spf/temperror': problem<{ domain: string; why: Why }>({
    severity: 'unknown',
    summary: ({ domain, why }) => `SPF at ${domain} could not be evaluated: ${why.message}.`,
    impact:
      'Whether mail from SES passes SPF is not known. Receivers that cannot look it up either defer the mail.',
    evidence: ({ why }) => [{ what: why.question, expected: 'an answer', actual: why.message, source: null }],
    fix: ({ why }) => askAgain(why),
    references: [rfc(7208, '2.6.6')],
  }),
};
