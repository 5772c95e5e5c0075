import { panelHintIn } from '../../src/render/paste/panel-hint.ts';
import { grouped } from '../../src/model/many.ts';
import { lookAgain, oldAnswer } from '../dns/old-answer.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import type { FoundNearMiss } from '../../src/facts/zone-lookup.ts';
import type { DmarcFault, DmarcPolicy } from '../../src/parse/dmarc/dmarc.ts';
import { repairDmarc } from '../../src/parse/dmarc/repair.ts';
import { nearMissWords, removal } from './near-miss.ts';
import { guidePage, nameOf, step } from './dmarc-step.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { beforeWildcard } from '../dns/wildcard.ts';
import { shortened } from './shortened.ts';

/** Recipients a day from which Gmail, Yahoo and Microsoft ask for DMARC. */
const bulk = 5000;

interface Missing {
  domain: string;
  /** The name to publish at. */
  name: string;
  zone: string | null;
  asked: readonly string[];
  /** Recipients of the last 24 hours; null when not known. */
  sent: number | null;
  /** A receiver refused mail because DMARC is missing. */
  refused: boolean;
  /** Where the record is instead, or null. */
  elsewhere: FoundNearMiss | null;
  /** How long the resolver still has the record that is gone; null when it does not have it. */
  cachedSeconds: number | null;
  /** Where a CNAME at the name leads, which has no record either; absent without one. */
  alias?: string;
  /** The CNAME is a wildcard's; absent else. */
  wildcard?: true;
}

interface Faulty {
  /** Where the record stands. */
  at: string;
  record: string;
  fault: DmarcFault;
  /** The whole record as it should be, or null. */
  repaired: string | null;
  zone: string | null;
  /** What the record counts as; null: as none at all. */
  counts: DmarcPolicy | null;
}

const bulkRules = [
  'https://support.google.com/a/answer/81126',
  'https://senders.yahooinc.com/best-practices/',
  'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
];
const starter = 'v=DMARC1; p=none';

const faultEvidence = ({ at, record, fault, repaired }: Faulty): readonly Evidence[] => [
  { what: `TXT ${nameOf(at)}`, expected: repaired, actual: record, source: null },
  { what: `character ${fault.at + 1}`, expected: null, actual: fault.text, source: null },
];

const faultFix = ({ at, repaired, zone }: Faulty): readonly Step[] => [
  step(
    repaired === null ? 'Correct the record' : 'Replace the record by this one',
    nameOf(at),
    repaired,
    zone,
  ),
];

/** The record that is somewhere else already, repaired, or one that asks for nothing yet. */
const firstRecord = ({ elsewhere }: Missing): string =>
  (elsewhere === null ? null : repairDmarc([elsewhere.value])) ?? starter;

/** What the record does not do yet: one that stands nearby may be further than a first one, and must not go back. */
function nextSteps(record: string): readonly Step[] {
  const hasReports = /;\s*rua\s*=\s*mailto:/i.test(record);
  const isNone = !/;\s*p\s*=\s*(?:quarantine|reject)/i.test(record);
  const text = [
    ...(hasReports ? [] : ['add rua=mailto: and an address of yours to get reports']),
    ...(isNone ? ['go on to p=quarantine when reports show no mail of yours failing'] : []),
  ].join(', and ');
  return text === '' ? [] : [{ text: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, owner: 'you' }];
}

const countsAsNone =
  'Receivers read the record as p=none, because it names an address for reports: forged mail from the domain is not stopped.';

const lost =
  'Receivers do not accept it as a policy: bulk mail without one is deferred, junked or refused by Gmail, Yahoo and Microsoft.';

/** Whether there is a DMARC record, and one that can be read. */
export const recordProblems = {
  'dmarc/missing': problem<Missing>({
    severity: ({ sent, refused }) => (refused || (sent ?? 0) >= bulk ? 'error' : 'warning'),
    summary: ({ domain, name, elsewhere, alias, wildcard }) =>
      `There is no DMARC record for ${domain}, nor for a parent domain${alias === undefined ? '' : `: ${name} is a CNAME to ${alias}${wildcard === true ? ', by a wildcard' : ''}, which has none`}${elsewhere === null ? '' : `${alias === undefined ? ':' : ';'} there is one at ${elsewhere.name}, ${nearMissWords[elsewhere.kind]}`}.`,
    impact: ({ sent }) =>
      `Gmail, Yahoo and Microsoft ask for one from about 5,000 messages a day, and defer, junk or refuse bulk mail without it.${sent === null ? '' : ` This account sent to ${grouped(sent)} recipients in the last 24 hours.`}`,
    evidence: (data) => [
      ...data.asked.map((what) => ({
        what: `TXT ${what}`,
        expected: what === data.name ? firstRecord(data) : null,
        actual:
          what === data.name && data.alias !== undefined
            ? `CNAME to ${data.alias}, and no DMARC record there`
            : 'no DMARC record',
        source: null,
      })),
      ...(data.elsewhere === null
        ? []
        : [
            {
              what: `TXT ${data.elsewhere.name}`,
              expected: null,
              actual: data.elsewhere.value,
              source: null,
            },
          ]),
    ],
    fix: (data) => [
      // RFC 1034 3.6.2: providers refuse a record beside a CNAME, and resolvers follow the CNAME.
      ...(data.alias === undefined || data.wildcard === true
        ? []
        : [
            {
              text: `Delete the CNAME at ${data.name}: nothing else may stand beside it. If a service that manages your DMARC asked for it, have it publish the record at ${data.alias} instead`,
              owner: 'dns' as const,
            },
          ]),
      step(
        data.elsewhere === null
          ? `${data.wildcard === true ? beforeWildcard : ''}Publish a record that asks for nothing yet. ${panelHintIn(data.zone)}`
          : `${data.wildcard === true ? beforeWildcard : ''}Publish it at the right name, and ${removal(data.elsewhere.kind, data.elsewhere.name)}. ${panelHintIn(data.zone)}`,
        data.name,
        firstRecord(data),
        data.zone,
      ),
      ...(data.cachedSeconds === null
        ? []
        : [
            {
              text: `The resolver still has the old record for ${grouped(data.cachedSeconds)} seconds; after that receivers miss it too`,
              owner: 'dns' as const,
            },
          ]),
      ...nextSteps(firstRecord(data)),
    ],
    references: [guidePage, rfc(9989, '4.7'), ...bulkRules],
    explains: ['bounce/authentication-failed'],
    read: {
      summary: ({ data }) => `The receiver found no DMARC record for ${data['domain'] ?? 'the From domain'}.`,
      impact: () =>
        'Gmail, Yahoo and Microsoft refuse or junk bulk mail from domains without a DMARC record.',
      fix: () => [
        { text: `Publish "${starter}" as a TXT record at _dmarc. and the From domain`, owner: 'dns' },
      ],
      distinguish:
        'Look up TXT at _dmarc. and the From domain: with a record there, the mail failed DMARC instead.',
    },
  }),

  'dmarc/wrong-zone': problem<{ name: string; have: readonly string[]; lack: readonly string[] }>({
    severity: 'warning',
    summary: ({ name, have, lack }) =>
      `The name servers disagree about ${name}; ${have.join(', ')} ${have.length === 1 ? 'has' : 'have'} a DMARC record there, ${lack.join(', ')} ${lack.length === 1 ? 'has' : 'have'} none.`,
    impact: 'Whether a receiver finds a policy depends on which server it asks.',
    evidence: ({ name, have, lack }) => [
      ...have.map((source) => ({
        what: `TXT ${name}`,
        expected: 'a DMARC record',
        actual: 'a DMARC record',
        source,
      })),
      ...lack.map((source) => ({ what: `TXT ${name}`, expected: 'a DMARC record', actual: 'none', source })),
    ],
    fix: ({ have, lack }) => [
      {
        text: `Find out which of the servers hold the zone that you edit. If ${lack.join(', ')} ${lack.length === 1 ? 'belongs' : 'belong'} to another provider, copy the record from ${have.join(', ')} there or remove them from the delegation at the registrar; if to the same one, wait for its servers to catch up`,
        owner: 'dns',
      },
    ],
    references: [rfc(1034, '4.2.2'), rfc(9989, '4.10')],
    explains: ['dmarc/missing'],
  }),

  'dmarc/not-propagated': problem<{ name: string; server: string; record: string; seconds: number | null }>({
    severity: 'info',
    summary: ({ name, seconds }) => `The DMARC record at ${name} is published; ${oldAnswer(seconds)}.`,
    impact:
      'Receivers whose resolver remembers that there was none see it only once that answer has expired.',
    evidence: ({ name, server, record }) => [
      { what: `TXT ${name}`, expected: null, actual: record, source: server },
    ],
    fix: ({ seconds }) => [lookAgain(seconds)],
    references: [rfc(2308, '5')],
  }),

  'dmarc/multiple-records': problem<{
    at: string;
    records: readonly string[];
    repaired: string | null;
    zone: string | null;
  }>({
    severity: 'error',
    summary: ({ at, records }) =>
      `${nameOf(at)} has ${grouped(records.length)} DMARC records; receivers then use none of them.`,
    impact: lost,
    evidence: ({ at, records, repaired }) =>
      records.map((actual, index) => ({
        what: `TXT ${nameOf(at)}`,
        expected: index === 0 ? repaired : null,
        actual,
        source: null,
      })),
    fix: ({ at, repaired, zone }) => [
      step(
        repaired === null
          ? 'Delete all records but one'
          : 'Delete the records and publish this one: the weakest of their policies, and the report addresses of all',
        nameOf(at),
        repaired,
        zone,
      ),
    ],
    references: [rfc(9989, '4.10'), guidePage],
    explains: ['dmarc/missing'],
    read: {
      severity: 'warning',
      summary: () => 'There is more than one DMARC record at one name, and receivers then use none of them.',
      fix: () => [
        {
          text: 'Keep one TXT record that begins with v=DMARC1 at _dmarc. and the domain, and delete the others',
          owner: 'dns',
        },
      ],
      distinguish: 'Look up TXT at _dmarc. and the domain: more than one answer begins with v=DMARC1.',
    },
  }),

  'dmarc/syntax-error': problem<Faulty>({
    severity: ({ fault }) => (fault.fatal ? 'error' : 'warning'),
    summary: ({ at, fault }) =>
      `The DMARC record at ${nameOf(at)} has a mistake at character ${fault.at + 1}, in "${shortened(fault.text)}": ${fault.message}.`,
    impact: ({ fault, counts }) => {
      if (fault.fatal) return lost;
      return fault.text === 'p' && counts === 'none'
        ? countsAsNone
        : 'Receivers ignore that tag and go by the rest of the record.';
    },
    evidence: faultEvidence,
    fix: faultFix,
    references: [rfc(9989, '4.8'), rfc(9989, '4.7')],
    explains: ['dmarc/missing'],
    read: {
      impact: () => 'Receivers do not accept it as a policy: bulk mail may be deferred, junked or refused.',
      severity: 'warning',
      summary: () => 'The DMARC record cannot be read, so it counts as none.',
      fix: () => [
        {
          text: 'Correct the TXT record at _dmarc. and the domain: v=DMARC1 first, then p=, with semicolons between',
          owner: 'dns',
        },
      ],
      distinguish: 'Look up TXT at _dmarc. and the domain, and compare it with the syntax of RFC 9989.',
    },
  }),

  'dmarc/unknown-policy': problem<Faulty>({
    severity: 'error',
    summary: ({ at, fault }) =>
      `The DMARC record at ${nameOf(at)} asks for a policy that does not exist: "${fault.text}".`,
    impact: ({ counts }) =>
      `Only none, quarantine and reject are policies. ${counts === null ? lost : countsAsNone}`,
    evidence: faultEvidence,
    fix: faultFix,
    references: [rfc(9989, '4.7'), rfc(9989, '4.10.1')],
  }),
};
