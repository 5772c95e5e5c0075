import { defineCheck, type Evidence, problem, type Step } from '../../src/check.ts';
import { type DkimRecord, dkimRecords } from '../../src/facts/dkim-records.ts';
import { type DkimState, dkimState } from '../../src/facts/dkim-state.ts';
import { signingIdentity } from '../../src/facts/identity.ts';
import { answersOf, unreachable } from '../../src/facts/zone-lookup.ts';
import { panelHint, recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Answer } from '../../src/unavailable.ts';

/** One record that is not as it should be. */
interface Faulty {
  name: string;
  /** Null for a key of one's own, which SES does not show. */
  expected: string | null;
  actual: string | null;
  /** Who said so. */
  source: string;
}

interface Records {
  domain: string;
  zone: string | null;
  kind: 'easy' | 'own';
  /** Of how many. */
  total: number;
  records: readonly Faulty[];
}

const typeOf = ({ kind }: Pick<Records, 'kind'>): 'CNAME' | 'TXT' => (kind === 'easy' ? 'CNAME' : 'TXT');
const references = [guide('send-email-authentication-dkim-easy'), guide('troubleshoot-dkim')];
const rfc = (number: number, section: string): string =>
  `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`;

/** What a missing record keeps from getting well. */
const explains = [
  'dkim/status-pending',
  'dkim/status-failed',
  'dkim/status-temporary-failure',
  'identity/verification-pending',
  'identity/verification-failed',
  'identity/verification-temporary-failure',
  'identity/not-verified',
  'alignment/dmarc-fails',
  'message/dkim-invalid',
  'message/dkim-unaligned',
  'message/unsigned',
];

const unsigned =
  'SES cannot confirm the domain by it and receivers cannot verify the signature: mail goes unsigned or fails DKIM, and with it DMARC.';

const untilRotation =
  'Signatures verify today. They stop doing so when SES changes its keys and what stands here is not changed with them.';

const names = (records: readonly Faulty[]): string => records.map(({ name }) => name).join(', ');
const howMany = ({ records, total }: Records): string =>
  total === 1
    ? 'The DKIM record'
    : `${records.length === total ? `All ${total}` : `${records.length} of the ${total}`} DKIM records`;
const isOne = ({ records }: Records): boolean => records.length === 1;
const are = (data: Records): string => (isOne(data) ? 'is' : 'are');
/** The names behind a colon, where not all records are meant; the evidence has them all. */
const which = (data: Records, list = names(data.records)): string =>
  data.total > 1 && data.records.length === data.total ? '' : `: ${list}`;

const found = ({ records }: Records): string => records.map(({ actual }) => actual ?? '').join(', ');

const evidence = (data: Records): readonly Evidence[] =>
  data.records.map(({ name, expected, actual, source }) => ({
    what: `${typeOf(data)} ${name}`,
    expected: expected ?? 'the public key',
    actual: actual ?? 'no such record',
    source,
  }));

/** The records as they should be, one step each. */
function publish(data: Records, text: string): readonly Step[] {
  if (data.kind === 'own') {
    return data.records.map(({ name }) => ({
      text: `${text} (a TXT record at ${name} with "p=" and the public key that belongs to the private key SES has). ${panelHint}`,
      owner: 'dns',
    }));
  }
  return data.records.map(({ name, expected }, index) => ({
    text: index === 0 ? `${text}. ${panelHint}` : 'And this one',
    owner: 'dns',
    ...recordToPublish(name, 'CNAME', expected, data.zone),
  }));
}

export default defineCheck({
  id: 'dkim-records',
  title: 'Every DKIM record that SES expects is in DNS',
  why: 'Receivers fetch the key of a signature from these records, and SES confirms the domain by them.',
  per: 'identity',
  needs: { facts: dkimRecords, identity: signingIdentity },

  problems: {
    'dkim/record-missing': problem<Records & { cachedSeconds: number | null }>({
      severity: 'error',
      summary: (data) => `${howMany(data)} of ${data.domain} ${are(data)} not in DNS${which(data)}.`,
      impact: unsigned,
      evidence,
      fix: (data) => [
        ...publish(data, 'Publish the record'),
        ...(data.cachedSeconds === null
          ? []
          : [
              {
                text: `The resolver still has the old record for ${data.cachedSeconds} seconds; after that receivers miss it too`,
                owner: 'dns' as const,
              },
            ]),
      ],
      references,
      explains,
    }),

    'dkim/name-doubled': problem<Records>({
      severity: 'error',
      summary: (data) =>
        `${howMany(data)} of ${data.domain} ${are(data)} at a name that has the zone twice${which(data, found(data))}.`,
      impact: `The DNS panel appended the zone to a name that had it already. ${unsigned}`,
      evidence: (data) =>
        data.records.map(({ name, actual, source }) => ({
          what: `name of the ${typeOf(data)} record`,
          expected: name,
          actual,
          source,
        })),
      fix: (data) => publish(data, 'Delete the record with the doubled name and publish it at the right one'),
      references,
      explains: ['dkim/record-missing', ...explains],
    }),

    'dkim/wrong-name': problem<Records>({
      severity: 'error',
      summary: (data) =>
        `${howMany(data)} of ${data.domain} ${are(data)} at a misspelt name${which(data, found(data))}.`,
      impact: unsigned,
      evidence: (data) =>
        data.records.map(({ name, actual, source }) => ({
          what: `name of the ${typeOf(data)} record`,
          expected: name,
          actual,
          source,
        })),
      fix: (data) =>
        publish(data, 'Delete the record with the misspelt name and publish it at the right one'),
      references,
      explains: ['dkim/record-missing', ...explains],
    }),

    'dkim/wrong-target': problem<Records & { settled: boolean }>({
      severity: ({ settled }) => (settled ? 'info' : 'error'),
      summary: (data) =>
        data.settled
          ? `${howMany(data)} of ${data.domain} ${isOne(data) ? 'leads' : 'lead'} to another name than SES gives, which has the same key${which(data)}.`
          : `${howMany(data)} of ${data.domain} ${isOne(data) ? 'leads' : 'lead'} to the wrong place${which(data)}.`,
      impact: ({ settled }) => (settled ? untilRotation : unsigned),
      evidence,
      fix: (data) => publish(data, 'Change the target of the CNAME'),
      references,
      explains: ({ settled }) => (settled ? [] : explains),
    }),

    'dkim/wrong-type': problem<Records & { type: 'TXT' | 'A'; settled: boolean }>({
      severity: ({ settled }) => (settled ? 'info' : 'error'),
      summary: (data) =>
        data.type === 'TXT'
          ? data.settled
            ? `The key itself stands in TXT where SES gives a CNAME: ${names(data.records)}.`
            : `There is TXT where SES expects a CNAME: ${names(data.records)}.`
          : `There is an address where SES expects a CNAME, as a proxying DNS provider makes it: ${names(data.records)}.`,
      impact: ({ settled }) => (settled ? untilRotation : unsigned),
      evidence: (data) =>
        data.records.map(({ name, expected, actual, source }) => ({
          what: name,
          expected: `CNAME ${expected ?? ''}`.trim(),
          actual: `${data.type} ${actual ?? ''}`.trim(),
          source,
        })),
      fix: (data) =>
        publish(
          data,
          data.type === 'TXT'
            ? 'Delete the TXT record and publish a CNAME in its place'
            : 'Switch the proxy off for this record (in Cloudflare: the grey cloud, "DNS only"), so that the CNAME itself is answered',
        ),
      references,
      explains: ({ settled }) => (settled ? [] : explains),
    }),

    'dkim/wildcard-answers': problem<Records & { type: 'CNAME' | 'TXT' | 'A' }>({
      severity: 'error',
      summary: (data) =>
        `A wildcard answers in place of ${howMany(data).replace(/^[TA]/, (letter) => letter.toLowerCase())} of ${data.domain}: ${names(data.records)}.`,
      impact: unsigned,
      evidence: (data) =>
        data.records.map(({ name, expected, actual, source }) => ({
          what: name,
          expected: `${typeOf(data)} ${expected ?? 'with the public key'}`,
          actual: `${data.type} ${actual ?? ''} (any other name under _domainkey.${data.domain} has it too)`,
          source,
        })),
      fix: (data) => publish(data, 'Publish the record: it goes before the wildcard'),
      references: [...references, rfc(4592, '2.2')],
      explains,
    }),

    'dkim/wrong-zone': problem<Records & { have: readonly string[]; lack: readonly string[] }>({
      severity: 'error',
      summary: ({ have, lack, ...data }) =>
        `The name servers of ${data.domain} disagree about ${isOne(data) ? 'a DKIM record' : 'DKIM records'}${which(data)}; ${have.join(', ')} ${have.length === 1 ? 'has' : 'have'} what SES expects, ${lack.join(', ')} ${lack.length === 1 ? 'has' : 'have'} not.`,
      impact:
        'Whether a receiver (or SES) finds the key depends on which server it asks: part of the mail fails DKIM.',
      evidence: (data) => [
        ...data.have.map((server) => ({
          what: names(data.records),
          expected: 'the record',
          actual: 'the record',
          source: server,
        })),
        ...data.lack.map((server) => ({
          what: names(data.records),
          expected: 'the record',
          actual: 'no such record, or another one',
          source: server,
        })),
      ],
      fix: ({ have, lack }) => [
        {
          text: `Find out which of the servers hold the zone that you edit. If ${lack.join(', ')} ${lack.length === 1 ? 'belongs' : 'belong'} to another provider, copy the records there or remove them from the delegation at the registrar; if to the same one, wait for its servers to catch up`,
          owner: 'dns',
        },
        { text: `The record is right at ${have.join(', ')}`, owner: 'dns' },
      ],
      references: [...references, rfc(1034, '4.2.2')],
      explains,
    }),

    'dkim/not-propagated': problem<Records & { seconds: number | null }>({
      severity: 'info',
      summary: (data) =>
        `The name servers of ${data.domain} have the DKIM records; the resolver asked here still has an older answer${data.seconds === null ? '' : ` for ${data.seconds} seconds`}${which(data)}.`,
      impact:
        'Receivers whose resolver asked before the change do not see the record yet. It passes by itself.',
      evidence,
      fix: ({ seconds }) => [
        {
          text:
            seconds === null
              ? 'Wait until the old answer has run out'
              : `Wait ${seconds} seconds, then look again`,
          owner: 'dns',
        },
      ],
      references: [rfc(2308, '5'), ...references],
    }),

    'dkim/authority-unreachable': problem<{ domain: string; zone: string; servers: readonly string[] }>({
      severity: 'info',
      summary: ({ zone }) => `The name servers of ${zone} cannot be asked from here.`,
      impact:
        'The verdict on the DKIM records rests on what the resolver says, which may be an older answer.',
      evidence: ({ servers }) =>
        servers.map((server) => ({
          what: 'port 53',
          expected: 'an answer',
          actual: 'silence',
          source: server,
        })),
      fix: () => [
        {
          text: 'Nothing is wrong with the domain by this. To have both views, run this where port 53 (UDP and TCP) to the outside is open',
          owner: 'network',
        },
      ],
      references: [rfc(7766, '5')],
    }),
  },

  evaluate({ facts, identity }) {
    const { domain, kind, records, resolver } = facts;
    const zone = zoneOf(records);
    const judged = records.map((record) => ({ record, state: dkimState(record, facts) }));
    const all: Omit<Records, 'records'> = { domain, zone, kind, total: records.length };
    const faulty = ({
      record,
      actual,
      source,
    }: {
      record: DkimRecord;
      actual: string | null;
      source?: string;
    }): Faulty => ({
      name: record.name,
      expected: record.expected,
      actual,
      source: source ?? sourceOf(record, resolver),
    });
    /** The records in one kind of state, with that state. */
    const of = <K extends DkimState['kind']>(
      wanted: K,
    ): readonly { record: DkimRecord; state: DkimState & { kind: K } }[] =>
      judged.flatMap(({ record, state }) => (isKind(state, wanted) ? [{ record, state }] : []));

    const missing = of('missing');
    const doubled = missing.filter(({ state }) => state.nearMiss?.kind === 'doubled');
    const misspelt = missing.filter(
      ({ state }) => state.nearMiss !== null && state.nearMiss.kind !== 'doubled',
    );
    const absent = missing.filter(({ state }) => state.nearMiss === null);
    const elsewhere = of('wrong-target');
    const wrongType = of('wrong-type');
    const [wildcard] = of('wildcard');
    const [disagree] = of('disagree');
    const stale = of('not-propagated');
    const [first] = records;
    const near = ({ record, state }: (typeof missing)[number]): Faulty =>
      faulty({ record, actual: state.nearMiss?.name ?? null, source: resolver });

    return [
      ...when(absent, () => ({
        problem: 'dkim/record-missing' as const,
        data: {
          ...all,
          records: absent.map(({ record }) => faulty({ record, actual: null })),
          cachedSeconds: largest(absent.map(({ state }) => state.cachedSeconds)),
        },
      })),
      ...when(doubled, () => ({
        problem: 'dkim/name-doubled' as const,
        data: { ...all, records: doubled.map(near) },
      })),
      ...when(misspelt, () => ({
        problem: 'dkim/wrong-name' as const,
        data: { ...all, records: misspelt.map(near) },
      })),
      ...when(elsewhere, () => ({
        problem: 'dkim/wrong-target' as const,
        data: {
          ...all,
          records: elsewhere.map(({ record, state }) => faulty({ record, actual: state.actual })),
          settled: identity.dkim.status === 'SUCCESS' && elsewhere.every(({ state }) => state.sameKey),
        },
      })),
      ...(['TXT', 'A'] as const).flatMap((type) =>
        when(
          wrongType.filter(({ state }) => state.type === type),
          (ofType) => ({
            problem: 'dkim/wrong-type' as const,
            data: {
              ...all,
              type,
              settled: identity.dkim.status === 'SUCCESS' && ofType.every(({ state }) => state.sameKey),
              records: ofType.map(({ record, state }) =>
                faulty({ record, actual: state.actual, source: resolver }),
              ),
            },
          }),
        ),
      ),
      ...when(wildcard, ({ state: { type } }) => ({
        problem: 'dkim/wildcard-answers' as const,
        data: {
          ...all,
          type,
          records: of('wildcard').map(({ record, state }) =>
            faulty({ record, actual: state.actual, source: resolver }),
          ),
        },
      })),
      ...when(disagree, ({ state: { have, lack } }) => ({
        problem: 'dkim/wrong-zone' as const,
        data: {
          ...all,
          have,
          lack,
          records: of('disagree').map(({ record }) => faulty({ record, actual: null })),
        },
      })),
      ...when(stale, () => ({
        problem: 'dkim/not-propagated' as const,
        data: {
          ...all,
          records: stale.map(({ record }) =>
            faulty({ record, actual: resolverValue(record, kind), source: resolver }),
          ),
          seconds: largest(stale.map(({ state }) => state.seconds)),
        },
      })),
      ...when(
        records.every(({ authority }) => unreachable(authority)) ? first : undefined,
        ({ authority }) => ({
          problem: 'dkim/authority-unreachable' as const,
          data: { domain, zone: zone ?? domain, servers: serversOf(authority) },
        }),
      ),
      ...of('unanswered').map(({ state }) => ({ unanswered: state.why, counts: true })),
      ...judged.flatMap(({ record: { authority }, state }) =>
        authority.ok || state.kind === 'unanswered' ? [] : [{ unanswered: authority.why, counts: false }],
      ),
    ];
  },

  observed: ({ facts: { records } }) => records.map(({ selector }) => selector).join(', '),
});

const isKind = <K extends DkimState['kind']>(state: DkimState, kind: K): state is DkimState & { kind: K } =>
  state.kind === kind;

/** What `make` makes of something that is there: not undefined, and no empty list. */
function when<T, R>(found: T | undefined, make: (found: T) => R): readonly R[] {
  return found === undefined || (Array.isArray(found) && found.length === 0) ? [] : [make(found)];
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function zoneOf(records: readonly DkimRecord[]): string | null {
  for (const { authority } of records) if (authority.ok) return authority.value.zone;
  return null;
}

/** The zone's server that spoke, or the resolver where none did. */
const sourceOf = ({ authority }: DkimRecord, resolver: string): string =>
  answersOf(authority)[0]?.server ?? resolver;

const serversOf = (authority: DkimRecord['authority']): readonly string[] =>
  authority.ok
    ? authority.value.servers.map(({ server, address }) =>
        address === '' ? server : `${server} (${address})`,
      )
    : [];

function resolverValue({ cname, txt }: DkimRecord, kind: Records['kind']): string | null {
  const answer: Answer<{ records: readonly string[] }> = kind === 'easy' ? cname : txt;
  return answer.ok ? (answer.value.records[0] ?? null) : null;
}
