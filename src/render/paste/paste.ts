/** Values that may go into a command line as they stand. Everything else is not offered for pasting. */
const safeWord = /^[A-Za-z0-9][\w@%+=:,./*-]{0,511}$/;

/** JSON in single quotes: no quote may end it early, and no control character may stand in it. */
const safeJson = /^[^'\p{Cc}\p{Cf}]{1,4000}$/u;

/** A value that stands as one JSON argument in single quotes. */
export class JsonWord {
  readonly text: string;
  constructor(value: unknown) {
    this.text = JSON.stringify(value);
  }
}

/** Marks a value as a JSON argument of `command`. */
export const json = (value: unknown): JsonWord => new JsonWord(value);

/**
 * A shell command to paste, or null when a value in it is not one we know to be harmless (docs/design.md 13).
 * A null or undefined value makes it null as well.
 */
export function command(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | JsonWord | null | undefined)[]
): string | null {
  let line = texts[0] ?? '';
  for (const [index, value] of values.entries()) {
    const word = asWord(value);
    if (word === null) return null;
    line += word + (texts[index + 1] ?? '');
  }
  return line;
}

function asWord(value: string | number | JsonWord | null | undefined): string | null {
  if (value instanceof JsonWord) return safeJson.test(value.text) ? `'${value.text}'` : null;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && safeWord.test(value) ? value : null;
}
