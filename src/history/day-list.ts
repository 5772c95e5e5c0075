import { grouped } from '../model/many.ts';
import { dayAfter } from './cut.ts';

const mostRuns = 5;

/** Days in words: those on end as `2026-11-01 to 2026-11-04`, the first five of them and how many more. */
export function dayList(days: readonly string[]): string {
  const runs: { first: string; last: string; length: number }[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const run = runs.at(-1);
    if (run !== undefined && dayAfter(run.last) === day) {
      run.last = day;
      run.length += 1;
    } else runs.push({ first: day, last: day, length: 1 });
  }
  const told = runs
    .slice(0, mostRuns)
    .map(({ first, last }) => (first === last ? first : `${first} to ${last}`));
  const left = runs.slice(mostRuns).reduce((sum, { length }) => sum + length, 0);
  return `${told.join(', ')}${left === 0 ? '' : ` and ${grouped(left)} more ${left === 1 ? 'day' : 'days'}`}`;
}
