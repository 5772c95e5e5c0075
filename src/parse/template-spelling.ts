/** The candidate nearest to a name, when it is near enough to be the same name misspelt; else null. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const wanted = fold(name);
  let best: string | null = null;
  let least = Math.min(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates.slice(0, 2000)) {
    if (candidate === name) continue;
    const distance = editDistance(wanted, fold(candidate), least);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** first_name, firstName and FirstName are one name. Long ones are cut: they are no misspelling of each other. */
const fold = (name: string): string =>
  name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_.-]/g, '');

/** Insertions, deletions, replacements and swaps of neighbours; `limit` when there are at least so many. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let last: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) cost = Math.min(cost, (last[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    if (Math.min(...next) >= limit) return limit;
    last = row;
    row = next;
  }
  return row[other.length] ?? limit;
}
