/** The first part of a phrase of a rule. */
interface Beginning {
  /** Place of the rule in its book. */
  rule: number;
  text: string;
}

interface Entry extends Beginning {
  /** Where in `text` the three characters stand that the entry is filed under. */
  offset: number;
}

const buckets = 8192;

/**
 * Finds which of some thousand phrases begin in a text, in one walk over the text: each phrase is filed under those
 * three of its characters that the fewest other phrases hold.
 */
export class PhraseIndex {
  readonly #buckets: readonly (readonly Entry[] | undefined)[];
  /** Rules with a phrase too short to be filed. */
  readonly #always: readonly number[];

  constructor(beginnings: readonly Beginning[]) {
    const long = beginnings.filter(({ text }) => text.length >= 3);
    const uses = new Uint32Array(buckets);
    for (const { text } of long)
      for (const bucket of new Set(bucketsOf(text))) uses[bucket] = (uses[bucket] ?? 0) + 1;
    const filed: Entry[][] = [];
    for (const { rule, text } of long) {
      const all = bucketsOf(text);
      const rarest = all.reduce((best, bucket) => ((uses[bucket] ?? 0) < (uses[best] ?? 0) ? bucket : best));
      (filed[rarest] ??= []).push({ rule, text, offset: all.indexOf(rarest) });
    }
    this.#buckets = Array.from({ length: buckets }, (_, bucket) => filed[bucket]);
    this.#always = [...new Set(beginnings.filter(({ text }) => text.length < 3).map(({ rule }) => rule))];
  }

  /** Rules with a phrase whose first part stands in the text, in the order of the book. */
  rulesBeginningIn(text: string): readonly number[] {
    const found = new Set(this.#always);
    for (let at = 0; at + 2 < text.length; at += 1) {
      const entries = this.#buckets[bucketAt(text, at)];
      if (entries === undefined) continue;
      for (const entry of entries)
        if (text.startsWith(entry.text, at - entry.offset) && at >= entry.offset) found.add(entry.rule);
    }
    return [...found].sort((one, other) => one - other);
  }
}

const bucketAt = (text: string, at: number): number =>
  (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & (buckets - 1);

const bucketsOf = (text: string): readonly number[] =>
  Array.from({ length: text.length - 2 }, (_, at) => bucketAt(text, at));
