/** A JSON object whose members are not yet known. */
export type Json = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Json | null =>
  // `typeof` and the array test leave plain objects only: the value comes from JSON.parse.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** The value of a JSON text, or undefined when it is none. Texts nested deeper than 200 are refused by the caller. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const longestDocument = 8 * 1024 * 1024;
const deepest = 200;

/** Finds where a JSON document ends, piece by piece, without building it. */
export class DocumentScanner {
  #text = '';
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** What was read of the document so far. */
  get text(): string {
    return this.#text;
  }

  /**
   * Reads on. `end` is the place behind the document in `piece`, or -1 while it goes on; `broken` when the text
   * is no JSON document of a size we read.
   */
  push(piece: string): { end: number; broken: boolean } {
    for (let at = 0; at < piece.length; at += 1) {
      const unit = piece.charCodeAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (unit === backslash) this.#escaped = true;
        else if (unit === quote) this.#inString = false;
        continue;
      }
      if (unit === quote) this.#inString = true;
      else if (unit === openBrace || unit === openBracket) {
        this.#depth += 1;
        if (this.#depth > deepest) return this.#stop(piece);
      } else if (unit === closeBrace || unit === closeBracket) {
        this.#depth -= 1;
        if (this.#depth <= 0) {
          this.#text += piece.slice(0, at + 1);
          return { end: at + 1, broken: false };
        }
      } else if (!belongs(unit)) return this.#stop(piece);
    }
    this.#text += piece;
    return { end: -1, broken: this.#text.length > longestDocument };
  }

  #stop(piece: string): { end: number; broken: boolean } {
    this.#text += piece;
    return { end: -1, broken: true };
  }
}

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

/** What may stand between the strings and brackets of JSON: white space, `,` `:`, numbers, true, false, null. */
const belongs = (unit: number): boolean =>
  unit <= 32 ||
  unit === 44 ||
  unit === 58 ||
  unit === 43 ||
  unit === 45 ||
  unit === 46 ||
  (unit >= 48 && unit <= 57) ||
  'truefalsnE'.includes(String.fromCharCode(unit));

/** The upper levels of a document, to be quoted: one may be nested deeper than JSON.stringify reaches. */
export const topOf = (value: unknown, depth = 0): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : depth > 8
      ? '…'
      : Array.isArray(value)
        ? value.slice(0, 20).map((one: unknown) => topOf(one, depth + 1))
        : Object.fromEntries(
            Object.entries(value)
              .slice(0, 20)
              .map(([key, one]) => [key, topOf(one, depth + 1)]),
          );
