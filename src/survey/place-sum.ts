import { grouped, many } from '../model/many.ts';
import { compareText } from './compare-text.ts';
import type { SurveyPlace } from './document.ts';
import { type IdentityLine, isUnanswered, type Worst } from './lines.ts';
import { failsWith, notAllSeen } from './place-lines.ts';
import { isOfBulk, isSoundInBulk, placeKeyOf, type ScopedPlace, wantedOf } from './scope.ts';

/** What the lines of an account and Region come to. */
export interface PlaceSum extends ScopedPlace {
  identities: number;
  lookedAt: number;
  /** In which no selected check had anything to look at. */
  nothing: number;
  /** Names of the list that cannot send, and statuses other than SUCCESS. */
  cannotSend: number;
  statuses: ReadonlyMap<string, number>;
  worst: Worst;
  failing: number;
  /** Of these, identities that fail with their account alone. */
  withAccount: number;
  warned: number;
  unknown: number;
  /** In order as far as batches and DNS tell: the rest was not asked. */
  soundInBulk: number;
  sound: number;
  codes: Map<string, number>;
  /** Tenants were looked at. */
  hasTenants: boolean;
  /** Tenants about which something was found. */
  troubledTenants: number;
  /** Messages a day of its identities; null where nobody counts them. */
  sends: number | null;
}

/** A place of which no identity was counted yet. */
export function sumOf(place: ScopedPlace): PlaceSum {
  const names = wantedOf(place);
  const statuses = new Map<string, number>();
  for (const [, status] of names)
    if (status !== 'SUCCESS') statuses.set(status, (statuses.get(status) ?? 0) + 1);
  return {
    ...place,
    ...{
      identities: names.length,
      lookedAt: 0,
      nothing: 0,
      failing: 0,
      withAccount: 0,
      warned: 0,
      unknown: 0,
      soundInBulk: 0,
      sound: 0,
      statuses,
    },
    cannotSend: names.filter(([, , sending]) => !sending).length,
    // A place without a line was not looked at to its end.
    worst: place.line?.worst ?? 'unknown',
    ...{ codes: new Map<string, number>(), hasTenants: false, troubledTenants: 0, sends: null },
  };
}

/** From best to worst. */
const ranks: Readonly<Record<Worst, number>> = { pass: 0, warn: 1, unknown: 2, fail: 3, crash: 4 };
/** The worse of two. */
export const worse = (one: Worst, other: Worst): Worst => (ranks[other] > ranks[one] ? other : one);

/**
 * Each identity is failing, warned, sound or none of these; whether all was answered is counted beside. Where the account
 * fails, its identities fail with it: nobody is sound who sends from an account that is paused.
 */
export function countIdentity(sum: PlaceSum, line: IdentityLine): void {
  const { worst, findings, unanswered, looked = true } = line;
  if (!looked) {
    sum.nothing += 1;
    return;
  }
  sum.lookedAt += 1;
  sum.worst = worse(sum.worst, worst);
  if (worst === 'fail' || worst === 'crash') sum.failing += 1;
  else if (failsWith(sum.line).length > 0) {
    sum.failing += 1;
    sum.withAccount += 1;
  } else if (worst === 'warn') sum.warned += 1;
  else if (worst === 'pass') sum.sound += 1;
  else if (isSoundInBulk(line)) sum.soundInBulk += 1;
  if (line.sends !== null) sum.sends = (sum.sends ?? 0) + line.sends;
  if (
    isUnanswered(unanswered.filter((one) => !isOfBulk(one))) ||
    (worst === 'unknown' && !isSoundInBulk(line))
  )
    sum.unknown += 1;
  countCodes(sum, findings);
}

/** Counts the causes among findings by their codes. */
export function countCodes({ codes }: PlaceSum, findings: IdentityLine['findings']): void {
  for (const { code, cause } of findings) if (cause) codes.set(code, (codes.get(code) ?? 0) + 1);
}

/** How many of the lists have each status other than SUCCESS. */
export function statusesOf(sums: readonly PlaceSum[]): Readonly<Record<string, number>> {
  const all = new Map<string, number>();
  for (const { statuses } of sums)
    for (const [status, count] of statuses) all.set(status, (all.get(status) ?? 0) + count);
  return Object.fromEntries([...all].sort(([one], [other]) => compareText(one, other)));
}

/** Where no identity is in trouble and tenants are: the numbers beside it count identities alone. */
const ofTenants = ({
  troubledTenants,
  failing,
  warned,
}: Pick<PlaceSum, 'troubledTenants' | 'failing' | 'warned'>): string =>
  troubledTenants > 0 && failing + warned === 0 ? ` of ${many(troubledTenants, 'tenant')}` : '';

/** Where nobody sends from and no tenant is, nothing was judged: that is no pass. */
const worstOrNone = ({ identities, hasTenants, worst }: Omit<PlaceSum, 'name' | 'line'>): Worst | null =>
  identities === 0 && !hasTenants && worst === 'pass' ? null : worst;

/** The place as the document has it. */
export function placeOf({ name, line, ...sum }: PlaceSum): SurveyPlace {
  const [top] = [...sum.codes].sort(([one, a], [other, b]) => b - a || compareText(one, other));
  const ofAccount = line?.findings.find(({ cause }) => cause)?.code;
  return {
    ...{ account: name.account, region: name.region, state: line?.state ?? 'failed' },
    ...{ identities: sum.identities, lookedAt: sum.lookedAt, worst: worstOrNone(sum) },
    ...{ failing: sum.failing, warned: sum.warned, unknown: sum.unknown },
    because:
      line === null
        ? 'the run ended before it was looked at'
        : (line.because ??
          ofAccount ??
          (top === undefined ? null : top[0] + ofTenants(sum)) ??
          (sum.soundInBulk > 0 ? `${grouped(sum.soundInBulk)} not asked about one by one` : null)),
  };
}

/** What was found at some of the identities is no word on the others: such a place is at best not known. */
export function asFarAsSeen(place: SurveyPlace, reasons: ReadonlyMap<string, string>): SurveyPlace {
  const { state, identities, lookedAt, worst } = place;
  if (state !== 'open' || lookedAt >= identities || worst === null || ranks[worst] > ranks.unknown)
    return place;
  // A session that ended, or a list that broke off, says more than the number.
  return { ...place, worst: 'unknown', because: reasons.get(placeKeyOf(place)) ?? notAllSeen(place) };
}
