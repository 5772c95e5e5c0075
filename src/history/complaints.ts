import type { ComplaintShare } from './answers.ts';
import { number, text, type Row } from './engine.ts';
import { wilson } from './wilson.ts';

/** The names in the rows of `complaintsBy` with bounds; what stands out most surely first. `nameOf` joins domains of one receiver;
 * the names of `silent` have no share, and are in that of no other. */
export function complaintShares(
  rows: readonly Row[],
  nameOf: (name: string) => string = (name) => name,
  silent: readonly string[] = [],
): readonly ComplaintShare[] {
  const counts = new Map<string, Counts>();
  const all: Counts = { ...none };
  for (const row of rows) {
    const isSilent = row[0] !== null && silent.includes(nameOf(text(row[0])));
    if (!isSilent) add(all, row);
    // What has no name counts among all the others.
    if (row[0] === null) continue;
    const name = nameOf(text(row[0]));
    const known = counts.get(name) ?? { ...none };
    counts.set(name, known);
    add(known, row);
  }
  // Complaints that name none, and more of them than such mail, may be about any.
  const nameless = rows.filter(([name]) => name === null);
  const isTold = nameless.every((row) => number(row[4]) <= Math.max(0, number(row[3])));
  return [...counts]
    .map(([name, { deliveries, complaints, arrived, judged }]): ComplaintShare => {
      // Where no record tells of the mail, the complaints alone say nothing about a share.
      const bounds = isTold && arrived >= judged && !silent.includes(name) ? wilson(judged, arrived) : null;
      const others = all.arrived - (silent.includes(name) ? 0 : arrived);
      return {
        ...{ name, deliveries: Math.max(deliveries, arrived), complaints, arrived, judged },
        share: bounds === null ? null : judged / arrived,
        lower: bounds?.lower ?? null,
        upper: bounds?.upper ?? null,
        ...ofOthers(isTold, all.judged - judged, others),
      };
    })
    .toSorted(
      (a, b) => (b.lower ?? 0) - (a.lower ?? 0) || b.complaints - a.complaints || (a.name < b.name ? -1 : 1),
    );
}

const ofOthers = (
  isTold: boolean,
  hits: number,
  all: number,
): Pick<ComplaintShare, 'others' | 'othersUpper'> =>
  isTold && all > 0 && hits <= all
    ? { others: hits / all, othersUpper: wilson(hits, all)?.upper ?? null }
    : { others: null, othersUpper: null };

interface Counts {
  deliveries: number;
  complaints: number;
  arrived: number;
  judged: number;
}
const none: Counts = { deliveries: 0, complaints: 0, arrived: 0, judged: 0 };

function add(counts: Counts, row: Row): void {
  counts.deliveries += number(row[1]);
  counts.complaints += number(row[2]);
  counts.arrived += Math.max(0, number(row[3]));
  counts.judged += number(row[4]);
}
