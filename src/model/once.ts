/** A value that is made when it is first asked for: what most runs never look at should cost none of them its making. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
