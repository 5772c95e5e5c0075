import type { Answers } from './answers.ts';
import { dayAfter, type Cut } from './cut.ts';
import { number, text, type Row } from './engine.ts';

const day = 86_400_000;

/**
 * Records that are dated after tomorrow: a clock was wrong, or a year mistyped. They would be the last days of all, by which rates are
 * judged and with which rises end, so that they are in no rate. Where most are, the clock of this machine is likelier to be wrong,
 * and all of them count.
 */
export interface Ahead extends Pick<Answers, 'ahead'> {
  /** Rows without those of such days. `days`: the columns that hold one. */
  without: (rows: readonly Row[], ...days: readonly number[]) => readonly Row[];
  /** A cut that ends before such days, for questions whose rows have none. */
  before: (cut: Cut) => Cut;
}

/** `rows`: those of a query whose first column is a day; `counts`: the columns that say how many records are of it. */
export function aheadOf(rows: readonly Row[], counts: readonly number[], now: string): Ahead {
  const tomorrow = new Date(Date.parse(now) + day).toISOString().slice(0, 10);
  const own = rows.filter((row) => text(row[0]) > tomorrow);
  const count = (some: readonly Row[]): number =>
    some.reduce((sum, row) => counts.reduce((all, at) => all + number(row[at]), sum), 0);
  const records = count(own);
  const areMost = records * 2 > count(rows);
  return {
    ahead:
      records === 0
        ? null
        : { records, areMost, days: [...new Set(own.map((row) => text(row[0])))].toSorted(), now },
    before: (cut) => {
      const end = `${dayAfter(tomorrow)}T00:00:00.000Z`;
      return records === 0 || areMost || (cut.to !== null && cut.to < end) ? cut : { ...cut, to: end };
    },
    without: (all, ...days) =>
      records === 0 || areMost ? all : all.filter((row) => days.every((at) => text(row[at]) <= tomorrow)),
  };
}
