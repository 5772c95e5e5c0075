import { grouped } from '../../src/model/many.ts';
import { defineCheck } from '../../src/model/check.ts';
import { type DkimRecord, type DkimRecords, dkimRecords } from '../../src/facts/dkim-records.ts';
import { type DkimState, dkimState, isSignedWith } from '../../src/facts/dkim-state.ts';
import { message } from '../../src/facts/message/message.ts';
import { type SenderIdentity, senderIdentity } from '../../src/facts/identity/sender-identity.ts';
import type { Message } from '../../src/parse/message/message.ts';
import { target } from '../../src/facts/target.ts';
import { answersOf, missedBy, unreachable } from '../../src/facts/zone-lookup.ts';
import { isOwnZone } from '../../src/render/paste/panel-hint.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { outOfReach } from '../../src/model/out-of-reach.ts';
import type { Answer, Why } from '../../src/model/unavailable.ts';
import { isAppended } from './near-miss.ts';
import { cnameBeside } from '../dns/cname-beside.ts';
import { explains, recordProblems, type Faulty, type Records } from './dkim-records.words.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { keptIn, outOfReachIn } from '../dns/out-of-reach.ts';
import { splitHorizon } from '../dns/split-horizon.ts';
import { serverProblems } from './dkim-servers.words.ts';

const problems = {
  ...recordProblems,
  ...serverProblems,
  'dkim/cname-beside': cnameBeside(explains),
  'dkim/dnssec-broken': dnssecBroken(explains),
  'dkim/delegation-broken': delegationBroken(explains),
  'dkim/split-horizon': splitHorizon(explains),
};

export default defineCheck({
  id: 'dkim-records',
  title: 'DKIM records in DNS',
  why: 'Receivers fetch the key of a signature from these records, and SES confirms the domain by them.',
  per: 'identity',
  needs: { target, facts: dkimRecords, identity: senderIdentity },
  enrichment: { message },

  problems,

  settles: ['dkim/record-missing', 'dkim/name-doubled', 'dkim/wrong-type', 'dkim/wrong-target'],

  evaluate({ target, facts, identity, message }) {
    const { domain, kind, records, resolver } = facts;
    const zone = zoneOf(records);
    const judged = records.map((record) => ({ record, state: dkimState(record, facts) }));
    const all = allOf(facts, identity, target.region);
    /** The records in one kind of state, with that state. */
    const of = <K extends DkimState['kind']>(
      wanted: K,
    ): readonly { record: DkimRecord; state: DkimState & { kind: K } }[] =>
      judged.flatMap(({ record, state }) => (isKind(state, wanted) ? [{ record, state }] : []));

    /** SES has seen the keys: then what stands there in another form is in order where it is the same key. */
    const seen = identity.outside === null && identity.dkim.status === 'SUCCESS';
    const isOpen = ({ state }: Other): boolean => seen && !state.sameKey.ok;
    const others = [...of('wrong-target'), ...of('wrong-type')];
    const elsewhere = of('wrong-target').filter((one) => !isOpen(one));
    const wrongType = of('wrong-type').filter((one) => !isOpen(one));
    // Where the resolver has a zone of its own, what it lacks or has says nothing about time.
    const apart = insideOf(records) !== null;
    const gone = of('missing');
    const onlyInside = gone.filter(({ state }) => apart && state.cachedSeconds !== null);
    const onlyOutside = apart ? of('not-propagated') : [];
    // Who does not follow the CNAME beside other records has no old answer: that name is in no order.
    const stale = apart ? [] : of('not-propagated').filter(({ record }) => record.beside === null);
    const [first] = records;
    const dark = unansweredOccurrences(facts, [
      ...of('unanswered').map(({ state }) => state.why),
      ...others.flatMap(({ state }) => (seen && !state.sameKey.ok ? [state.sameKey.why] : [])),
    ]);
    const authorities = records.map(({ authority }) => authority);
    const kept = dark.some((one) => 'problem' in one)
      ? []
      : keptIn('dkim', authorities, { ...thingsOf(facts), resolver });
    const settled = (some: readonly Other[]): boolean =>
      seen && some.every(({ state: { sameKey } }) => sameKey.ok && sameKey.value);

    return [
      ...missingOccurrences(
        gone.filter((one) => !onlyInside.includes(one)),
        all,
        resolver,
        of('right').length > 0 && mayRest(facts, identity, message, recordsOf(gone)),
      ),
      ...when(elsewhere, () => ({
        problem: 'dkim/wrong-target' as const,
        data: {
          ...all,
          records: elsewhere.map(({ record, state }) =>
            faulty(record, state.actual, sourceOf(record, resolver)),
          ),
          settled: settled(elsewhere),
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
              settled: settled(ofType),
              records: ofType.map(({ record, state }) => faulty(record, state.actual, resolver)),
            },
          }),
        ),
      ),
      ...zoneOccurrences(of('wildcard'), of('disagree'), all, resolver),
      ...when(stale, () => ({
        problem: 'dkim/not-propagated' as const,
        data: {
          ...all,
          records: stale.map(({ record }) => faulty(record, resolverValue(record, kind), resolver)),
          seconds: largest(stale.map(({ state }) => state.seconds)),
        },
      })),
      ...when(
        kept.length === 0 && records.every(({ authority }) => unreachable(authority)) ? first : undefined,
        ({ authority }) => ({
          problem: 'dkim/authority-unreachable' as const,
          data: { domain, zone: zone ?? domain, servers: serversOf(authority) },
        }),
      ),
      ...kept,
      ...when(onlyInside, (some) => horizon(facts, 'inside', recordsOf(some))),
      ...when(onlyOutside, (some) => horizon(facts, 'outside', recordsOf(some))),
      ...besideOccurrences(facts),
      ...dark,
      ...judged.flatMap(({ record: { authority }, state }) =>
        state.kind === 'unanswered' ? [] : openBeside(authority),
      ),
    ];
  },

  observed({ facts }) {
    const { records } = facts;
    const kinds = records.map((record) => dkimState(record, facts).kind);
    const right = kinds.filter((kind) => kind === 'right' || kind === 'not-propagated').length;
    if (right === records.length) return records.map(({ selector }) => selector).join(', ');
    const open = kinds.filter((kind) => kind === 'unanswered').length;
    // A record that nobody could ask for is none that is not as SES expects.
    if (open === records.length) return null;
    const unheard = open === 0 ? '' : `, ${grouped(open)} without an answer`;
    return `${grouped(right)} of ${grouped(records.length)} as SES expects${unheard}`;
  },
});

/** What holds for all records of the identity. */
function allOf(
  { domain, kind, records }: DkimRecords,
  { name, outside }: SenderIdentity,
  region: string | null,
): Omit<Records, 'records'> {
  const zone = zoneOf(records);
  return {
    ...{ domain, zone, kind, total: records.length },
    ...(kind === 'own' && outside === null && { owner: { identity: name, region } }),
    ...(isOwnZone(zone) && { servers: zoneServers(records) }),
  };
}

/** From outside: SES signs with one of its three keys, and one of those that are there may be it. */
const mayRest = (
  { kind }: DkimRecords,
  { outside }: SenderIdentity,
  given: Answer<Message>,
  gone: readonly DkimRecord[],
): boolean =>
  outside !== null &&
  kind === 'easy' &&
  !isSignedWith(
    given,
    gone.map(({ selector }) => selector),
  );

/** A record in whose place something else stands. */
interface Other {
  state: { sameKey: Answer<boolean> };
}

/** Records at which the zone answers for every name, or its servers differ. */
function zoneOccurrences(
  wildcards: readonly { record: DkimRecord; state: DkimState & { kind: 'wildcard' } }[],
  apart: readonly { record: DkimRecord; state: DkimState & { kind: 'disagree' } }[],
  all: Omit<Records, 'records'>,
  resolver: string,
) {
  return [
    ...when(wildcards[0], ({ state: { type } }) => ({
      problem: 'dkim/wildcard-answers' as const,
      data: {
        ...all,
        type,
        records: wildcards.map(({ record, state }) => faulty(record, state.actual, resolver)),
      },
    })),
    ...when(apart[0], ({ state: { have, lack } }) => ({
      problem: 'dkim/wrong-zone' as const,
      data: {
        ...all,
        have,
        lack,
        records: apart.map(({ record }) => faulty(record, null, sourceOf(record, resolver))),
      },
    })),
  ];
}

/** A record of ours and what stands in its place, as `source` says. */
const faulty = ({ name, expected }: DkimRecord, actual: string | null, source: string): Faulty => ({
  name,
  expected,
  actual,
  source,
});

/** Records that are not at their names: nowhere, with the zone written twice, or at a name that is misspelt. */
function missingOccurrences(
  missing: readonly { record: DkimRecord; state: DkimState & { kind: 'missing' } }[],
  all: Omit<Records, 'records'>,
  resolver: string,
  atRest: boolean,
) {
  const doubled = missing.filter(({ state }) => state.nearMiss !== null && isAppended(state.nearMiss.kind));
  const misspelt = missing.filter(({ state }) => state.nearMiss !== null && !isAppended(state.nearMiss.kind));
  // Beside records that went astray, one whose place near by did not answer went the same way as likely as not.
  const absent = missing.filter(
    ({ record, state }) =>
      state.nearMiss === null && (record.nearOpen === undefined || doubled.length + misspelt.length === 0),
  );
  const open = missing.flatMap(({ record: { nearOpen, a }, state }) => [
    ...(state.nearMiss === null && nearOpen !== undefined ? [nearOpen] : []),
    ...(a?.ok === false ? [a.why] : []),
  ]);
  const near = ({ record, state }: (typeof missing)[number]): Faulty =>
    faulty(record, state.nearMiss?.name ?? null, resolver);
  return [
    ...when(absent, () => ({
      problem: 'dkim/record-missing' as const,
      data: {
        ...all,
        records: absent.map(({ record }) => faulty(record, null, sourceOf(record, resolver))),
        cachedSeconds: largest(absent.map(({ state }) => state.cachedSeconds)),
        ...(atRest && { atRest: true as const }),
      },
    })),
    ...when(doubled, () => ({
      problem: 'dkim/name-doubled' as const,
      data: {
        ...all,
        records: doubled.map(near),
        ...(doubled.some(({ state }) => state.nearMiss?.kind === 'zone-repeated') && {
          part: true as const,
        }),
      },
    })),
    ...when(misspelt, () => ({
      problem: 'dkim/wrong-name' as const,
      data: {
        ...all,
        records: misspelt.map(near),
        slip: onlyOne(misspelt.flatMap(({ state }) => state.nearMiss?.kind ?? [])),
      },
    })),
    ...open.map((why) => ({ unanswered: why, counts: false })),
  ];
}

const recordsOf = (some: readonly { record: DkimRecord }[]): readonly DkimRecord[] =>
  some.map(({ record }) => record);

function horizon(
  { domain, records, resolver }: DkimRecords,
  side: 'inside' | 'outside',
  some: readonly DkimRecord[],
) {
  const zone = zoneOf(records) ?? domain;
  const filter = filterOf(some);
  return {
    problem: 'dkim/split-horizon' as const,
    data: {
      things: `${some.length === 1 ? 'A DKIM record' : `${grouped(some.length)} DKIM records`} of ${domain}`,
      plural: some.length > 1,
      zone,
      inside: insideOf(records) ?? [],
      outside: some[0] === undefined ? [] : answersOf(some[0].authority).map(({ server }) => server),
      side,
      ...(filter !== undefined && { filter }),
      resolver,
      records: some.flatMap(
        ({ name, expected }) => recordToPublish(name, 'CNAME', expected, zoneOf(records)).record ?? [],
      ),
    },
  };
}

const besideOccurrences = ({ kind, records }: DkimRecords) =>
  records.flatMap(({ beside }) =>
    beside === null
      ? []
      : [
          {
            problem: 'dkim/cname-beside' as const,
            data: {
              ...beside,
              thing: 'the key',
              wanted: kind === 'easy' ? ('cname' as const) : ('other' as const),
            },
          },
        ],
  );

const thingsOf = ({ domain, records }: DkimRecords) => ({
  things: `${records.length === 1 ? 'The DKIM record' : 'DKIM records'} of ${domain}`,
  plural: records.length > 1,
});

function unansweredOccurrences(facts: DkimRecords, whys: readonly Why[]) {
  const dark = outOfReachIn(
    'dkim',
    whys.map((why) => ({ ok: false, why })),
    thingsOf(facts),
  );
  return [
    ...dark,
    ...whys
      .filter((why, at) => outOfReach(why) === null && whys.findIndex((one) => isSame(one, why)) === at)
      .map((why) => ({ unanswered: why, counts: true })),
  ];
}

/** What leaves open who else has the record, where it does not decide. */
function openBeside(authority: DkimRecord['authority']) {
  const why = authority.ok ? missedBy(authority) : authority.why;
  return why === null ? [] : [{ unanswered: why, counts: false }];
}

/** One question of the zone leaves all its records open. */
const isSame = (one: Why, other: Why): boolean =>
  one.question === other.question && one.message === other.message;

/** The servers that the resolver names, where it has a zone of its own. */
function insideOf(records: readonly DkimRecord[]): readonly string[] | null {
  for (const { authority } of records) {
    if (authority.ok && authority.value.inside !== null) return authority.value.inside;
  }
  return null;
}

const isKind = <K extends DkimState['kind']>(state: DkimState, kind: K): state is DkimState & { kind: K } =>
  state.kind === kind;

/** What `make` makes of something that is there: not undefined, and no empty list. */
function when<T, R>(found: T | undefined, make: (found: T) => R): readonly R[] {
  return found === undefined || (Array.isArray(found) && found.length === 0) ? [] : [make(found)];
}

/** What all of them are; null when they differ. */
const onlyOne = <T>(kinds: readonly T[]): T | null => (new Set(kinds).size === 1 ? (kinds[0] ?? null) : null);

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function zoneOf(records: readonly DkimRecord[]): string | null {
  for (const { authority } of records) if (authority.ok) return authority.value.zone;
  return null;
}

const zoneServers = (records: readonly DkimRecord[]): readonly string[] => [
  ...new Set(
    records.flatMap(({ authority }) =>
      authority.ok ? authority.value.servers.map(({ server }) => server) : [],
    ),
  ),
];

/** The zone's server that spoke, or the resolver where none did. */
const sourceOf = ({ authority }: DkimRecord, resolver: string): string =>
  answersOf(authority)[0]?.server ?? resolver;

const serversOf = (authority: DkimRecord['authority']): readonly { server: string; says: string }[] =>
  authority.ok
    ? authority.value.servers.map(({ server, address, silent, because }) => ({
        server: address === '' ? server : `${server} (${address})`,
        says: silent ? 'silence' : (because ?? 'no answer'),
      }))
    : [];

function resolverValue({ cname, txt }: DkimRecord, kind: Records['kind']): string | null {
  const answer: Answer<{ records: readonly string[] }> = kind === 'easy' ? cname : txt;
  return answer.ok ? (answer.value.records[0] ?? null) : null;
}

const filterOf = (records: readonly DkimRecord[]): string | undefined =>
  records.flatMap(({ authority }) => (authority.ok ? (authority.value.filter ?? []) : []))[0];
