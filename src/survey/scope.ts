import { otherCasesOf, standInsOf } from './stand-ins.ts';
import {
  type MailFromUsers,
  noteMailFrom,
  type SharedMailFrom,
  sharedMailFroms,
  withOwnMailFrom,
} from './mail-from-regions.ts';
import { notInBulkWords } from './selection.ts';
import type { FixStep } from '../model/report.ts';
import { failsWith } from './place-lines.ts';
import type {
  IdentityLine,
  ListingLine,
  PlaceLine,
  PlaceName,
  StateLine,
  SurveyUnanswered,
} from './lines.ts';

/** The lines of a state, from the first, as often as somebody asks. */
export type Lines = () => AsyncIterable<StateLine>;

/** A place of the run, with what the state holds of it. */
export interface ScopedPlace {
  name: PlaceName;
  line: PlaceLine | null;
  listing: ListingLine | null;
  /** The names of the list; null where there is none. */
  listed: ReadonlySet<string> | null;
  /** The identities that count; null: all of the list. */
  wanted: ReadonlySet<string> | null;
  /** Names of the list that cannot send. */
  idle: ReadonlySet<string>;
  /** The tenants of the list; null where there is none. */
  tenants: ReadonlySet<string> | null;
}

/** What of a state a report is about. A state may hold other places, and identities that were deleted since. */
export interface Scope {
  places: ReadonlyMap<string, ScopedPlace>;
  /** For each name of --identities that is found, the identity that SES sends it with. */
  standIns: ReadonlyMap<string, string>;
  /** Names of --identities that no place has. */
  nowhere: readonly string[];
  /** For addresses among them, how one is spelt that is listed. */
  otherCases: ReadonlyMap<string, string>;
  /** Identities and places that the state holds beside them. */
  beside: { places: number };
  /** MAIL FROM domains that several Regions use, as far as the state tells of them: also in places beside those. */
  mailFroms: ReadonlyMap<string, SharedMailFrom>;
  /** What bulk leaves out of the selected checks, in words; empty: nothing. */
  leftOut: readonly string[];
}

/** What the run was about. */
interface Asked {
  places: readonly PlaceName[];
  /** Only these identities; null: all. */
  identities: readonly string[] | null;
  leftOut?: readonly string[];
}

/** Tells places apart. */
export const placeKeyOf = ({ account, region }: PlaceName): string => JSON.stringify([account, region]);

/** Reads the lists of a state: which lines of it count. */
export async function scopeOf(
  lines: Lines,
  { places: names, identities, leftOut = [] }: Asked,
): Promise<Scope> {
  const places = new Map<string, ScopedPlace>(
    names.map((name) => [
      placeKeyOf(name),
      { name, line: null, listing: null, listed: null, wanted: null, idle: new Set(), tenants: null },
    ]),
  );
  const standIns = new Map<string, string>();
  const otherCases = new Map<string, string>();
  const beside = new Set<string>();
  const users: MailFromUsers = new Map();
  for await (const line of lines()) {
    if (line.kind === 'identity') noteMailFrom(users, line);
    const place = places.get(placeKeyOf(line));
    if (place === undefined) beside.add(placeKeyOf(line));
    else if (line.kind === 'place') place.line = line;
    else if (line.kind === 'tenants') place.tenants = new Set(line.names.map(([name]) => name));
    else if (line.kind === 'listing') {
      place.listing = line;
      place.listed = new Set(line.names.map(([name]) => name));
      place.idle = new Set(line.names.flatMap(([name, , sends]) => (sends ? [] : [name])));
      if (identities === null) continue;
      const items = line.names.map(([name, verificationStatus]) => ({ name, verificationStatus }));
      const by = standInsOf(items, identities);
      for (const [name, listed] of otherCasesOf(items, identities)) otherCases.set(name, listed);
      for (const [name, one] of by) if (standIns.get(name) !== name) standIns.set(name, one);
      place.wanted = new Set(by.values());
    }
  }
  const nowhere = (identities ?? []).filter((name) => !standIns.has(name));
  const mailFroms = sharedMailFroms(
    users,
    (user) => places.get(placeKeyOf(user))?.listed?.has(user.identity) !== false,
  );
  return {
    ...{ places, standIns, nowhere: [...new Set(nowhere)], otherCases, mailFroms, leftOut },
    beside: { places: beside.size },
  };
}

/** Whether a line is of the run: of a place of it, and of an identity or tenant that is still there and wanted. */
function isInScope(line: StateLine, { places }: Scope): boolean {
  const place = places.get(placeKeyOf(line));
  if (place === undefined) return false;
  if (line.kind === 'identity') return isWanted(line.identity, place);
  return line.kind !== 'tenant' || place.tenants?.has(line.tenant) === true;
}

const isWanted = (identity: string, { listed, wanted }: ScopedPlace): boolean =>
  listed?.has(identity) === true && wanted?.has(identity) !== false;

/** The lines that count, in the order of the state, with what other Regions say of each. */
export async function* scoped(lines: Lines, scope: Scope): AsyncGenerator<StateLine> {
  for await (const line of lines())
    if (isInScope(line, scope))
      yield line.kind === 'identity' ? withOpenRest(withOwnMailFrom(line, scope.mailFroms), scope) : line;
}

/** Whether what nobody asked about an identity that sends is all that keeps it from being sound. */
export const isSoundInBulk = ({ worst, depth, unanswered }: IdentityLine): boolean =>
  worst === 'unknown' && depth === 'bulk' && unanswered.filter(isCounted).every(isOfBulk);

const isCounted = ({ counts }: SurveyUnanswered): boolean => counts === undefined;
/** A question that was not put, since there are too many identities. */
export const isOfBulk = ({ reason, action }: { reason: string; action: string | null }): boolean =>
  reason === 'not-asked' && action === 'ses:GetEmailIdentity';

/** An identity that sends and was judged in bulk: what bulk leaves out is an open question, and no tick. */
function withOpenRest(line: IdentityLine, { places, leftOut }: Scope): IdentityLine {
  const { depth, identity, worst, unanswered, looked, tried } = line;
  if (depth !== 'bulk' || leftOut.length === 0 || looked === false || tried === true) return line;
  const place = places.get(placeKeyOf(line));
  const sends = place !== undefined && !place.idle.has(identity);
  if (!sends || unanswered.some((one) => isCounted(one) && one.action === 'ses:GetEmailIdentity'))
    return line;
  const rest: SurveyUnanswered = {
    ...{ reason: 'not-asked', action: 'ses:GetEmailIdentity', message: notInBulkWords(leftOut) },
  };
  return { ...line, worst: worst === 'pass' ? 'unknown' : worst, unanswered: [...unanswered, rest] };
}

/** The list of a place as far as it counts: name, verification status, whether it can send. */
export const wantedOf = ({ listing, wanted }: ScopedPlace): ListingLine['names'] =>
  listing === null ? [] : listing.names.filter(([name]) => wanted?.has(name) !== false);

/** An identity with the codes of its account for which it fails whatever it is by itself: a row stands alone. */
export type IdentityRow = IdentityLine & { withAccount?: readonly string[]; accountStep?: FixStep };

function withAccount(line: IdentityLine, { places }: Scope): IdentityRow {
  const account = places.get(placeKeyOf(line))?.line ?? null;
  const codes = failsWith(account);
  if (codes.length === 0 || line.looked === false) return line;
  const step = account?.findings.find(({ code }) => codes.includes(code))?.words?.fix[0];
  return {
    ...line,
    ...{ worst: line.worst === 'crash' ? 'crash' : 'fail', withAccount: codes },
    ...(step !== undefined && { accountStep: step }),
  };
}

/** What has no line in the state, and has to be told all the same. */
export type Untold =
  | { kind: 'not-looked-at'; account: string; region: string; identity: string; verificationStatus: string }
  | { kind: 'nowhere'; identity: string; listedAs: string | null };

/** A line of what is written beside a report. */
export type Row = Exclude<StateLine, IdentityLine> | IdentityRow | Untold;

/** The lines that count, and then what was not looked at: nothing of the lists is missing. */
export async function* whole(lines: Lines, scope: Scope): AsyncGenerator<Row> {
  const left = new Map(
    [...scope.places].map(([key, place]) => [
      key,
      new Map(wantedOf(place).map(([name, status]) => [name, status])),
    ]),
  );
  for await (const line of scoped(lines, scope)) {
    if (line.kind === 'identity') left.get(placeKeyOf(line))?.delete(line.identity);
    yield line.kind === 'identity' ? withAccount(line, scope) : line;
  }
  for (const [key, names] of left) {
    const place = scope.places.get(key);
    if (place === undefined) continue;
    for (const [identity, verificationStatus] of names)
      yield { kind: 'not-looked-at', ...place.name, identity, verificationStatus };
  }
  for (const identity of scope.nowhere)
    yield { kind: 'nowhere', identity, listedAs: scope.otherCases.get(identity) ?? null };
}
