import type * as v from 'valibot';

interface Parts {
  type: string;
  entries?: Readonly<Record<string, Parts>>;
  wrapped?: Parts;
  item?: Parts;
  value?: Parts;
}

/** The members of a reply that hold a word of an enumeration, by path; entries of lists and maps stand in it as `*`. */
export const wordsIn = (schema: v.GenericSchema): readonly string[] =>
  within(schema as unknown as Parts, []).map((path) => path.join('.'));

function within(parts: Parts, path: readonly string[]): readonly (readonly string[])[] {
  if (parts.wrapped !== undefined) return within(parts.wrapped, path);
  // `word` of src/model/aws-replies/kinds.ts is the only schema of its own kind.
  if (parts.type === 'custom') return [path];
  const entry = parts.item ?? (parts.type === 'record' ? parts.value : undefined);
  return [
    ...Object.entries(parts.entries ?? {}).flatMap(([name, member]) => within(member, [...path, name])),
    ...(entry === undefined ? [] : within(entry, [...path, '*'])),
  ];
}
