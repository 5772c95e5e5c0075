import type { ComplaintShare } from './answers.ts';
import { number, text, type Row } from './engine.ts';
import { wilson } from './statistics.ts';

/** The names in the rows of `complaintsBy` with bounds; what stands out most surely first. `nameOf` joins domains of one receiver. */
export function complaintShares(
  rows: readonly Row[],
  nameOf: (name: string) => string = (name) => name,
): readonly ComplaintShare[] {
  const counts = new Map<string, { deliveries: number; complaints: number }>();
  for (const row of rows) {
    // What has no name counts among all the others.
    if (row[0] === null) continue;
    const name = nameOf(text(row[0]));
    const known = counts.get(name) ?? { deliveries: 0, complaints: 0 };
    counts.set(name, {
      deliveries: known.deliveries + number(row[1]),
      complaints: known.complaints + number(row[2]),
    });
  }
  const all = {
    deliveries: rows.reduce((sum, row) => sum + number(row[1]), 0),
    complaints: rows.reduce((sum, row) => sum + number(row[2]), 0),
  };
  return [...counts]
    .map(([name, { deliveries, complaints }]) => {
      // Where deliveries are not published, the complaints alone say nothing about a share.
      const bounds = wilson(complaints, deliveries) ?? { lower: 0, upper: 1 };
      return {
        name,
        deliveries,
        complaints,
        share: complaints / Math.max(1, deliveries),
        ...bounds,
        others: (all.complaints - complaints) / Math.max(1, all.deliveries - deliveries),
      };
    })
    .toSorted((a, b) => b.lower - a.lower || b.complaints - a.complaints || (a.name < b.name ? -1 : 1));
}
