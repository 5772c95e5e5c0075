import { editDistance } from '../../model/edit-distance.ts';

/** The candidate nearest to a name, when it is near enough to be the same name misspelt; else null. */
export function misspelt(name: string, candidates: readonly string[]): string | null {
  const wanted = fold(name);
  let best: string | null = null;
  let most = Math.min(2, Math.floor(wanted.length / 3));
  for (const candidate of candidates.slice(0, 2000)) {
    if (candidate === name || most < 0) continue;
    const distance = editDistance(wanted, fold(candidate), most);
    if (distance === null) continue;
    best = candidate;
    most = distance - 1;
  }
  return best;
}

/** first_name, firstName and FirstName are one name. Long ones are cut: they are no misspelling of each other. */
const fold = (name: string): string =>
  name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_.-]/g, '');
