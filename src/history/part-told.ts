import type { Answers, CauseRise, Part, PartRise, ReceiverAnswer } from './answers.ts';
import type { FailureGroup } from './failures.ts';
import { mostOfIt } from './most-of.ts';
import { kinds, partDimensions } from './part-kinds.ts';

/** What is told of all mail and of receivers: it is not told again. */
export interface ToldOfAll {
  rises: readonly CauseRise[];
  receivers: readonly ReceiverAnswer[];
  manyDelays: Answers['manyDelays'];
}

/** Recipients of some failures, by which days are compared. */
export const steadyOf = (groups: readonly FailureGroup[]): number =>
  groups.reduce((sum, { steady }) => sum + steady, 0);

const failuresOfPart = (
  { dimension, value, kind, days }: PartRise,
  failures: readonly FailureGroup[],
): readonly FailureGroup[] =>
  failures.filter(
    (one) =>
      one.type === kinds[kind].type && one[partDimensions[dimension]] === value && days.includes(one.sentDay),
  );

/** The same failures once, under the name that says most of them: the identity of a campaign, the campaign of a set. */
export function distinct(
  found: readonly (PartRise & { gain: number })[],
  failures: readonly FailureGroup[],
): readonly PartRise[] {
  const kept: PartRise[] = [];
  for (const { gain: _, ...one } of found.toSorted((a, b) => b.gain - a.gain || b.during - a.during)) {
    const own = failuresOfPart(one, failures);
    const at = kept.findIndex(
      (known) =>
        known.kind === one.kind &&
        steadyOf(own.filter((group) => isOf(group, known) && known.days.includes(group.sentDay))) >=
          mostOfIt * one.hits,
    );
    const known = kept[at];
    if (known === undefined) kept.push(one);
    else if (
      one.hits <= known.hits / mostOfIt &&
      one.all <= known.all / mostOfIt &&
      known.dimension !== one.dimension
    )
      kept[at] = { ...known, same: [...known.same, { dimension: one.dimension, value: one.value }] };
  }
  return kept;
}

const isOf = (group: FailureGroup, { dimension, value }: Part): boolean =>
  group[partDimensions[dimension]] === value;

/** How many times sharper than what is told of all mail a part has to be, to be told beside it. */
const sharper = 4;

/**
 * A part, unless a finding about all mail or about a receiver says the same: the rise of a cause that names it, a receiver that
 * does so to everybody.
 */
export function told(
  one: PartRise,
  failures: readonly FailureGroup[],
  { rises, receivers, manyDelays }: ToldOfAll,
): readonly PartRise[] {
  const own = failuresOfPart(one, failures);
  const overlaps = (days: readonly string[]): boolean => days.some((day) => one.days.includes(day));
  const more = one.during - (one.before ?? one.others ?? 0);
  const isSharper = (rise: { before: number; during: number }): boolean =>
    more >= sharper * (rise.during - rise.before);
  const at = receivers.find(({ receiver }) => receiver === one.receiver.name);
  const change =
    (one.kind === 'delay' ? at?.delayRise : one.kind === 'bounce' ? at?.refusalRise : null) ?? null;
  // Of the receiver's mail more fails than of the part's, or most of what fails there is of other parts.
  if (
    change !== null &&
    overlaps(change.days) &&
    one.receiver.recipients >= mostOfIt * one.hits &&
    (one.receiver.recipients < mostOfIt * change.excess || change.during > one.during)
  )
    return [];
  // Campaigns have their complaints told one by one, with bounds.
  if (one.kind === 'complaint' && one.before === null && one.dimension === 'campaign') return [];
  const level = (one.kind === 'delay' ? at?.delayedShare : at?.refusedShare) ?? 0;
  if (
    one.before === null &&
    one.receiver.recipients >= mostOfIt * one.hits &&
    level >= kinds[one.kind].level.share
  )
    return [];
  if (
    one.kind === 'delay' &&
    manyDelays !== null &&
    overlaps(manyDelays.rise.days) &&
    !isSharper(manyDelays.rise)
  )
    return [];

  const same = rises.filter(({ days }) => overlaps(days));
  const within = steadyOf(own.filter(({ cause }) => same.some((rise) => rise.cause === cause)));
  const rise = same.find(({ cause }) => cause === one.cause.name);
  if (one.kind === 'delay' || rise === undefined || within < mostOfIt * one.hits) return [one];
  return isSharper(rise) ? [{ ...one, ofRise: rise.cause }] : [];
}
