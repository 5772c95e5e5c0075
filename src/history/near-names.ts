/** Names that differ only by capitals or spaces: of each name all ways it is written, in order. */
export function nearNames(names: Iterable<string>): readonly (readonly string[])[] {
  const groups = new Map<string, Set<string>>();
  for (const name of names) {
    const key = name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
    const known = groups.get(key) ?? new Set();
    groups.set(key, known.add(name));
  }
  return [...groups.values()]
    .filter(({ size }) => size > 1)
    .map((own) => [...own].toSorted())
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
