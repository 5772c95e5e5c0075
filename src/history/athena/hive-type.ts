/** A type of a column as Glue writes it: `struct<a:string,b:array<string>>`. */
export type HiveType =
  | { kind: 'scalar'; name: string }
  | { kind: 'array'; of: HiveType }
  | { kind: 'map'; of: HiveType }
  | { kind: 'struct'; fields: readonly { name: string; type: HiveType }[] };

/** Deeper types are no records of SES. */
const deepest = 20;

/** Reads a type; null when it is none. */
export function hiveType(text: string): HiveType | null {
  if (text.length > 100_000) return null;
  const reader = { text, at: 0 };
  const type = read(reader, 0);
  return type !== null && text.slice(reader.at).trim() === '' ? type : null;
}

interface Reader {
  readonly text: string;
  at: number;
}

function read(reader: Reader, depth: number): HiveType | null {
  const name = word(reader, /\s*([a-z_][a-z0-9_ ]*?(?:\([0-9, ]{1,20}\))?)\s*(?=[<>,]|$)/iy)?.toLowerCase();
  if (name === undefined || depth > deepest) return null;
  if (!take(reader, '<')) return { kind: 'scalar', name };
  const type = inside(reader, name, depth + 1);
  return type !== null && take(reader, '>') ? type : null;
}

function inside(reader: Reader, name: string, depth: number): HiveType | null {
  if (name === 'array') {
    const of = read(reader, depth);
    return of === null ? null : { kind: 'array', of };
  }
  if (name === 'map') {
    const key = read(reader, depth);
    const of = key === null || !take(reader, ',') ? null : read(reader, depth);
    return of === null ? null : { kind: 'map', of };
  }
  if (name !== 'struct') return null;
  const fields: { name: string; type: HiveType }[] = [];
  do {
    const field = word(reader, /\s*[`"]?([^`"<>,]{1,255}?)[`"]?\s*:(?=\s*[a-z])/iy);
    const type = field === undefined ? null : read(reader, depth);
    if (field === undefined || type === null) return null;
    fields.push({ name: field, type });
  } while (take(reader, ','));
  return { kind: 'struct', fields };
}

function word(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match !== null) reader.at = pattern.lastIndex;
  return match?.[1];
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}
