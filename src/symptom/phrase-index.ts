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

/** Characters to look through before the index is worth making: most runs read a line or two. */
const worthIndexing = 20_000;

/**
 * Finds which of some thousand phrases begin in a text. Short reading looks for each in turn, and makes nothing: an object for each
 * would be half of what the memory of a start holds. Long reading files each phrase under those three of its characters that the
 * fewest other phrases hold, and walks over the text once.
 */
export class PhraseIndex {
  readonly #phrases: readonly (readonly string[])[];
  readonly #beginningOf: (phrase: string) => string;
  #examined = 0;
  #filed: Filed | null = null;

  /** `phrases`: those of each rule, in the order of the book; `beginningOf`: the first part of one. */
  constructor(phrases: readonly (readonly string[])[], beginningOf: (phrase: string) => string) {
    this.#phrases = phrases;
    this.#beginningOf = beginningOf;
  }

  /** Rules with a phrase whose first part stands in the text, in the order of the book. */
  rulesBeginningIn(text: string): readonly number[] {
    this.#examined += text.length;
    if (this.#filed !== null || this.#examined >= worthIndexing) {
      const found = rulesFiledFor(text, (this.#filed ??= fileAll(this.#beginnings())));
      return [...new Set(found)].sort((one, other) => one - other);
    }
    const found: number[] = [];
    for (const [rule, phrases] of this.#phrases.entries())
      if (phrases.some((phrase) => text.includes(this.#beginningOf(phrase)))) found.push(rule);
    return found;
  }

  #beginnings(): readonly Beginning[] {
    return this.#phrases.flatMap((phrases, rule) =>
      phrases.map((phrase) => ({ rule, text: this.#beginningOf(phrase) })),
    );
  }
}

interface Filed {
  buckets: readonly (readonly Entry[] | undefined)[];
  /** Rules with a phrase too short to be filed. */
  always: readonly number[];
}

function fileAll(beginnings: readonly Beginning[]): Filed {
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
  return {
    buckets: Array.from({ length: buckets }, (_, bucket) => filed[bucket]),
    always: beginnings.filter(({ text }) => text.length < 3).map(({ rule }) => rule),
  };
}

function rulesFiledFor(text: string, filed: Filed): readonly number[] {
  const found = [...filed.always];
  for (let at = 0; at + 2 < text.length; at += 1) {
    const entries = filed.buckets[bucketAt(text, at)];
    if (entries === undefined) continue;
    for (const entry of entries)
      if (text.startsWith(entry.text, at - entry.offset) && at >= entry.offset) found.push(entry.rule);
  }
  return found;
}

const bucketAt = (text: string, at: number): number =>
  (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & (buckets - 1);

const bucketsOf = (text: string): readonly number[] =>
  Array.from({ length: text.length - 2 }, (_, at) => bucketAt(text, at));
