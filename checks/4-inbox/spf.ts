import {
  defineCheck,
  type Evidence,
  type Occurrence,
  problem,
  type Step,
  unanswered,
} from '../../src/check.ts';
import { spf } from '../../src/facts/spf.ts';
import type { SesAuthorisation } from '../../src/facts/spf-ses.ts';
import { describeSpfTree } from '../../src/facts/spf-tree.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { parseSpf } from '../../src/parse/spf.ts';
import { mendSpf, mergeSpf, withAddresses, withSes } from '../../src/parse/spf-mend.ts';
import type { Why } from '../../src/unavailable.ts';

/** A fault in a record that receivers read for mail from SES. */
interface Fault {
  /** The envelope sender, at which receivers start. */
  domain: string;
  /** The domain whose record is at fault: the same, or one it includes. */
  at: string;
  record: string;
  /** The term at fault, as written, and its place in the record (from 1). */
  term: string;
  position: number;
  tree: readonly string[];
}

interface All {
  domain: string;
  record: string;
  term: string;
  /** SES's own mail passes. */
  passes: boolean;
}

const rfc = (section: string): string => `https://www.rfc-editor.org/rfc/rfc7208#section-${section}`;
const guidePage = guide('send-email-authentication-spf');

const broken =
  'Receivers give up with permerror: mail from SES does not pass SPF, and DMARC rests on DKIM alone.';
/** What no SPF result leads to. */
const explains = [
  'spf/ses-not-authorised',
  'mail-from/spf-no-ses',
  'alignment/dmarc-fails',
  'message/spf-failed',
];

const where = ({ domain, at }: Pick<Fault, 'domain' | 'at'>): string =>
  at === domain
    ? `The SPF record of ${domain}`
    : `The SPF record of ${at}, which that of ${domain} includes,`;

const treeRows = (tree: readonly string[]): readonly Evidence[] =>
  tree.slice(0, 40).map((line) => ({ what: 'lookup tree', expected: null, actual: line, source: null }));

const atFault = (data: Fault): readonly Evidence[] => [
  { what: `TXT ${data.at}`, expected: null, actual: data.record, source: null },
  { what: `character ${data.position}`, expected: null, actual: data.term, source: null },
  ...treeRows(data.tree),
];

const publish = (domain: string, record: string | null, text: string, otherwise: string): Step => ({
  text: record === null ? otherwise : text,
  owner: 'dns',
  ...recordToPublish(domain, 'TXT', record, null),
});

const unmarked = ({ passes }: All): string =>
  `Mail that others send with this envelope domain is not marked.${passes ? ' Mail from SES passes.' : ''}`;

const readFix = (text: string) => (): readonly Step[] => [{ text, owner: 'dns' }];
const distinguish =
  'Run `ses-doctor check --identity <domain>`: it reads the record at the domain that is really the envelope sender.';

const endOfRecord = ({ domain, record }: All): readonly Evidence[] => [
  { what: `TXT ${domain}`, expected: '~all or -all at the end', actual: record, source: null },
];

const endWithSoftfail = ({ domain, record, term }: All): readonly Step[] => [
  publish(
    domain,
    mendSpf(replaceTerm(record, term, '~all')),
    'End the record with "~all"',
    'End the record with "~all"',
  ),
];

const problems = {
  'spf/multiple-records': problem<{
    domain: string;
    at: string;
    records: readonly string[];
    tree: readonly string[];
  }>({
    severity: 'error',
    summary: ({ at, records }) => `${at} has ${records.length} SPF records; there may be one.`,
    impact: broken,
    evidence: ({ at, records, tree }) => [
      ...records.map((actual, index) => ({
        what: `TXT ${at}`,
        expected: index === 0 ? 'one record that begins with v=spf1' : null,
        actual,
        source: null,
      })),
      ...treeRows(tree),
    ],
    fix: ({ domain, at, records }) =>
      at === domain
        ? [
            publish(
              at,
              mergeSpf(records),
              'Delete the SPF records and publish this one, which holds the terms of all',
              'Merge the records into one: the terms of all, then a single "all" at the end',
            ),
          ]
        : [{ text: `Ask those who run ${at} to merge their records, or take the include out`, owner: 'dns' }],
    references: [rfc('4.5')],
    explains,
    read: {
      summary: () => 'The receiver found more than one SPF record at the envelope sender.',
      impact: () => broken,
      fix: readFix('Merge the SPF records of the envelope sender into one'),
      distinguish,
    },
  }),

  'spf/syntax-error': problem<Fault & { message: string }>({
    severity: 'error',
    summary: (data) =>
      `${where(data)} has a syntax error at character ${data.position}, in "${data.term}": ${data.message}.`,
    impact: broken,
    evidence: atFault,
    fix: ({ domain, at, record }) =>
      at === domain
        ? [publish(at, mendSpf(record), 'Replace the record by this one', 'Correct the term in the record')]
        : [
            {
              text: `Ask those who run ${at} to correct their record, or take the include out`,
              owner: 'dns',
            },
          ],
    references: [rfc('4.6'), rfc('12')],
    explains,
    read: {
      summary: () => 'The receiver could not read the SPF record of the envelope sender.',
      impact: () => broken,
      fix: readFix('Correct the SPF record of the envelope sender'),
      distinguish,
    },
  }),

  'spf/too-many-lookups': problem<Fault & { exchanges: number | null }>({
    severity: 'error',
    summary: (data) =>
      data.exchanges === null
        ? `SPF for ${data.domain} needs more than 10 DNS lookups; the eleventh is "${data.term}" in the record of ${data.at}.`
        : `"${data.term}" in the SPF record of ${data.at} stands for ${data.exchanges} mail servers; more than 10 are an error.`,
    impact: broken,
    evidence: atFault,
    fix: ({ domain }) => [
      {
        text: `Put include:amazonses.com (one lookup) first in the record of ${domain}, and take out the includes of services that do not send with this envelope domain; a, mx and ptr cost lookups, ip4 and ip6 cost none`,
        owner: 'dns',
      },
    ],
    references: [rfc('4.6.4')],
    explains,
    read: {
      summary: () => 'The receiver stopped at the tenth DNS lookup of the SPF record.',
      impact: () => broken,
      fix: readFix(
        'Take includes, a, mx and ptr terms out of the SPF record of the envelope sender until 10 lookups suffice',
      ),
      distinguish,
    },
  }),

  'spf/too-many-void-lookups': problem<Fault & { names: readonly string[] }>({
    severity: 'error',
    summary: (data) =>
      `SPF for ${data.domain} asks for ${data.names.length} names that have no such record; more than 2 are an error.`,
    impact: broken,
    evidence: (data) => [
      { what: 'names without an answer', expected: 'at most 2', actual: data.names.join(', '), source: null },
      ...atFault(data),
    ],
    fix: ({ names, at }) => [
      { text: `Take the terms for ${names.join(', ')} out of the record of ${at}`, owner: 'dns' },
    ],
    references: [rfc('4.6.4')],
    explains,
  }),

  'spf/include-loop': problem<Fault & { path: readonly string[] }>({
    severity: 'error',
    summary: ({ path }) => `The SPF records include each other in a circle: ${path.join(' > ')}.`,
    impact: broken,
    evidence: atFault,
    fix: ({ at, term }) => [{ text: `Take "${term}" out of the record of ${at}`, owner: 'dns' }],
    references: [rfc('4.6.4'), rfc('5.2')],
    explains,
  }),

  'spf/include-missing': problem<Fault & { target: string }>({
    severity: 'error',
    summary: (data) => `${where(data)} names ${data.target}, which has no SPF record.`,
    impact: broken,
    evidence: atFault,
    fix: ({ at, term, target }) => [
      {
        text: `Correct "${term}" in the record of ${at} if it is misspelt, or take it out if ${target} no longer sends for you`,
        owner: 'dns',
      },
    ],
    references: [rfc('5.2'), rfc('6.1')],
    explains,
  }),

  'spf/ses-not-authorised': problem<{
    domain: string;
    record: string;
    result: string;
    refused: readonly { ip: string; range: string | null; result: string }[];
    partly: boolean;
    /** The dedicated IPs of the account pass. */
    dedicatedPass: boolean;
    tree: readonly string[];
  }>({
    severity: ({ dedicatedPass }) => (dedicatedPass ? 'warning' : 'error'),
    summary: ({ domain, result, partly, dedicatedPass }) => {
      if (dedicatedPass)
        return `SPF at ${domain} lets your dedicated IPs through, and not all shared addresses of SES.`;
      return partly
        ? `SPF at ${domain} lets only some of the addresses of SES through.`
        : `SPF at ${domain} does not let SES through: the result is ${result}.`;
    },
    impact: ({ partly }) =>
      `${partly ? 'Part of the mail' : 'Mail'} from SES does not pass SPF: DMARC rests on DKIM alone, and receivers that look at SPF may junk or refuse it.`,
    evidence: ({ domain, record, refused, tree }) => [
      {
        what: `TXT ${domain}`,
        expected: 'a term that covers SES, as include:amazonses.com',
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
    fix: ({ domain, record, refused }) =>
      refused.every(({ range }) => range === null)
        ? [
            publish(
              domain,
              withAddresses(
                record,
                refused.map(({ ip }) => ip),
              ),
              'Put the addresses first in the record',
              'Put the addresses first in the record, before anything that could match or fail',
            ),
          ]
        : [
            publish(
              domain,
              withSes(record),
              'Put include:amazonses.com first in the record',
              'Put include:amazonses.com first in the record, before anything that could match or fail',
            ),
          ],
    references: [guide('mail-from'), rfc('4')],
    explains: ['alignment/dmarc-fails', 'message/spf-failed'],
    read: {
      summary: () => 'The receiver says that the SPF record of the envelope sender does not let SES through.',
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
      'Anybody may send with this envelope domain and pass SPF and DMARC. Receivers take such a record as a sign of spam.',
    evidence: endOfRecord,
    fix: endWithSoftfail,
    references: [rfc('5.1'), guidePage],
  }),

  'spf/neutral-all': problem<All>({
    severity: 'warning',
    summary: ({ domain }) =>
      `The SPF record of ${domain} ends in "?all", which says nothing about other senders.`,
    impact: unmarked,
    evidence: endOfRecord,
    fix: endWithSoftfail,
    references: [rfc('5.1'), guidePage],
  }),

  'spf/no-all': problem<All>({
    severity: 'warning',
    summary: ({ domain }) => `The SPF record of ${domain} has no "all" and no redirect at its end.`,
    impact: unmarked,
    evidence: endOfRecord,
    fix: ({ domain, record }) => [
      publish(
        domain,
        mendSpf(`${record.trimEnd()} ~all`),
        'End the record with "~all"',
        'End the record with "~all"',
      ),
    ],
    references: [rfc('5.1'), guidePage],
  }),

  'spf/ptr': problem<All>({
    severity: 'warning',
    summary: ({ domain, term }) =>
      `The SPF record of ${domain} uses "${term}", which should not be used any more.`,
    impact: 'It is slow, some receivers skip it, and it costs one of the 10 lookups.',
    evidence: ({ domain, record }) => [
      { what: `TXT ${domain}`, expected: 'no ptr term', actual: record, source: null },
    ],
    fix: ({ domain, record, term }) => [
      publish(
        domain,
        mendSpf(replaceTerm(record, term, '')),
        'Take the term out',
        'Take the term out; name the networks with ip4 and ip6 instead',
      ),
    ],
    references: [rfc('5.5')],
  }),

  'spf/temperror': problem<{ domain: string; why: Why }>({
    severity: 'unknown',
    summary: ({ domain, why }) => `SPF at ${domain} could not be evaluated: ${why.message}.`,
    impact:
      'Whether mail from SES passes SPF is not known. Receivers that cannot look it up either defer the mail.',
    evidence: ({ why }) => [{ what: why.question, expected: 'an answer', actual: why.message, source: null }],
    fix: () => [{ text: 'Ask again; if it stays so, look at the name servers of that domain', owner: 'dns' }],
    references: [rfc('2.6.6')],
  }),
};

export default defineCheck({
  id: 'spf',
  title: 'SPF at the envelope sender lets SES through',
  why: 'Receivers check SPF at the domain of the envelope sender, which is the MAIL FROM domain and not that of the From header.',
  per: 'identity',
  needs: { spf },
  problems,

  evaluate({ spf }) {
    if (spf.kind === 'default') return [];
    const { authorisation } = spf;
    const { check, domain, verdict } = authorisation;
    if (verdict === 'absent') return []; // mail-from/spf-missing says so
    const record = check.tree.record;
    const sound = record === null ? [] : wordsOfRecord(domain, record, verdict === 'all');
    if (check.problem?.kind === 'temperror') {
      const { why } = check.problem;
      return [
        { problem: 'spf/temperror', data: { domain, why } },
        ...unanswered({ ok: false, why }),
        ...sound,
      ];
    }
    return [...faultOf(authorisation), ...refusalOf(authorisation), ...sound];
  },

  observed({ spf }) {
    if (spf.kind === 'default') return "the envelope sender is Amazon's own, which passes";
    const { domain, check } = spf.authorisation;
    return `${check.result} at ${domain}, ${check.lookups} of 10 lookups`;
  },
});

type Found = Occurrence<typeof problems>;

function faultOf({ domain, check }: SesAuthorisation): readonly Found[] {
  const { problem: fault, tree } = check;
  const lines = describeSpfTree(tree);
  if (fault === null || fault.kind === 'temperror') return [];
  if (fault.kind === 'multiple-records') {
    return [
      {
        problem: 'spf/multiple-records',
        data: { domain, at: fault.domain, records: fault.records, tree: lines },
      },
    ];
  }
  const base = { domain, at: fault.domain, record: fault.record, tree: lines };
  if (fault.kind === 'syntax-error') {
    return fault.errors.slice(0, 5).map(({ at, term, message }) => ({
      problem: 'spf/syntax-error' as const,
      data: { ...base, term, position: at + 1, message },
    }));
  }
  const data = { ...base, term: fault.term, position: fault.at + 1 };
  switch (fault.kind) {
    case 'too-many-lookups':
      return [{ problem: 'spf/too-many-lookups', data: { ...data, exchanges: null } }];
    case 'too-many-mx':
      return [{ problem: 'spf/too-many-lookups', data: { ...data, exchanges: fault.count } }];
    case 'too-many-voids':
      return [{ problem: 'spf/too-many-void-lookups', data: { ...data, names: fault.names } }];
    case 'include-loop':
      return [{ problem: 'spf/include-loop', data: { ...data, path: fault.path } }];
    case 'include-missing':
      return [{ problem: 'spf/include-missing', data: { ...data, target: fault.target } }];
  }
}

function refusalOf({ domain, verdict, refused, dedicatedPass, check }: SesAuthorisation): readonly Found[] {
  if (verdict !== 'some' && verdict !== 'none') return [];
  const data = {
    domain,
    record: check.tree.record ?? '',
    result: check.result,
    refused,
    partly: verdict === 'some',
    dedicatedPass,
    tree: describeSpfTree(check.tree),
  };
  return [{ problem: 'spf/ses-not-authorised', data }];
}

/** What is to be said about the record itself, whoever sends. */
function wordsOfRecord(domain: string, text: string, passes: boolean): readonly Found[] {
  const { terms, redirect, errors } = parseSpf(text);
  if (errors.length > 0) return [];
  const directives = terms.filter((term) => term.kind === 'directive');
  const all = directives.find(({ mechanism }) => mechanism === 'all');
  const everybody = directives.find(
    ({ qualifier, mechanism, ip, prefix4 }) =>
      qualifier === '+' && (mechanism === 'all' || (mechanism === 'ip4' && ip !== null && prefix4 === 0)),
  );
  const ptr = directives.find(({ mechanism }) => mechanism === 'ptr');
  const data = (term: string): All => ({ domain, record: text, term, passes });
  return [
    ...(everybody === undefined ? [] : [{ problem: 'spf/plus-all' as const, data: data(everybody.text) }]),
    ...(all?.qualifier === '?' ? [{ problem: 'spf/neutral-all' as const, data: data(all.text) }] : []),
    ...(all === undefined && redirect === null ? [{ problem: 'spf/no-all' as const, data: data('') }] : []),
    ...(ptr === undefined ? [] : [{ problem: 'spf/ptr' as const, data: data(ptr.text) }]),
  ];
}

const replaceTerm = (record: string, term: string, by: string): string =>
  record
    .split(' ')
    .map((word) => (word === term ? by : word))
    .join(' ');
