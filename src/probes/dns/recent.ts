/** A map that forgets what was not asked for longest, once it holds more than `most` entries. */
export class Recent<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined || this.#entries.size < this.#most) return value;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }
}

/**
 * Answers by type and name, so many of each type at most. A key that joins both would be a text of its own for each question, to be
 * made, hashed and compared: a fortieth of a run about many domains.
 */
export class RecentAnswers<V> {
  readonly #ofType = new Map<string, Recent<string, V>>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(type: string, name: string): V | undefined {
    return this.#ofType.get(type)?.get(name);
  }

  set(type: string, name: string, value: V): void {
    let names = this.#ofType.get(type);
    if (names === undefined) {
      names = new Recent(this.#most);
      this.#ofType.set(type, names);
    }
    names.set(name, value);
  }
}

/** What is kept under a key; made, and kept, where nothing is yet. */
export function remember<T>(
  map: Recent<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
