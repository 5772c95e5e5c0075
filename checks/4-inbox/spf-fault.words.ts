import { grouped } from '../../src/model/many.ts';
import { type Evidence, problem } from '../../src/model/check.ts';
import { repairSpf, mergeSpf } from '../../src/spf/repair.ts';
import { type ShorterSpf, withoutTerms } from '../../src/spf/shorter.ts';
import { treeRows, publish, readFix, spfAct } from './spf-steps.ts';
import { type Blamed, refusalOverSpf } from './spf-blamed.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { shortened } from './shortened.ts';

/** A fault in a record that receivers read for mail from SES. */
interface Fault extends Blamed {
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

const atFault = (data: Fault): readonly Evidence[] => [
  { what: `TXT ${data.at}`, expected: null, actual: data.record, source: null },
  { what: `character ${data.position}`, expected: null, actual: data.term, source: null },
  ...treeRows(data.tree),
];
const unneeded =
  'the includes of services that do not send with this envelope domain; a, mx and ptr each use lookups, ip4 and ip6 use none';

/** What a shorter record changes, and whether that is enough. */
function shorterWords(shorter: ShorterSpf | null, hasManyServers: boolean): string {
  const { twice = [], gone = [], lookups = null } = shorter ?? {};
  const out = [
    ...(twice.length === 0 ? [] : [`${twice.join(', ')} stands once only`]),
    ...(gone.length === 0 ? [] : [`${gone.join(', ')} is out, as there is no such record`]),
  ];
  const changes = ['include:amazonses.com comes first, so that mail from SES passes with one lookup', ...out];
  const enough = hasManyServers
    ? 'For other senders it stays an error until that name has at most 10 mail servers, or its term is gone'
    : lookups !== null && lookups <= 10
      ? `It needs ${grouped(lookups)} of 10 lookups`
      : `For other senders it may still need more than 10: remove ${unneeded}`;
  return `Publish this record: ${changes.join('; ')}. ${enough}`;
}

/** The record of another domain is for others to change. */
const actOf = ({ domain, at }: Pick<Fault, 'domain' | 'at'>): string =>
  spfAct({ domain: at === domain ? domain : at });

const distinguish =
  'Run `ses-doctor check --identity <domain>`: it reads the record at the domain that is really the envelope sender.';

/** Faults that leave SPF without a result. */
export const faultProblems = {
  'spf/multiple-records': problem<
    Blamed & { domain: string; at: string; records: readonly string[]; tree: readonly string[] }
  >({
    severity: 'error',
    summary: ({ at, records }) => `${at} has ${grouped(records.length)} SPF records; only one is allowed.`,
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
        : [{ text: `Ask those who run ${at} to merge their records, or remove the include`, owner: 'dns' }],
    references: [rfc(7208, '4.5')],
    explains,
    explainsToo: refusalOverSpf,
    act: actOf,
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
      `${where(data)} has a syntax error at character ${data.position}, in "${shortened(data.term)}": ${data.message}.`,
    impact: broken,
    evidence: atFault,
    fix: ({ domain, at, record }) =>
      at === domain
        ? [publish(at, repairSpf(record), 'Replace the record by this one', 'Correct the term in the record')]
        : [
            {
              text: `Ask those who run ${at} to correct their record, or remove the include`,
              owner: 'dns',
            },
          ],
    references: [rfc(7208, '4.6'), rfc(7208, '12')],
    explains,
    explainsToo: refusalOverSpf,
    act: actOf,
    read: {
      summary: () => 'The receiver could not read the SPF record of the envelope sender.',
      impact: () => broken,
      fix: readFix('Correct the SPF record of the envelope sender'),
      distinguish,
    },
  }),

  'spf/too-many-lookups': problem<Fault & { exchanges: number | null; shorter: ShorterSpf | null }>({
    severity: 'error',
    summary: (data) =>
      data.exchanges === null
        ? `SPF for ${data.domain} needs more than 10 DNS lookups; the eleventh is "${data.term}" in the record of ${data.at}.`
        : `"${data.term}" in the SPF record of ${data.at} stands for ${grouped(data.exchanges)} mail servers; more than 10 are an error.`,
    impact: broken,
    evidence: atFault,
    fix: ({ domain, shorter, exchanges }) => [
      publish(
        domain,
        shorter?.record ?? null,
        shorterWords(shorter, exchanges !== null),
        `Put include:amazonses.com (one lookup) first in the record of ${domain}, and remove ${unneeded}`,
      ),
    ],
    references: [rfc(7208, '4.6.4')],
    explains,
    explainsToo: refusalOverSpf,
    act: ({ domain, at, shorter }) => (shorter === null ? actOf({ domain, at }) : spfAct({ domain })),
    read: {
      summary: () => 'The receiver stopped at the tenth DNS lookup of the SPF record.',
      impact: () => broken,
      fix: readFix(
        'Remove include, a, mx and ptr terms from the SPF record of the envelope sender until 10 lookups are enough',
      ),
      distinguish,
    },
  }),

  'spf/too-many-void-lookups': problem<Fault & { names: readonly string[]; terms: readonly string[] }>({
    severity: 'error',
    summary: (data) =>
      `SPF for ${data.domain} asks for ${grouped(data.names.length)} names that have no such record; more than 2 are an error.`,
    impact: broken,
    evidence: (data) => [
      { what: 'names without an answer', expected: 'at most 2', actual: data.names.join(', '), source: null },
      ...atFault(data),
    ],
    fix: ({ names, at, domain, record, terms }) => {
      const words = `Take the terms for ${names.join(', ')} out of the record of ${at}`;
      const shorter = at === domain && terms.length === names.length ? withoutTerms(record, terms) : null;
      return [publish(at, shorter, `${words}: publish this one instead`, words)];
    },
    references: [rfc(7208, '4.6.4')],
    explains,
    explainsToo: refusalOverSpf,
    act: actOf,
  }),

  'spf/include-loop': problem<Fault & { path: readonly string[] }>({
    severity: 'error',
    summary: ({ path }) => `The SPF records include each other in a circle: ${path.join(' > ')}.`,
    impact: broken,
    evidence: atFault,
    fix: ({ at, term, domain, record }) => [
      publish(
        at,
        at === domain ? withoutTerms(record, [term]) : null,
        `Take "${term}" out of the record of ${at}: publish this one instead`,
        `Take "${term}" out of the record of ${at}`,
      ),
    ],
    references: [rfc(7208, '4.6.4'), rfc(7208, '5.2')],
    explains,
    explainsToo: refusalOverSpf,
    act: actOf,
  }),

  'spf/include-missing': problem<Fault & { target: string }>({
    severity: 'error',
    summary: (data) => `${where(data)} names ${data.target}, which has no SPF record.`,
    impact: broken,
    evidence: atFault,
    fix: ({ at, term, target }) => [
      {
        text: `Correct "${term}" in the record of ${at} if it is misspelled, or remove it if ${target} no longer sends for you`,
        owner: 'dns',
      },
    ],
    references: [rfc(7208, '5.2'), rfc(7208, '6.1')],
    explains,
    explainsToo: refusalOverSpf,
    act: actOf,
  }),
};
