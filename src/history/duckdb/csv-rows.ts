import { longestPiece } from '../record-splitter.ts';

type Pieces = AsyncIterable<string>;

/** How a table writes the quotes inside a quoted field: twice (RFC 4180 2.7), or behind a backslash, as JSON does. */
export interface Quoting {
  quotes: 'doubled' | 'escaped';
  /** A list of texts: each member is a row. */
  isList: boolean;
}

const headLength = 64 * 1024;
const doubled = /(?:^|[,;\t|\n])[ ]{0,9}"\s{0,9}[{[]\s{0,9}(?:[{[]\s{0,9})?""/;
const escaped = /(?:^|[,;\t|\n[])\s{0,9}"(?:\\{1,40}"){0,4}\s{0,9}[{[]\s{0,9}(?:[{[]\s{0,9})?\\{1,40}"/;

/**
 * Whether a text holds its records as quoted fields: CSV as the console of CloudWatch Logs and databases write it, or JSON texts as jq
 * prints them without -r. Null where it does not. `all` is the whole text.
 */
export async function quotingOf(pieces: Pieces): Promise<{ quoting: Quoting | null; all: Pieces }> {
  const source = pieces[Symbol.asyncIterator]();
  let head = '';
  let isOver = false;
  while (head.length < headLength && !isOver) {
    const next = await source.next();
    if (next.done === true) isOver = true;
    else head += next.value;
  }
  const start = head.slice(0, headLength);
  const begin = /[^\s\uFEFF]\s*./s.exec(start)?.[0] ?? '';
  const isList = /^\[\s*"/.test(begin);
  // An object, or a list of them, has its texts behind a colon.
  const isNone = begin.startsWith('{') || (begin.startsWith('[') && !isList);
  const quotes = isNone ? null : doubled.test(start) ? 'doubled' : escaped.test(start) ? 'escaped' : null;
  async function* all(): AsyncGenerator<string> {
    try {
      if (head !== '') yield head;
      while (!isOver) {
        const next = await source.next();
        if (next.done === true) isOver = true;
        else yield next.value;
      }
    } finally {
      await source.return?.();
    }
  }
  return { quoting: quotes === null ? null : { quotes, isList }, all: all() };
}

/** A row of a table. */
export interface CsvRow {
  /** What stands in quotes, without them. */
  quoted: readonly string[];
  /** All of its fields, in quotes or not. */
  fields: readonly string[];
  isEmpty: boolean;
  /** It ends within a field, or is too long to be read. */
  isBroken: boolean;
}

/** The rows of a table, whichever sign is between the fields. */
export async function* csvRows(pieces: Pieces, quoting: Quoting): AsyncGenerator<CsvRow> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    let at = 0;
    for (;;) {
      const row = rowAt(rest, at, quoting);
      if (row === null) break;
      yield row.row;
      at = row.end;
    }
    rest = rest.slice(at);
    if (rest.length <= longestPiece) continue;
    yield { quoted: [], fields: [], isEmpty: false, isBroken: true };
    rest = rest.slice(rest.lastIndexOf('\n') + 1);
    if (rest.length > longestPiece) rest = '';
  }
  if (rest.trim() !== '') {
    const last = rowAt(`${rest}\n`, 0, quoting);
    yield last?.row ?? { quoted: [], fields: [], isEmpty: false, isBroken: true };
  }
}

/** The row that begins here; null where its end is not read yet. */
function rowAt(text: string, from: number, quoting: Quoting): { row: CsvRow; end: number } | null {
  const quoted: string[] = [];
  const fields: string[] = [];
  let field = '';
  let isEmpty = true;
  let isStart = true;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n' || (quoting.isList && /[[\],]/.test(sign)))
      return {
        row: { quoted, fields: [...fields, field.trim()], isEmpty, isBroken: false },
        end: at + 1,
      };
    if (/[,;\t|]/.test(sign)) {
      fields.push(field.trim());
      [field, isStart] = ['', true];
    } else if (sign === '"' && isStart) {
      const end = closingQuote(text, at + 1, quoting);
      if (end === null) return null;
      field = unquoted(text.slice(at + 1, end), quoting);
      quoted.push(field);
      [at, isEmpty, isStart] = [end, false, false];
    } else {
      field += sign;
      if (!/[\s\uFEFF]/.test(sign)) [isEmpty, isStart] = [false, false];
    }
  }
  return null;
}

/** The place of the quote that ends a field; null where it, or what tells it from two in a row, is not read yet. */
function closingQuote(text: string, from: number, { quotes }: Quoting): number | null {
  for (let at = from; ;) {
    const end = text.indexOf('"', at);
    if (end < 0 || end + 1 >= text.length) return null;
    if (quotes === 'doubled') {
      if (text[end + 1] !== '"') return end;
      at = end + 2;
    } else {
      let slashes = 0;
      while (text[end - 1 - slashes] === '\\') slashes += 1;
      if (slashes % 2 === 0) return end;
      at = end + 1;
    }
  }
}

function unquoted(field: string, { quotes }: Quoting): string {
  // Outside of its texts, JSON has any white space; within them it has no line break.
  const line = field.replaceAll(/[\r\n]+/g, ' ');
  if (quotes === 'doubled') return line.replaceAll('""', '"');
  try {
    return JSON.parse(`"${line}"`) as string;
  } catch {
    return line.replaceAll(/\\(["\\])/g, '$1');
  }
}
