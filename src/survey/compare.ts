import type { Change, Compared, Example } from './document.ts';
import {
  isUnanswered,
  type StateLine,
  type SurveyFinding,
  type SurveyUnanswered,
  type Worst,
} from './lines.ts';
import { type Lines, placeKeyOf, type Scope, scoped } from './scope.ts';
import { notInBulk } from './selection.ts';

/** From best to worst; what could not be looked at is neither. */
const ranks: Readonly<Record<Worst, number | null>> = { pass: 0, warn: 1, unknown: null, fail: 3, crash: 4 };
const mostExamples = 3;

interface Counted extends Change {
  count: number;
  examples: (Example & { code: string | null })[];
}

/** What was judged: an identity, the settings of a place, or a tenant. */
interface Judged {
  about: Example;
  worst: Worst;
  /** The causes by code, with the check that found each. */
  causes: ReadonlyMap<string, Pick<SurveyFinding, 'check' | 'severity'>>;
  unanswered: readonly SurveyUnanswered[];
  /** Judged by batches, which do not show all. */
  inBulk: boolean;
}

/**
 * What appeared, went and got worse since an earlier state, each counted as one of them. What either of them could not
 * look at says nothing: that holds for a place that the earlier one does not hold, too.
 */
export async function compareStates(earlier: Lines, lines: Lines, scope: Scope): Promise<Compared> {
  const before = new Map<string, Judged>();
  const held = new Set<string>();
  const lists = new Map<string, Listed>();
  for await (const line of earlier()) {
    noteList(lists, line);
    if (line.kind === 'place' && line.state === 'open') held.add(placeKeyOf(line));
    const judged = judgedIn(line);
    if (judged !== null) before.set(keyOf(judged.about), judged);
  }
  const [appeared, gone, worse] = [counted(), counted(), counted()];
  let notJudgedThen = 0;
  // What bulk leaves out, it leaves out in both.
  for await (const line of scoped(lines, { ...scope, leftOut: [] })) {
    const judged = held.has(placeKeyOf(line)) ? judgedIn(line) : null;
    if (judged === null) continue;
    const then = before.get(keyOf(judged.about));
    before.delete(keyOf(judged.about));
    if (then === undefined && !isNewThen(judged.about, lists)) {
      notJudgedThen += 1;
      continue;
    }
    const fresh = freshSince(then, judged);
    for (const code of fresh) note(appeared, judged.about, code);
    if (then === undefined) continue;
    for (const code of goneBetween(then, judged)) note(gone, judged.about, code);
    if (fresh.length === 0 && !isUnanswered(then.unanswered) && isWorse(then, judged))
      note(worse, judged.about, null);
  }
  for (const { about } of before.values()) if (isDeleted(about, scope)) note(gone, about, null);
  const notThen = [...scope.places].filter(
    ([key, { line }]) => line?.state === 'open' && !held.has(key),
  ).length;
  return { appeared, gone, worse, notThen, notJudgedThen };
}

/** What the earlier lists hold of a place: identities, and tenants. */
interface Listed {
  identities: ReadonlySet<string> | null;
  tenants: ReadonlySet<string> | null;
}

function noteList(lists: Map<string, Listed>, line: StateLine): void {
  if (line.kind !== 'listing' && line.kind !== 'tenants') return;
  // A list that broke off does not tell who was not there.
  const names = line.complete ? new Set(line.names.map(([name]) => name)) : null;
  const known = lists.get(placeKeyOf(line)) ?? { identities: null, tenants: null };
  lists.set(
    placeKeyOf(line),
    line.kind === 'listing' ? { ...known, identities: names } : { ...known, tenants: names },
  );
}

/** Whether the earlier list shows that it was not there yet; else it was only not looked at. */
function isNewThen({ identity, tenant, ...place }: Example, lists: ReadonlyMap<string, Listed>): boolean {
  const list = lists.get(placeKeyOf(place));
  if (tenant !== undefined) return list?.tenants?.has(tenant) === false;
  return identity !== null && list?.identities?.has(identity) === false;
}

/**
 * The causes that were not there. What the earlier state had no full answer about says nothing, nor does what batches did not
 * tell of it then.
 */
function freshSince(then: Judged | undefined, now: Judged): readonly string[] {
  if (then === undefined) return [...now.causes.keys()];
  if (isUnanswered(then.unanswered)) return [];
  return [...now.causes]
    .filter(([code, { check }]) => !then.causes.has(code) && !(then.inBulk && notInBulk.has(check)))
    .map(([code]) => code);
}

/**
 * What an identity had that was looked at by itself then says nothing where batches alone tell of it now. A cause in whose
 * place the same check finds another one as grave did not go: a verification that waited and has failed is no mend.
 */
function goneBetween(then: Judged, now: Judged): readonly string[] {
  if (isUnanswered(now.unanswered)) return [];
  const fresh = [...now.causes].filter(([code]) => !then.causes.has(code)).map(([, cause]) => cause);
  return [...then.causes]
    .filter(([code, { check }]) => !now.causes.has(code) && !(now.inBulk && notInBulk.has(check)))
    .filter(([, one]) => !fresh.some((other) => other.check === one.check && isAsGrave(other, one)))
    .map(([code]) => code);
}

function isWorse(then: Judged, now: Judged): boolean {
  const [before, after] = [ranks[then.worst], ranks[now.worst]];
  return before !== null && after !== null && after > before;
}

/** Whether something that was judged then is on the list no more. A list that was cut off does not tell. */
function isDeleted({ identity, tenant, ...place }: Example, { places }: Scope): boolean {
  const now = places.get(placeKeyOf(place));
  if (now === undefined || now.line?.state !== 'open') return false;
  if (tenant !== undefined) return now.tenants?.has(tenant) === false;
  if (identity === null || now.listing?.complete !== true || now.listed?.has(identity) !== false)
    return false;
  return now.wanted === null;
}

function judgedIn(line: StateLine): Judged | null {
  if (line.kind === 'listing' || line.kind === 'tenants') return null;
  if (line.kind === 'identity' && line.looked === false) return null;
  const { account, region, worst, findings, unanswered } = line;
  if (line.kind === 'place' && line.state !== 'open') return null;
  const about: Example =
    line.kind === 'tenant'
      ? { account, region, identity: null, tenant: line.tenant }
      : { account, region, identity: line.kind === 'identity' ? line.identity : null };
  return {
    ...{ about, worst, unanswered, causes: causesOf(findings) },
    inBulk: line.kind === 'identity' && line.depth === 'bulk',
  };
}

const causesOf = (findings: readonly SurveyFinding[]): Judged['causes'] =>
  new Map(findings.filter(({ cause }) => cause).map((finding) => [finding.code, finding]));

const gravity = { error: 3, unknown: 2, warning: 1, info: 0 } as const;
const isAsGrave = (one: Pick<SurveyFinding, 'severity'>, other: Pick<SurveyFinding, 'severity'>): boolean =>
  gravity[one.severity] >= gravity[other.severity];

const counted = (): Counted => ({ count: 0, examples: [] });

function note(change: Counted, about: Example, code: string | null): void {
  change.count += 1;
  if (change.examples.length < mostExamples) change.examples.push({ ...about, code });
}

const keyOf = ({ account, region, identity, tenant }: Example): string =>
  JSON.stringify([account, region, identity, tenant ?? null]);
