import type { Judgement as Terms } from '../engine/assemble.ts';
import type { ExitCode, ProblemReport, Verdict } from '../model/report.ts';
import { createCauseCounter } from './causes.ts';
import type { Compared, SurveyCause, SurveyPlace, SurveyReport, SurveyUnknown } from './document.ts';
import { standInsOf } from './stand-ins.ts';
import { createTenantCounter } from './tenant-counter.ts';
import type { IdentityLine, ListingLine, PlaceLine, StateLine, SurveyUnanswered, Worst } from './lines.ts';

interface FoldOptions {
  version: string;
  takenAt: string;
  terms: Terms;
  notes: readonly string[];
  compared: Compared | null;
  /** Only these identities were wanted; null: all. */
  identities: readonly string[] | null;
}

interface PlaceSum {
  line: PlaceLine | null;
  listing: ListingLine | null;
  identities: number;
  lookedAt: number;
  cannotSend: number;
  worst: Worst;
  failing: number;
  warned: number;
  unknown: number;
  codes: Map<string, number>;
  /** The identities that count; null: all. */
  wanted: ReadonlySet<string> | null;
}

/**
 * The report of a state: one pass for the places, one for the identities. What it holds grows with places and codes,
 * not with identities.
 */
export async function foldState(
  lines: () => AsyncIterable<StateLine>,
  options: FoldOptions,
): Promise<SurveyReport> {
  const asked = options.identities;
  const standIns = new Map<string, string>();
  const places = new Map<string, PlaceSum>();
  const tenants = createTenantCounter();
  const of = ({ account, region }: StateLine): PlaceSum => {
    const key = JSON.stringify([account, region]);
    const sum = places.get(key) ?? emptySum();
    places.set(key, sum);
    return sum;
  };
  for await (const line of lines()) {
    if (line.kind === 'identity' || line.kind === 'tenant') continue;
    const sum = of(line);
    if (line.kind === 'tenants') {
      tenants.list(line);
    } else if (line.kind === 'place') {
      sum.line = line;
      sum.worst = line.worst;
    } else {
      sum.listing = line;
      const by = asked === null ? null : standInsIn(line, asked);
      for (const [name, one] of by ?? []) standIns.set(name, one);
      const wanted = by === null ? null : new Set(by.values());
      const names = line.names.filter(([name]) => wanted?.has(name) ?? true);
      sum.wanted = wanted;
      sum.identities = names.length;
      sum.cannotSend = names.filter(([, , sending]) => !sending).length;
    }
  }
  const listed = new Map(
    [...places].map(([key, { listing }]) => [key, new Set(listing?.names.map(([name]) => name))]),
  );
  const causes = createCauseCounter();
  const unknown = createUnknownCounter();
  let inBulk = 0;
  for await (const line of lines()) {
    if (line.kind === 'tenant') {
      const sum = of(line);
      sum.worst = worse(sum.worst, line.worst);
      tenants.add(line);
      causes.ofTenant(line);
      unknown.add(line.unanswered);
      for (const { code, cause } of line.findings)
        if (cause) sum.codes.set(code, (sum.codes.get(code) ?? 0) + 1);
      continue;
    }
    if (line.kind !== 'identity' || !(of(line).wanted?.has(line.identity) ?? true)) continue;
    if (listed.get(JSON.stringify([line.account, line.region]))?.has(line.identity) !== true) continue;
    countIdentity(of(line), line);
    causes.ofIdentity(line);
    unknown.add(line.unanswered);
    inBulk += line.depth === 'bulk' ? 1 : 0;
  }
  for (const { line, identities } of places.values()) {
    if (line === null) continue;
    causes.ofPlace(line, identities);
    unknown.add(line.unanswered);
  }
  const missing = (asked ?? []).filter((name) => !standIns.has(name));
  return documentOf(
    [...places.values()],
    causes.causes(),
    [...(missing.length === 0 ? [] : [notThere(missing)]), ...unknown.list(inBulk), ...tenants.unknown()],
    {
      ...options,
      notes: [...options.notes, ...sentWith(standIns)],
      missed: missing.length > 0,
      tenants: tenants.report(),
    },
  );
}

const standInsIn = ({ names }: ListingLine, asked: readonly string[]): ReadonlyMap<string, string> =>
  standInsOf(
    names.map(([name, verificationStatus]) => ({ name, verificationStatus })),
    asked,
  );

/** Which names are no identities of their own: their domain was looked at, since SES sends them with it. */
function sentWith(standIns: ReadonlyMap<string, string>): readonly string[] {
  const others = [...standIns].filter(([name, by]) => name !== by);
  if (others.length === 0) return [];
  const shown = others.slice(0, 5).map(([name, by]) => `${name} with ${by}`);
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return [
    `No identities of their own; SES sends them with their domain, which was looked at: ${shown.join(', ')}${more}.`,
  ];
}

/** Names of --identities that no account and Region has: a name that is spelt otherwise is no sound sender. */
const notThere = (names: readonly string[]): SurveyUnknown => ({
  ...{ reason: 'not-found', count: names.length, action: 'ses:ListEmailIdentities', counts: true },
  message: `in no account and Region that could be looked at: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}; check the spelling and the Regions`,
});

const emptySum = (): PlaceSum => ({
  ...{ line: null, listing: null, identities: 0, lookedAt: 0, cannotSend: 0, worst: 'pass' },
  ...{ failing: 0, warned: 0, unknown: 0, codes: new Map<string, number>(), wanted: null },
});

/** From best to worst. */
const ranks: Readonly<Record<Worst, number>> = { pass: 0, warn: 1, unknown: 2, fail: 3, crash: 4 };
const worse = (one: Worst, other: Worst): Worst => (ranks[other] > ranks[one] ? other : one);

function countIdentity(sum: PlaceSum, { worst, findings }: IdentityLine): void {
  sum.lookedAt += 1;
  sum.worst = worse(sum.worst, worst);
  if (worst === 'fail' || worst === 'crash') sum.failing += 1;
  if (worst === 'warn') sum.warned += 1;
  if (worst === 'unknown') sum.unknown += 1;
  for (const { code, cause } of findings) if (cause) sum.codes.set(code, (sum.codes.get(code) ?? 0) + 1);
}

/** What was not answered, by reason and action. */
function createUnknownCounter(): {
  add: (unanswered: readonly SurveyUnanswered[]) => void;
  list: (inBulk: number) => readonly SurveyUnknown[];
} {
  const seen = new Map<string, SurveyUnknown>();
  return {
    add: (unanswered) => {
      for (const { reason, action, message, counts = true } of unanswered) {
        const key = JSON.stringify([reason, action, counts]);
        const known = seen.get(key);
        const first = known === undefined || message < known.message ? message : known.message;
        seen.set(key, {
          ...{ reason, action, message: first, counts },
          count: (known?.count ?? 0) + 1,
        });
      }
    },
    list: (inBulk) => [
      ...[...seen.values()].sort(
        (one, other) =>
          Number(other.counts) - Number(one.counts) ||
          other.count - one.count ||
          (one.reason < other.reason ? -1 : 1),
      ),
      ...(inBulk === 0 ? [] : [notInBulk(inBulk)]),
    ],
  };
}

const notInBulk = (count: number): SurveyUnknown => ({
  ...{ reason: 'not-in-bulk', count, action: 'ses:GetEmailIdentity', counts: false },
  message:
    'the default configuration set, the policies, the tenants and the numbers by mailbox provider, since nothing else was wrong; --deep asks for them, at about one identity a second',
});

function documentOf(
  sums: readonly PlaceSum[],
  causes: readonly SurveyCause[],
  unknown: readonly SurveyUnknown[],
  {
    version,
    takenAt,
    terms,
    notes,
    compared,
    missed,
    tenants,
  }: FoldOptions & { missed: boolean; tenants: SurveyReport['tenants'] },
): SurveyReport {
  const places = sums.map(placeOf).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const total = (pick: (sum: PlaceSum) => number): number => sums.reduce((all, sum) => all + pick(sum), 0);
  const identities = total((sum) => sum.identities);
  const lookedAt = total((sum) => sum.lookedAt);
  const [failing, warned, blind] = [
    total((sum) => sum.failing),
    total((sum) => sum.warned),
    total((sum) => sum.unknown),
  ];
  // A Region without identities is nothing to worry about beside others; where no place has one, or
  // none was looked at before the run was cut off, nothing is known.
  const nothing = lookedAt === 0;
  const worst = places.reduce<Worst>((all, place) => worse(all, place.worst), 'pass');
  const verdict = (nothing || missed) && ranks[worst] < ranks.fail ? 'unknown' : verdictOf(places, worst);
  return {
    ...{ schema: 1, kind: 'survey', command: 'survey', tool: { name: 'ses-doctor', version }, takenAt },
    totals: {
      accounts: new Set(places.map(({ account }) => account)).size,
      regions: new Set(places.filter(({ state }) => state === 'open').map(({ region }) => region)).size,
      ...{ identities, lookedAt, notLookedAt: identities - lookedAt },
      cannotSend: total((sum) => sum.cannotSend),
      ...{ failing, warned, unknown: blind, sound: lookedAt - failing - warned - blind },
    },
    ...{ causes, places, unknown, tenants },
    problems: causes.map(problemOf),
    ...{ compared, notes, verdict, exitCode: exitCodeOf(places, terms, { nothing, missed }) },
  };
}

const keyOf = ({ account, region }: SurveyPlace): string => JSON.stringify([account, region]);

function placeOf(sum: PlaceSum): SurveyPlace {
  const { line, listing, codes, worst } = sum;
  const name = line ?? listing;
  const [top] = [...codes].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const ofAccount = line?.findings.find(({ cause }) => cause)?.code;
  return {
    ...{ account: name?.account ?? '', region: name?.region ?? '', state: line?.state ?? 'open' },
    ...{ identities: sum.identities, lookedAt: sum.lookedAt, worst },
    ...{ failing: sum.failing, warned: sum.warned, unknown: sum.unknown },
    because: line?.because ?? ofAccount ?? top?.[0] ?? null,
  };
}

/** As in the report of a check: what could not be looked at is worse news than a warning. */
function verdictOf(places: readonly SurveyPlace[], worst: Worst): Verdict {
  if (worst === 'crash' || worst === 'fail') return worst;
  return places.some((place) => place.worst === 'unknown' || place.unknown > 0) ? 'unknown' : worst;
}

/** The first that holds, as in `check`: a crash, findings that count, something unknown. */
function exitCodeOf(
  places: readonly SurveyPlace[],
  { failOn, allowUnknown }: Terms,
  { nothing, missed }: { nothing: boolean; missed: boolean },
): ExitCode {
  const has = (worst: Worst): boolean => places.some((place) => place.worst === worst);
  if (has('crash')) return 4;
  if (failOn !== 'never' && has('fail')) return 1;
  if (failOn === 'warning' && (has('warn') || places.some(({ warned }) => warned > 0))) return 1;
  if (nothing) return 3;
  const blind = missed || places.some((place) => place.worst === 'unknown' || place.unknown > 0);
  return blind && !allowUnknown ? 3 : 0;
}

/** A cause as the other documents have it. */
function problemOf({
  code,
  severity,
  count,
  places,
  tenants,
  because,
  fix,
  references,
}: SurveyCause): ProblemReport {
  const subject =
    places > 0
      ? `${places} accounts and Regions`
      : tenants > 0
        ? `${tenants} tenants`
        : `${count} identities`;
  const area = code.slice(0, code.indexOf('/'));
  return {
    ...{ code, subject, severity, stage: 'survey', check: area, summary: because },
    ...{ cause: true, because: null, fix, references, accepted: null },
  };
}
