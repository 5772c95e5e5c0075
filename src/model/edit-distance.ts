/** Names are longer in no place that we compare (RFC 5321 4.5.3.1): what is longer is no typo of anything. */
const maxLength = 512;

/**
 * How many single letters must be inserted, removed, replaced or swapped with their neighbour to turn one name into
 * the other, or null when it is more than `most`.
 */
export function editDistance(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most || Math.max(one.length, other.length) > maxLength)
    return null;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = new Array<number>(other.length + 1).fill(Infinity);
    if (row <= most) current[0] = row;
    // Cells further from the diagonal than `most` cannot be part of a short enough way.
    for (let column = Math.max(1, row - most); column <= Math.min(other.length, row + most); column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(
        at(last, column - 1) + (same ? 0 : 1),
        at(last, column) + 1,
        at(current, column - 1) + 1,
      );
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current[column] = best;
    }
    beforeLast = last;
    last = current;
  }
  const distance = at(last, other.length);
  return distance <= most ? distance : null;
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;

/** Names so alike that one is probably a typo of the other: at most two letters apart, one in a short name. */
export function isNearMiss(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) < 8 ? 1 : 2;
  const distance = editDistance(one.toLowerCase(), other.toLowerCase(), most);
  return distance !== null && distance > 0;
}

/** The candidate nearest to a text, at most `most` letters apart and less than half of its own; the first of several; null when there is none. */
export function nearest(text: string, candidates: readonly string[], most = 2): string | null {
  let best: { candidate: string; distance: number } | null = null;
  const bound = Math.min(most, Math.floor((text.length - 1) / 2));
  for (const candidate of candidates) {
    const distance = editDistance(text, candidate, bound);
    if (distance !== null && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}
