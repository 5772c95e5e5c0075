/** What could not be read of one source. */
export interface Damaged {
  source: string;
  pieces: number;
  /** What the source is instead, and what to do; null where a part of it is broken. */
  why: string | null;
  /** Signs of the longest piece that was too long to be read. */
  longest?: number;
  /** Records among the pieces that a query of CloudWatch Logs found and its result does not hold. */
  leftOut?: number;
  /** Columns that a table of records has not, so that its events of a type say next to nothing. */
  lacks?: readonly string[];
}

const mostTold = 5;

/** Counts the pieces that are no event record, and keeps where they stand. */
export class Losses {
  readonly #damaged = new Map<string, Damaged>();

  get total(): number {
    return [...this.#damaged.values()].reduce((sum, { pieces }) => sum + pieces, 0);
  }

  /** `source`: null where it is not known any more which one it was. */
  add(
    source: string | null,
    pieces: number,
    {
      why = null,
      longest = 0,
      leftOut = 0,
    }: { why?: string | null; longest?: number; leftOut?: number } = {},
  ): void {
    if (pieces + leftOut === 0) return;
    const key = source ?? '';
    const known = this.#damaged.get(key);
    const left = (known?.leftOut ?? 0) + leftOut;
    const most = Math.max(known?.longest ?? 0, longest);
    this.#damaged.set(key, {
      ...{ ...known, source: key, pieces: (known?.pieces ?? 0) + pieces + leftOut, why },
      ...(most > 0 && { longest: most }),
      ...(left > 0 && { leftOut: left }),
    });
  }

  /** A table without the columns of some events. */
  lacking(source: string, columns: readonly string[]): void {
    const known = this.#damaged.get(source) ?? { source, pieces: 0, why: null };
    this.#damaged.set(source, { ...known, lacks: columns });
  }

  /** The sources with most of them, by the names that `nameOf` gives. */
  worst(nameOf: (source: string) => string): readonly Damaged[] {
    return [...this.#damaged.values()]
      .filter(({ source }) => source !== '')
      .map((one) => ({ ...one, source: nameOf(one.source) }))
      .toSorted((a, b) => b.pieces - a.pieces || (a.source < b.source ? -1 : 1))
      .slice(0, mostTold);
  }
}
