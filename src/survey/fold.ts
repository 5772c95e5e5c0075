import type { Judgement as Terms } from '../engine/assemble.ts';
import type { ExitCode, ProblemReport, Verdict } from '../model/report.ts';
import { grouped, identitiesOf, many, placesOf } from '../model/many.ts';
import { adviceFor } from './advice.ts';
import { createCauseCounter } from './causes.ts';
import type { Compared, Example, SurveyCause, SurveyPlace, SurveyReport, SurveyUnknown } from './document.ts';
import { createTenantCounter } from './tenant-counter.ts';
import { type IdentityLine, isUnanswered, type SurveyUnanswered, type Worst } from './lines.ts';
import { notAllSeen } from './place-lines.ts';
import { type Lines, placeKeyOf, type Scope, scoped, type ScopedPlace, wantedOf } from './scope.ts';

interface FoldOptions {
  version: string;
  takenAt: string;
  terms: Terms;
  notes: readonly string[];
  compared: Compared | null;
  /** So many identities of a place were to be looked at at most. */
  limit: number;
  /** What bulk leaves out of the selected checks; empty: nothing. */
  leftOut: readonly string[];
  /** Whether a selected check looks at identities, and whether one looks at accounts. */
  ofIdentities: boolean;
  ofAccounts: boolean;
}

interface PlaceSum extends ScopedPlace {
  identities: number;
  lookedAt: number;
  /** Names of the list that cannot send, and statuses other than SUCCESS. */
  cannotSend: number;
  statuses: ReadonlyMap<string, number>;
  worst: Worst;
  failing: number;
  warned: number;
  unknown: number;
  sound: number;
  codes: Map<string, number>;
}

/**
 * The report of what counts of a state, in one pass. What it holds grows with places and codes, not with identities.
 */
export async function foldState(lines: Lines, scope: Scope, options: FoldOptions): Promise<SurveyReport> {
  const sums = new Map([...scope.places].map(([key, place]) => [key, sumOf(place)]));
  const tenants = createTenantCounter();
  const causes = createCauseCounter();
  const unknown = createUnknownCounter();
  let inBulk = 0;
  for await (const line of scoped(lines, scope)) {
    const sum = sums.get(placeKeyOf(line));
    if (sum === undefined) continue;
    const { account, region } = line;
    if (line.kind === 'tenants') tenants.list(line);
    else if (line.kind === 'tenant') {
      sum.worst = worse(sum.worst, line.worst);
      tenants.add(line);
      causes.ofTenant(line);
      unknown.add('tenants', line.unanswered, { account, region, identity: null, tenant: line.tenant });
      countCodes(sum, line.findings);
    } else if (line.kind === 'identity' && options.ofIdentities) {
      countIdentity(sum, line);
      causes.ofIdentity(line);
      unknown.add('identities', line.unanswered, { account, region, identity: line.identity });
      inBulk += line.depth === 'bulk' ? 1 : 0;
    }
  }
  for (const { line, identities } of sums.values()) {
    if (line === null) continue;
    causes.ofPlace(line, identities);
    const { account, region } = line;
    unknown.add('places', line.unanswered, { account, region, identity: null });
  }
  const left = leftOf([...sums.values()], options);
  return documentOf([...sums.values()], causes.causes(), {
    ...options,
    left,
    nowhere: scope.nowhere,
    tenants: tenants.report(),
    unknown: [
      ...(scope.nowhere.length === 0 ? [] : [notThere(scope)]),
      ...unknown.list(),
      ...notReached(left),
      ...onPurpose(left, options, inBulk),
      ...tenants.unknown(),
    ],
    notes: [...options.notes, ...sentWith(scope.standIns), ...besideOf(scope)],
  });
}

/** What has no line: places and identities that the run did not come to, and identities that it left out. */
interface Left {
  places: number;
  identities: number;
  leftOut: number;
}

function leftOf(sums: readonly PlaceSum[], { limit, ofIdentities }: FoldOptions): Left {
  const [places, identities, leftOut] = [
    sums.filter(({ line }) => line === null).length,
    sums.map((sum) => (ofIdentities ? Math.max(0, Math.min(sum.identities, limit) - sum.lookedAt) : 0)),
    sums.map((sum) => sum.identities - sum.lookedAt),
  ];
  const reached = identities.reduce((all, one) => all + one, 0);
  return { places, identities: reached, leftOut: leftOut.reduce((all, one) => all + one, 0) - reached };
}

const notReached = ({ places, identities }: Left): readonly SurveyUnknown[] =>
  (
    [
      ['identities', identities],
      ['places', places],
    ] as const
  ).flatMap(([of, count]) =>
    count === 0
      ? []
      : [
          {
            ...{ reason: 'interrupted', of, count, action: null, counts: true },
            message: 'the run ended before their turn; the next one with the same --state goes on',
          },
        ],
  );

/** What nobody wanted to be looked at. */
function onPurpose(
  { leftOut: beyond }: Left,
  { limit, leftOut, ofIdentities }: FoldOptions,
  inBulk: number,
): readonly SurveyUnknown[] {
  const common = { of: 'identities', counts: false } as const;
  return [
    ...(beyond === 0
      ? []
      : [
          {
            ...{ ...common, reason: 'not-asked', count: beyond, action: null },
            message: ofIdentities
              ? `nothing but their place in the list, beyond the first ${grouped(limit)} of each account and Region (--limit)`
              : 'no selected check looks at identities (--only, --skip)',
          },
        ]),
    ...(inBulk === 0 || leftOut.length === 0
      ? []
      : [
          {
            ...{ ...common, reason: 'not-in-bulk', count: inBulk, action: 'ses:GetEmailIdentity' },
            message: `${listed(leftOut)}: only questions about each identity tell that; they are asked where something else was found, and --deep asks them of all, about one identity a second`,
          },
        ]),
  ];
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** Which names are no identities of their own: their domain was looked at, since SES sends them with it. */
function sentWith(standIns: ReadonlyMap<string, string>): readonly string[] {
  const others = [...standIns].filter(([name, by]) => name.toLowerCase() !== by.toLowerCase());
  if (others.length === 0) return [];
  const shown = others.slice(0, 5).map(([name, by]) => `${name} with ${by}`);
  const more = others.length > 5 ? ` and ${grouped(others.length - 5)} more` : '';
  return [
    `No identities of their own; SES sends them with their domain, which was looked at: ${shown.join(', ')}${more}.`,
  ];
}

/** A state may hold more than this run asked for: that is not in the report. */
const besideOf = ({ beside }: Scope): readonly string[] =>
  beside.places === 0
    ? []
    : [
        `The state also holds ${placesOf(beside.places)} that this run did not name; they are not in this report.`,
      ];

/** What may be wrong with them. SES takes the case of an address as it is ("Creating and verifying identities"). */
function spellingOf(names: readonly string[], otherCases: ReadonlyMap<string, string>): string {
  const [first] = names.filter((name) => otherCases.has(name));
  if (first === undefined) return 'check the spelling and the Regions';
  return `check the spelling and the Regions: ${first} is listed as ${otherCases.get(first) ?? ''}, and for SES that is another address`;
}

/** Names of --identities that no account and Region has: a name that is spelt otherwise is no sound sender. */
const notThere = ({ nowhere: names, otherCases }: Scope): SurveyUnknown => ({
  ...{
    reason: 'nowhere',
    of: 'identities',
    count: names.length,
    action: 'ses:ListEmailIdentities',
    counts: true,
  },
  message: `in no account and Region that could be looked at: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${grouped(names.length - 5)} more` : ''}; ${spellingOf(names, otherCases)}`,
});

function sumOf(place: ScopedPlace): PlaceSum {
  const names = wantedOf(place);
  const statuses = new Map<string, number>();
  for (const [, status] of names)
    if (status !== 'SUCCESS') statuses.set(status, (statuses.get(status) ?? 0) + 1);
  return {
    ...place,
    ...{ identities: names.length, lookedAt: 0, failing: 0, warned: 0, unknown: 0, sound: 0, statuses },
    cannotSend: names.filter(([, , sending]) => !sending).length,
    // A place without a line was not looked at to its end.
    worst: place.line?.worst ?? 'unknown',
    codes: new Map<string, number>(),
  };
}

/** From best to worst. */
const ranks: Readonly<Record<Worst, number>> = { pass: 0, warn: 1, unknown: 2, fail: 3, crash: 4 };
const worse = (one: Worst, other: Worst): Worst => (ranks[other] > ranks[one] ? other : one);

/** Each identity is failing, warned, sound or none of these; whether all was answered is counted beside. */
function countIdentity(sum: PlaceSum, { worst, findings, unanswered }: IdentityLine): void {
  sum.lookedAt += 1;
  sum.worst = worse(sum.worst, worst);
  if (worst === 'fail' || worst === 'crash') sum.failing += 1;
  if (worst === 'warn') sum.warned += 1;
  if (worst === 'pass') sum.sound += 1;
  if (worst === 'unknown' || isUnanswered(unanswered)) sum.unknown += 1;
  countCodes(sum, findings);
}

function countCodes({ codes }: PlaceSum, findings: IdentityLine['findings']): void {
  for (const { code, cause } of findings) if (cause) codes.set(code, (codes.get(code) ?? 0) + 1);
}

/** What was not answered, by reason and action. */
function createUnknownCounter(): {
  add: (of: SurveyUnknown['of'], unanswered: readonly SurveyUnanswered[], example: Example) => void;
  list: () => readonly SurveyUnknown[];
} {
  const seen = new Map<string, SurveyUnknown & Pick<SurveyUnanswered, 'reason'>>();
  return {
    add: (of, unanswered, example) => {
      const once = new Set<string>();
      for (const { reason, action, message, counts = true } of unanswered) {
        const key = JSON.stringify([reason, action, counts, of]);
        const known = seen.get(key);
        const first = known === undefined || message < known.message ? message : known.message;
        const isNew = !once.has(key);
        once.add(key);
        const count = (known?.count ?? 0) + (isNew ? 1 : 0);
        const examples = isNew ? firstOf([...(known?.examples ?? []), example]) : (known?.examples ?? []);
        seen.set(key, { reason, of, count, action, message: first, examples, counts });
      }
    },
    list: () =>
      [...seen.values()]
        .map(advised)
        .sort(
          (one, other) =>
            Number(other.counts) - Number(one.counts) ||
            other.count - one.count ||
            compareText(one.reason, other.reason) ||
            compareText(one.of, other.of) ||
            compareText(one.action ?? '', other.action ?? ''),
        ),
  };
}

/** The first three by name: in which order they ended must not matter. */
const firstOf = (examples: readonly Example[]): readonly Example[] =>
  examples.toSorted((one, other) => compareText(nameOf(one), nameOf(other))).slice(0, 3);

const nameOf = ({ account, region, identity, tenant }: Example): string =>
  JSON.stringify([account, region, identity, tenant ?? null]);

/** With what to do about it. */
function advised(unknown: SurveyUnknown & Pick<SurveyUnanswered, 'reason'>): SurveyUnknown {
  const advice = adviceFor(unknown);
  return advice === null ? unknown : { ...unknown, message: `${unknown.message}. ${advice}` };
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

interface Parts extends FoldOptions {
  left: Left;
  nowhere: readonly string[];
  tenants: SurveyReport['tenants'];
  unknown: readonly SurveyUnknown[];
}

function documentOf(sums: readonly PlaceSum[], causes: readonly SurveyCause[], parts: Parts): SurveyReport {
  const { version, takenAt, notes, compared, tenants, unknown, nowhere } = parts;
  const places = sums.map(placeOf).sort((one, other) => compareText(placeKeyOf(one), placeKeyOf(other)));
  const reasons = new Map(
    sums.flatMap(({ name, line }) => {
      const because = line?.because ?? null;
      return because === null ? [] : [[placeKeyOf(name), because] as const];
    }),
  );
  const total = (pick: (sum: PlaceSum) => number): number => sums.reduce((all, sum) => all + pick(sum), 0);
  const identities = total((sum) => sum.identities);
  const lookedAt = total((sum) => sum.lookedAt);
  return {
    ...{ schema: 1, kind: 'survey', command: 'survey', tool: { name: 'ses-doctor', version }, takenAt },
    totals: {
      accounts: new Set(places.map(({ account }) => account)).size,
      regions: new Set(places.filter(({ state }) => state === 'open').map(({ region }) => region)).size,
      ...{ identities, lookedAt, notLookedAt: identities - lookedAt },
      ...{ cannotSend: total((sum) => sum.cannotSend), statuses: statusesOf(sums) },
      ...{ failing: total((sum) => sum.failing), warned: total((sum) => sum.warned) },
      ...{ unknown: total((sum) => sum.unknown), sound: total((sum) => sum.sound) },
    },
    places: parts.ofIdentities ? places.map((place) => asFarAsSeen(place, reasons)) : places,
    ...{ causes, unknown, nowhere, tenants },
    problems: causes.map(problemOf),
    ...{ compared, notes, ...endOf(places, lookedAt, parts) },
  };
}

/** How many of the lists have each status other than SUCCESS. */
function statusesOf(sums: readonly PlaceSum[]): Readonly<Record<string, number>> {
  const all = new Map<string, number>();
  for (const { statuses } of sums)
    for (const [status, count] of statuses) all.set(status, (all.get(status) ?? 0) + count);
  return Object.fromEntries([...all].sort(([one], [other]) => compareText(one, other)));
}

function placeOf({ name, line, codes, worst, ...sum }: PlaceSum): SurveyPlace {
  const [top] = [...codes].sort(([one, a], [other, b]) => b - a || compareText(one, other));
  const ofAccount = line?.findings.find(({ cause }) => cause)?.code;
  return {
    ...{ account: name.account, region: name.region, state: line?.state ?? 'failed' },
    ...{ identities: sum.identities, lookedAt: sum.lookedAt, worst },
    ...{ failing: sum.failing, warned: sum.warned, unknown: sum.unknown },
    because:
      line === null
        ? 'the run ended before it was looked at'
        : (line.because ?? ofAccount ?? top?.[0] ?? null),
  };
}

/** What was found at some of the identities is no word on the others: such a place is at best not known. */
function asFarAsSeen(place: SurveyPlace, reasons: ReadonlyMap<string, string>): SurveyPlace {
  const { state, identities, lookedAt, worst } = place;
  if (state !== 'open' || lookedAt >= identities || ranks[worst] > ranks.unknown) return place;
  // A session that ended, or a list that broke off, says more than the number.
  return { ...place, worst: 'unknown', because: reasons.get(placeKeyOf(place)) ?? notAllSeen(place) };
}

/**
 * Verdict and exit code. As in the report of a check, what could not be looked at is worse news than a warning. What was
 * left out on purpose (--limit) is no all-clear, and no failure.
 */
function endOf(
  places: readonly SurveyPlace[],
  lookedAt: number,
  { left, nowhere, ofIdentities, ofAccounts, unknown, terms: { failOn, allowUnknown } }: Parts,
): { verdict: Verdict; exitCode: ExitCode } {
  const has = (worst: Worst): boolean => places.some((place) => place.worst === worst);
  const isBlind =
    nowhere.length + left.identities + left.places > 0 ||
    // Where nothing but tenants is asked for, their list counts.
    (!ofIdentities && !ofAccounts && unknown.some(({ action }) => action === 'ses:ListTenants')) ||
    places.some((place) => place.worst === 'unknown' || place.unknown > 0);
  // A Region without identities is nothing to worry about beside others; where no place has one, nothing is known.
  const isNothing = ofIdentities
    ? lookedAt === 0
    : !places.some(({ identities, state }) => identities > 0 && state === 'open');
  const isWarned = has('warn') || places.some(({ warned }) => warned > 0);
  const isOpen = isNothing || isBlind || (ofIdentities && left.leftOut > 0);
  const verdict = has('crash')
    ? 'crash'
    : has('fail')
      ? 'fail'
      : isOpen
        ? 'unknown'
        : isWarned
          ? 'warn'
          : 'pass';
  if (has('crash')) return { verdict, exitCode: 4 };
  if (failOn !== 'never' && has('fail')) return { verdict, exitCode: 1 };
  if (failOn === 'warning' && isWarned) return { verdict, exitCode: 1 };
  return { verdict, exitCode: isNothing || (isBlind && !allowUnknown) ? 3 : 0 };
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
  const subject = places > 0 ? placesOf(places) : tenants > 0 ? many(tenants, 'tenant') : identitiesOf(count);
  const area = code.slice(0, code.indexOf('/'));
  return {
    ...{ code, subject, severity, stage: 'survey', check: area, summary: because },
    ...{ cause: true, because: null, fix, references, accepted: null },
  };
}
