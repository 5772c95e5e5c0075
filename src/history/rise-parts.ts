import type { RisePart } from './answers.ts';
import { text, type Row } from './engine.ts';
import type { FailureGroup } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import type { Rise } from './jumps.ts';
import { partDimensions } from './part-kinds.ts';
import { seriesOf, type PartDay } from './part-series.ts';
import { daysOf } from './totals.ts';
import { unnamed } from './unnamed.ts';

const mostParts = 3;
/** A part with more of the mail than this is the mail: that it has all of a rise says nothing. */
const nearlyAll = 0.9;

type Dimension = RisePart['dimension'];

/** Which column of a group of failures names the value of a dimension. */
const columns = {
  account: 'account',
  region: 'region',
  receiver: 'receiver',
  ...partDimensions,
} as const satisfies Readonly<Record<Dimension, keyof FailureGroup>>;

/** The mail of one value of a dimension by day, as far as it is known; null where it is not. */
export type MailOf = (dimension: Dimension, value: string) => readonly PartDay[] | null;

/** `parts`: rows of `perPart`. `perDay`: those of `perDay`, which name accounts and Regions. */
export function mailByPart(parts: readonly Row[], perDay: readonly Row[]): MailOf {
  let known: ReadonlyMap<string, readonly PartDay[]> | null = null;
  const keyOf = (dimension: string, value: string): string => `${dimension} ${value}`;
  // Most runs find no rise.
  const made = (): ReadonlyMap<string, readonly PartDay[]> =>
    new Map([
      ...seriesOf(parts).map(({ part, mail }) => [keyOf(part.dimension, part.value), mail] as const),
      ...([11, 12] as const).flatMap((at) =>
        [...groupedBy(perDay, (row) => text(row[at]))].map(
          ([value, rows]) =>
            [keyOf(at === 11 ? 'account' : 'region', value === '' ? unnamed : value), sentBy(rows)] as const,
        ),
      ),
    ]);
  return (dimension, value) => (known ??= made()).get(keyOf(dimension, value)) ?? null;
}

const sentBy = (rows: readonly Row[]): readonly PartDay[] =>
  daysOf(rows, false).map(({ day, steadyAttempts, steadyBounceAttempts }) => ({
    day,
    attempts: steadyAttempts,
    heard: steadyBounceAttempts,
  }));

/** What a rise is divided by. */
export interface Divided {
  groups: readonly FailureGroup[];
  rise: Rise;
  /** All mail of a day. */
  mailOn: ReadonlyMap<string, number>;
  dayOf: (group: FailureGroup) => string;
  hitsOf: (group: FailureGroup) => number;
  mailOf: MailOf;
  /** What shares of these failures are of; null where they are not of the mail. */
  base: 'attempts' | 'heard' | null;
}

/** How much each value of a dimension has of the excess of a rise, most first. */
export function partsOf(dimension: Dimension, divided: Divided): readonly RisePart[] {
  const { groups, rise, mailOn } = divided;
  const column = columns[dimension];
  // Where nothing names one, it says nothing.
  if (groups.every((one) => one[column] === unnamed)) return [];
  const volume = (days: readonly string[]): number =>
    days.reduce((sum, day) => sum + (mailOn.get(day) ?? 0), 0);
  const [duringAll, beforeAll] = [volume(rise.days), volume(rise.baselineDays)];
  const scale = duringAll / Math.max(1, beforeAll);
  const during = countBy(column, divided, new Set(rise.days));
  const before = countBy(column, divided, new Set(rise.baselineDays));
  return [...during]
    .flatMap(([value, recipients]): readonly RisePart[] => {
      const own = mailIn(divided, dimension, value);
      if (own !== null && own.during >= nearlyAll * duringAll && own.before >= nearlyAll * beforeAll)
        return [];
      const usual = before.get(value) ?? 0;
      // What it has above the share of all mail, beyond what it had above it in the days before: so the parts of a rise add up to
      // it. A part that is new and fails as little as all mail did has none of it.
      const excess =
        own === null
          ? recipients - usual * scale
          : recipients - rise.before * own.during - scale * (usual - rise.before * own.before);
      const [attempts, since] = own === null ? [null, null] : [own.during, own.since];
      return [
        {
          ...{ dimension, value, recipients, excess: Math.round(excess), attempts, since },
          share: Math.min(1, Math.round(excess) / Math.max(1, rise.excess)),
        },
      ];
    })
    .filter(({ excess }) => excess > 0)
    .toSorted((a, b) => b.excess - a.excess || (a.value < b.value ? -1 : 1))
    .slice(0, mostParts);
}

/** The mail of a value on the days of a rise and on those before it. `since`: the day it began, if none of it is older than the rise. */
function mailIn(
  { rise, mailOf, base }: Divided,
  dimension: Dimension,
  value: string,
): { during: number; before: number; since: string | null } | null {
  const days = base === null ? null : mailOf(dimension, value);
  if (base === null || days === null) return null;
  const on = new Map(days.filter((one) => one[base] > 0).map((one) => [one.day, one[base]]));
  const sum = (some: readonly string[]): number => some.reduce((total, day) => total + (on.get(day) ?? 0), 0);
  const first = [...on.keys()].toSorted()[0] ?? null;
  return {
    during: sum(rise.days),
    before: sum(rise.baselineDays),
    since: value !== unnamed && first !== null && first >= rise.first ? first : null,
  };
}

function countBy(
  column: (typeof columns)[Dimension],
  { groups, dayOf, hitsOf }: Divided,
  days: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const hits = hitsOf(group);
    if (hits > 0 && days.has(dayOf(group)))
      counts.set(group[column], (counts.get(group[column]) ?? 0) + hits);
  }
  return counts;
}
