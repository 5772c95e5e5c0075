import type { Judgement as Terms } from '../engine/assemble.ts';
import type { ExitCode, ProblemReport, Verdict } from '../model/report.ts';
import { identitiesOf, many, placesOf } from '../model/many.ts';
import { createAgeCounter } from './age.ts';
import { createCauseCounter } from './causes.ts';
import { compareText } from './compare-text.ts';
import type { Compared, SurveyCause, SurveyPlace, SurveyReport, SurveyUnknown } from './document.ts';
import { besideOf, type Left, leftOf, notReached, notThere, onPurpose, sentWith } from './left-out.ts';
import type { Worst } from './lines.ts';
import {
  asFarAsSeen,
  countCodes,
  countIdentity,
  placeOf,
  type PlaceSum,
  statusesOf,
  sumOf,
  worse,
} from './place-sum.ts';
import { isOfBulk, type Lines, placeKeyOf, type Scope, scoped } from './scope.ts';
import { createTenantCounter } from './tenant-counter.ts';
import { createUnknownCounter } from './unknown-counter.ts';

interface FoldOptions {
  version: string;
  takenAt: string;
  /** When the run began, ISO time: what is older is of an earlier one. */
  startedAt: string;
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

/**
 * The report of what counts of a state, in one pass. What it holds grows with places and codes, not with identities.
 */
export async function foldState(lines: Lines, scope: Scope, options: FoldOptions): Promise<SurveyReport> {
  const sums = new Map([...scope.places].map(([key, place]) => [key, sumOf(place)]));
  const tenants = createTenantCounter();
  const causes = createCauseCounter();
  const unknown = createUnknownCounter();
  const age = createAgeCounter(options.startedAt);
  let inBulk = 0;
  for await (const line of scoped(lines, scope)) {
    const sum = sums.get(placeKeyOf(line));
    if (sum === undefined) continue;
    const { account, region } = line;
    age.add(line);
    if (line.kind === 'tenants') {
      tenants.list(line);
      if (line.unanswered.length > 0) sum.worst = worse(sum.worst, 'unknown');
      const ofThem = line.unanswered.map((one) => ({ ...one, message: `the tenants: ${one.message}` }));
      unknown.add('places', ofThem, { account, region, identity: null });
    }
    if (line.kind === 'tenant') {
      sum.worst = worse(sum.worst, line.worst);
      tenants.add(line);
      sum.hasTenants = true;
      if (line.findings.some(({ cause }) => cause)) sum.troubledTenants += 1;
      causes.ofTenant(line);
      unknown.add('tenants', line.unanswered, { account, region, identity: null, tenant: line.tenant });
      countCodes(sum, line.findings);
    } else if (line.kind === 'identity' && options.ofIdentities) {
      countIdentity(sum, line);
      causes.ofIdentity(line);
      unknown.add('identities', line.unanswered, { account, region, identity: line.identity });
      // Of those that send it is an open question already.
      inBulk +=
        line.depth === 'bulk' && scope.places.get(placeKeyOf(line))?.idle.has(line.identity) === true ? 1 : 0;
    }
  }
  for (const { line, identities, sends } of sums.values()) {
    if (line === null) continue;
    causes.ofPlace(line, { identities, sends });
    const { account, region } = line;
    unknown.add('places', line.unanswered, { account, region, identity: null });
  }
  const left = leftOf([...sums.values()], options);
  return documentOf([...sums.values()], causes.causes(), {
    ...options,
    left,
    kept: age.kept(),
    nowhere: scope.nowhere,
    tenants: tenants.report(),
    unknown: [
      ...(scope.nowhere.length === 0 ? [] : [notThere(scope)]),
      ...withoutEchoes(unknown.list()),
      ...notReached(left),
      ...onPurpose(left, options, inBulk),
    ],
    notes: [...age.notes(options.takenAt), ...options.notes, ...sentWith(scope.standIns), ...besideOf(scope)],
  });
}

/**
 * Without what did not count where the same action, for the same reason, left a question open that did: it is told once.
 * Where no permission is named, the same words are the same thing.
 */
const withoutEchoes = (all: readonly SurveyUnknown[]): readonly SurveyUnknown[] =>
  all.filter(
    ({ counts, action, reason, message }) =>
      counts ||
      !all.some(
        (one) =>
          one.counts &&
          one.action === action &&
          one.reason === reason &&
          (action !== null || one.message === message),
      ),
  );

interface Parts extends FoldOptions {
  left: Left;
  kept: SurveyReport['kept'];
  nowhere: readonly string[];
  tenants: SurveyReport['tenants'];
  unknown: readonly SurveyUnknown[];
}

function documentOf(sums: readonly PlaceSum[], causes: readonly SurveyCause[], parts: Parts): SurveyReport {
  const { version, takenAt, notes, compared, tenants, unknown, nowhere, kept } = parts;
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
      ...{ failing: total((sum) => sum.failing), withAccount: total((sum) => sum.withAccount) },
      warned: total((sum) => sum.warned),
      ...{ unknown: total((sum) => sum.unknown), soundInBulk: total((sum) => sum.soundInBulk) },
      sound: total((sum) => sum.sound),
    },
    places: parts.ofIdentities ? places.map((place) => asFarAsSeen(place, reasons)) : places,
    ...{ causes, unknown, nowhere, tenants },
    problems: causes.map(problemOf),
    ...{ kept, compared, notes, ...endOf(places, lookedAt, parts) },
  };
}

/**
 * Verdict and exit code. As in the report of a check, what could not be looked at is worse news than a warning. What was
 * left out on purpose (--limit) is no all-clear, and no failure.
 */
function endOf(
  places: readonly SurveyPlace[],
  lookedAt: number,
  { left, nowhere, tenants, ofIdentities, unknown, terms: { failOn, allowUnknown } }: Parts,
): { verdict: Verdict; exitCode: ExitCode } {
  const has = (worst: Worst): boolean => places.some((place) => place.worst === worst);
  const isBlind =
    nowhere.length + left.identities + left.places > 0 ||
    tenants.unlisted + tenants.unknown > 0 ||
    places.some((place) => place.worst === 'unknown' || place.unknown > 0) ||
    unknown.some((one) => one.counts && isOfBulk(one));
  // A Region without identities is nothing to worry about beside others; where no place has one, nothing is known.
  const isNothing = ofIdentities
    ? lookedAt === 0
    : !places.some(({ identities, state }) => identities > 0 && state === 'open');
  const isWarned = has('warn') || places.some(({ warned }) => warned > 0);
  const isOpen = isNothing || isBlind || (ofIdentities && left.leftOut + left.nothing > 0);
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
