import {
  defineCheck,
  type Evidence,
  notApplicable,
  type Occurrence,
  problem,
  type Step,
  type Unanswered,
  unanswered,
} from '../../src/check.ts';
import { account } from '../../src/facts/account.ts';
import { type Dmarc, dmarc, type Misplaced } from '../../src/facts/dmarc.ts';
import { symptom } from '../../src/facts/target.ts';
import { answersOf } from '../../src/facts/zone-lookup.ts';
import { panelHint, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { type DmarcFault, type DmarcPolicy, isDmarcRecord, lookalikeFault } from '../../src/parse/dmarc.ts';
import { mendDmarc } from '../../src/parse/dmarc-mend.ts';
import type { FoundPolicy } from '../../src/parse/organizational-domain.ts';
import type { Symptom } from '../../src/symptom.ts';
import { type Answer, skipReasons, type Why } from '../../src/unavailable.ts';

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
  /** A receiver refused mail for want of DMARC. */
  refused: boolean;
  /** Where the record is instead, or null. */
  elsewhere: Misplaced | null;
  /** How long the resolver still has the record that is gone; null when it does not have it. */
  cachedSeconds: number | null;
}

interface Faulty {
  /** Where the record stands. */
  at: string;
  record: string;
  fault: DmarcFault;
  /** The whole record as it should be, or null. */
  mended: string | null;
  zone: string | null;
  /** What the record counts as; null: as none at all. */
  counts: DmarcPolicy | null;
}

const rfc = (number: number, section: string): string =>
  `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`;
const guidePage = guide('send-email-authentication-dmarc');
const bulkRules = [
  'https://support.google.com/a/answer/81126',
  'https://senders.yahooinc.com/best-practices/',
  'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730',
];

const nameOf = (domain: string): string => `_dmarc.${domain}`;
const starter = 'v=DMARC1; p=none';
const step = (text: string, name: string, value: string | null, zone: string | null = null): Step => ({
  text,
  owner: 'dns',
  ...recordToPublish(name, 'TXT', value, zone),
});

const faultEvidence = ({ at, record, fault, mended }: Faulty): readonly Evidence[] => [
  { what: `TXT ${nameOf(at)}`, expected: mended, actual: record, source: null },
  { what: `character ${fault.at + 1}`, expected: null, actual: fault.text, source: null },
];

const faultFix = ({ at, mended, zone }: Faulty): readonly Step[] => [
  step(mended === null ? 'Correct the record' : 'Replace the record by this one', nameOf(at), mended, zone),
];

const misplaced: Readonly<Record<Misplaced['kind'], string>> = {
  doubled: 'which has the zone twice',
  'without-underscore': 'which lacks the underscore',
  'without-dmarc': 'which lacks "_dmarc." in front',
};

/** The record that is somewhere else already, mended, or one that asks for nothing yet. */
const firstRecord = ({ elsewhere }: Missing): string =>
  (elsewhere === null ? null : mendDmarc([elsewhere.record])) ?? starter;

const countsAsNone =
  'Receivers take the record for p=none, because it names an address for reports: forged mail from the domain is not kept out.';

const lost =
  'Receivers do not take it for a policy: bulk mail without one is deferred, junked or refused by Gmail, Yahoo and Microsoft.';

const problems = {
  'dmarc/missing': problem<Missing>({
    severity: ({ sent, refused }) => (refused || (sent ?? 0) >= bulk ? 'error' : 'warning'),
    summary: ({ domain, elsewhere }) =>
      `There is no DMARC record for ${domain}, nor for a domain above it${elsewhere === null ? '' : `: there is one at ${elsewhere.name}, ${misplaced[elsewhere.kind]}`}.`,
    impact: ({ sent }) =>
      `Gmail, Yahoo and Microsoft ask for one from about 5,000 messages a day, and defer, junk or refuse bulk mail without it.${sent === null ? '' : ` This account sent to ${sent} recipients in the last 24 hours.`}`,
    evidence: (data) => [
      ...data.asked.map((what) => ({
        what: `TXT ${what}`,
        expected: what === data.name ? firstRecord(data) : null,
        actual: 'no DMARC record',
        source: null,
      })),
      ...(data.elsewhere === null
        ? []
        : [
            {
              what: `TXT ${data.elsewhere.name}`,
              expected: null,
              actual: data.elsewhere.record,
              source: null,
            },
          ]),
    ],
    fix: (data) => [
      step(
        data.elsewhere === null
          ? `Publish a record that asks for nothing yet. ${panelHint}`
          : `Publish it at the right name, and delete it at ${data.elsewhere.name}. ${panelHint}`,
        data.name,
        firstRecord(data),
        data.zone,
      ),
      ...(data.cachedSeconds === null
        ? []
        : [
            {
              text: `The resolver still has the old record for ${data.cachedSeconds} seconds; after that receivers miss it too`,
              owner: 'dns' as const,
            },
          ]),
      {
        text: 'Add rua=mailto: and an address of yours to get reports, and go on to p=quarantine when they show no mail of yours failing',
        owner: 'you',
      },
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
    summary: ({ name, seconds }) =>
      `The DMARC record at ${name} is published, and the resolver does not have it yet${seconds === null ? '' : `: it keeps an older answer for ${seconds} seconds`}.`,
    impact: 'Receivers whose resolver remembers that there was none see it only when that memory runs out.',
    evidence: ({ name, server, record }) => [
      { what: `TXT ${name}`, expected: null, actual: record, source: server },
    ],
    fix: ({ seconds }) => [
      {
        text: seconds === null ? 'Wait; nothing has to be done' : `Wait ${seconds} seconds, then look again`,
        owner: 'dns',
      },
    ],
    references: ['https://www.rfc-editor.org/rfc/rfc2308#section-5'],
  }),

  'dmarc/multiple-records': problem<{
    at: string;
    records: readonly string[];
    mended: string | null;
    zone: string | null;
  }>({
    severity: 'error',
    summary: ({ at, records }) =>
      `${nameOf(at)} has ${records.length} DMARC records; receivers then use none of them.`,
    impact: lost,
    evidence: ({ at, records, mended }) =>
      records.map((actual, index) => ({
        what: `TXT ${nameOf(at)}`,
        expected: index === 0 ? mended : null,
        actual,
        source: null,
      })),
    fix: ({ at, mended, zone }) => [
      step(
        mended === null
          ? 'Delete all records but one'
          : 'Delete the records and publish this one: the weakest of their policies, and the report addresses of all',
        nameOf(at),
        mended,
        zone,
      ),
    ],
    references: [rfc(9989, '4.10'), guidePage],
    explains: ['dmarc/missing'],
  }),

  'dmarc/syntax-error': problem<Faulty>({
    severity: ({ fault }) => (fault.fatal ? 'error' : 'warning'),
    summary: ({ at, fault }) =>
      `The DMARC record at ${nameOf(at)} has a mistake at character ${fault.at + 1}, in "${fault.text}": ${fault.message}.`,
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

  'dmarc/policy-none': problem<{ domain: string; at: string; tag: string; testing: boolean; record: string }>(
    {
      severity: 'info',
      summary: ({ domain, testing }) =>
        testing
          ? `DMARC for ${domain} is in test mode (t=y) and asks receivers for nothing.`
          : `DMARC for ${domain} only monitors: its policy is none.`,
      impact: 'This meets the rules for bulk senders. Forged mail from the domain is not kept out.',
      evidence: ({ at, record }) => [
        { what: `TXT ${nameOf(at)}`, expected: null, actual: record, source: null },
      ],
      fix: () => [
        {
          text: 'Go on to p=quarantine, then p=reject, when the reports show that all your own mail passes',
          owner: 'dns',
        },
      ],
      references: [guidePage],
    },
  ),

  'dmarc/no-reports': problem<{ at: string; record: string }>({
    severity: 'info',
    summary: ({ at }) => `The DMARC record at ${nameOf(at)} names no address for reports.`,
    impact: 'Nobody learns which mail fails. SES passes no reports on.',
    evidence: ({ at, record }) => [
      { what: `TXT ${nameOf(at)}`, expected: 'rua=mailto:…', actual: record, source: null },
    ],
    fix: () => [{ text: 'Add rua=mailto: and an address that takes the reports', owner: 'dns' }],
    references: [rfc(9989, '4.7')],
  }),

  'dmarc/report-not-authorised': problem<{ uri: string; tag: string; domain: string; name: string }>({
    severity: 'warning',
    summary: ({ uri, domain }) =>
      `Reports to ${uri} are not sent: ${domain} does not say that it takes them.`,
    impact:
      'Receivers send reports to another organization only with its consent. The mail itself is not affected.',
    evidence: ({ name }) => [
      { what: `TXT ${name}`, expected: 'v=DMARC1', actual: 'no such record', source: null },
    ],
    fix: ({ name, domain, tag }) => [
      { ...step(`Ask those who run ${domain} to publish this record`, name, 'v=DMARC1'), owner: 'recipient' },
      { text: `Or name an address of your own domain in ${tag}=`, owner: 'dns' },
    ],
    references: [rfc(9990, '4')],
  }),

  'dmarc/subdomain-policy': problem<{
    domain: string;
    at: string;
    tag: string;
    policy: DmarcPolicy;
    record: string;
  }>({
    severity: 'info',
    summary: ({ domain, at, tag, policy }) =>
      `The policy for ${domain} is ${policy}, by ${tag}= in the record at ${nameOf(at)}.`,
    impact: ({ tag }) =>
      tag === 'np'
        ? 'np= is for names that do not exist in DNS; this one has no record at all, and some receivers refuse mail from such names.'
        : 'The domain has no DMARC record of its own; p= there is for the domain above.',
    evidence: ({ at, record }) => [
      { what: `TXT ${nameOf(at)}`, expected: null, actual: record, source: null },
    ],
    fix: () => [],
    references: [rfc(9989, '4.7')],
  }),

  'dmarc/old-rule-differs': problem<{ domain: string; walk: string | null; list: string | null }>({
    // Without a record by the older rule the domain counts as one that has none.
    severity: ({ list }) => (list === null ? 'warning' : 'info'),
    summary: ({ domain, walk, list }) =>
      `Receivers that still go by the public suffix list use ${list === null ? 'no DMARC record' : `the record at ${nameOf(list)}`} for ${domain}; those that walk the tree use ${walk === null ? 'none' : `that at ${nameOf(walk)}`}.`,
    impact: ({ list }) =>
      list === null
        ? 'Receivers by the older rule see no DMARC at all, which Gmail, Yahoo and Microsoft ask bulk senders for.'
        : 'The policy, and which domains align, depend on the receiver.',
    evidence: ({ walk, list }) => [
      {
        what: 'RFC 9989, tree walk',
        expected: null,
        actual: walk === null ? 'none' : nameOf(walk),
        source: null,
      },
      {
        what: 'RFC 7489, public suffix list',
        expected: null,
        actual: list === null ? 'none' : nameOf(list),
        source: null,
      },
    ],
    fix: ({ domain }) => [
      {
        text: `Publish a record at ${nameOf(domain)}: both kinds of receivers look there first`,
        owner: 'dns',
      },
    ],
    references: [rfc(9989, '4.10'), rfc(7489, '6.6.3')],
  }),

  'dmarc/temperror': problem<{ domain: string; why: Why }>({
    severity: 'unknown',
    summary: ({ domain, why }) => `The DMARC policy for ${domain} could not be looked up: ${why.message}.`,
    impact: 'Whether there is a policy, and which, is not known.',
    evidence: ({ why }) => [{ what: why.question, expected: 'an answer', actual: why.message, source: null }],
    fix: () => [{ text: 'Ask again; if it stays so, look at the name servers of the domain', owner: 'dns' }],
    references: [rfc(9989, '4.10')],
  }),
};

type Found = Occurrence<typeof problems>;

export default defineCheck({
  id: 'dmarc',
  title: 'A sound DMARC record applies to the From domain',
  why: 'Gmail, Yahoo and Microsoft ask bulk senders for one; it tells receivers what to do with mail that is not yours.',
  per: 'identity',
  needs: { dmarc },
  enrichment: { account, symptom },
  problems,

  evaluate({ dmarc, account, symptom }) {
    const { domain, policy } = dmarc;
    if (!policy.ok) {
      if (skipReasons.has(policy.why.reason)) return notApplicable(policy.why.message);
      return [
        ...levelFaults(dmarc, null),
        { problem: 'dmarc/temperror', data: { domain, why: policy.why } },
        ...unanswered(policy),
      ];
    }
    const found = policy.value;
    const published = whatServersSay(dmarc);
    if (published.kind === 'disagree') {
      const { have, lack } = published;
      return [
        { problem: 'dmarc/wrong-zone', data: { name: dmarc.place.name, have, lack } },
        ...(found === null ? [] : notesOn(dmarc, found)),
      ];
    }
    const sent = account.ok ? account.value.quota.sentLast24Hours : null;
    const refused = symptom.ok && wantsDmarc(symptom.value);
    if (found === null) {
      const faults = levelFaults(dmarc, null);
      return faults.length > 0 ? faults : [absence(dmarc, published, sent, refused)];
    }
    return published.kind === 'none' && isSenders(found)
      ? [absence(dmarc, published, sent, refused)]
      : notesOn(dmarc, found);
  },

  observed({ dmarc: { policy, effective } }) {
    if (!policy.ok || policy.value === null || !effective.ok || effective.value === null) return null;
    return `${effective.value.policy} by ${effective.value.tag}= at ${nameOf(policy.value.domain)}`;
  },
});

/** Doubled and misspelt records on the way to the one that applies; those above it do not matter. */
function levelFaults({ levels, byList, place }: Dmarc, until: string | null): readonly Found[] {
  const found: Found[] = [];
  for (const { domain, answer } of levels) {
    if (domain === until) break;
    // What stands above the registered domain is not the sender's to mend.
    if (!isAtOrBelow(domain, byList.organizationalDomain)) break;
    if (!answer.ok) continue;
    const { records, lookalikes } = answer.value;
    const texts = records.map(({ text }) => text);
    if (texts.length > 1) {
      found.push({
        problem: 'dmarc/multiple-records',
        data: { at: domain, records: texts, mended: mendDmarc(texts), zone: zoneOf(place.authority) },
      });
    }
    const [lookalike] = lookalikes;
    if (texts.length === 0 && lookalike !== undefined) {
      const data = {
        at: domain,
        record: lookalike,
        fault: lookalikeFault(lookalike),
        mended: mendDmarc([lookalike]),
        zone: zoneOf(place.authority),
        counts: null,
      };
      found.push({ problem: 'dmarc/syntax-error', data });
    }
  }
  return found;
}

/** All that there is to say where a record applies. */
function notesOn(dmarc: Dmarc, found: FoundPolicy): readonly (Found | Unanswered)[] {
  return [
    ...levelFaults(dmarc, found.domain),
    ...(isSenders(found)
      ? [
          ...recordFaults(dmarc, found),
          ...policyNotes(dmarc, found),
          ...reportNotes(dmarc, found),
          ...dmarc.reports.flatMap(({ authorised }) => unanswered(authorised)),
        ]
      : []),
    ...ruleNote(dmarc, found),
    ...unanswered(dmarc.effective),
  ];
}

/** The record of a public suffix is its registry's to mend. */
const isSenders = ({ kind }: FoundPolicy): boolean => kind !== 'public-suffix';

type Published =
  | { kind: 'some'; server: string; record: string }
  | { kind: 'none' }
  | { kind: 'disagree'; have: readonly string[]; lack: readonly string[] }
  | { kind: 'not-heard' };

/** Whether the zone's own servers have a record at the place. Where a CNAME leads is for the resolver to say. */
function whatServersSay({ place }: Dmarc): Published {
  const views = answersOf(place.authority)
    .filter(({ answer }) => answer.alias === null)
    .map(({ server, answer }) => ({ server, record: answer.values.find(isDmarcRecord) }));
  const have = views.flatMap(({ server, record }) => (record === undefined ? [] : [{ server, record }]));
  const [first] = have;
  if (views.length === 0) return { kind: 'not-heard' };
  if (first === undefined) return { kind: 'none' };
  if (have.length === views.length) return { kind: 'some', ...first };
  const lack = views.filter(({ record }) => record === undefined);
  return {
    kind: 'disagree',
    have: have.map(({ server }) => server),
    lack: lack.map(({ server }) => server),
  };
}

function absence(
  { domain, levels, place: { name, authority }, elsewhere }: Dmarc,
  published: Published,
  sent: number | null,
  refused: boolean,
): Found {
  const here = levels.find((level) => nameOf(level.domain) === name)?.answer;
  const seconds = here?.ok === true ? here.value.ttl : null;
  if (published.kind === 'some') {
    const { server, record } = published;
    return { problem: 'dmarc/not-propagated', data: { name, server, record, seconds } };
  }
  const zone = zoneOf(authority);
  const asked = levels.map((level) => nameOf(level.domain));
  const cachedSeconds = here?.ok === true && here.value.records.length > 0 ? (seconds ?? 0) : null;
  return {
    problem: 'dmarc/missing',
    data: { domain, name, zone, asked, sent, refused, elsewhere, cachedSeconds },
  };
}

const zoneOf = (authority: Dmarc['place']['authority']): string | null =>
  authority.ok ? authority.value.zone : null;

const isAtOrBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** A receiver refused mail over DMARC. */
const wantsDmarc = (symptom: Symptom | null): boolean =>
  symptom?.candidates.some(
    ({ code, data }) =>
      code === 'dmarc/missing' ||
      (code === 'bounce/authentication-failed' && (data['mechanism'] ?? '').includes('DMARC')),
  ) ?? false;

function recordFaults({ place }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  const mended = mendDmarc([record.text]);
  return record.faults.slice(0, 5).map((fault) => ({
    problem: fault.kind === 'policy' ? ('dmarc/unknown-policy' as const) : ('dmarc/syntax-error' as const),
    data: { at, record: record.text, fault, mended, zone: zoneOf(place.authority), counts: record.p },
  }));
}

function policyNotes({ domain, effective }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  // With a fault in its policy, that is what has to be said.
  if (!effective.ok || effective.value === null || record.faults.some(({ fatal }) => fatal)) return [];
  const { policy, tag, testing } = effective.value;
  // RFC 9989 4.7, t: reject counts as quarantine, quarantine as none.
  const nothing = policy === 'none' || (testing && policy === 'quarantine');
  return [
    ...(nothing
      ? [{ problem: 'dmarc/policy-none' as const, data: { domain, at, tag, testing, record: record.text } }]
      : []),
    ...(tag === 'p'
      ? []
      : [
          {
            problem: 'dmarc/subdomain-policy' as const,
            data: { domain, at, tag, policy, record: record.text },
          },
        ]),
  ];
}

function reportNotes({ reports }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  const none = !record.tags.some(({ name }) => name === 'rua');
  const refused = reports.filter(({ authorised }) => authorised.ok && !authorised.value);
  return [
    ...(none ? [{ problem: 'dmarc/no-reports' as const, data: { at, record: record.text } }] : []),
    ...refused.map(({ uri, tag, domain, name }) => ({
      problem: 'dmarc/report-not-authorised' as const,
      data: { uri, tag, domain, name },
    })),
  ];
}

function ruleNote({ domain, byList }: Dmarc, found: FoundPolicy): readonly Found[] {
  const list: Answer<FoundPolicy | null> = byList.policy;
  if (!list.ok || list.value?.domain === found.domain) return [];
  return [
    {
      problem: 'dmarc/old-rule-differs',
      data: { domain, walk: found.domain, list: list.value?.domain ?? null },
    },
  ];
}
