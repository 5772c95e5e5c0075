import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { eventsOf, type EventsFound } from '../event-of.ts';
import { diskFault } from '../failure.ts';
import { parsed, type Json } from '../../symptom/json.ts';
import { RecordSplitter } from '../record-splitter.ts';
import { csvRows, quotingOf, type CsvRow } from './csv-rows.ts';
import { packingOf } from './file-kind.ts';
import { gunzipped } from './gunzip.ts';

/** Text in whatever pieces. */
export type Pieces = AsyncIterable<string>;

/** What came of a text. */
export interface Rewritten {
  /** Events. */
  written: number;
  /** Pieces that were no event. */
  unreadable: number;
  /** Signs of the longest of them that was too long to be read; 0 without one. */
  longest: number;
  /** Records that a query of CloudWatch Logs found, and that are not in its result. */
  leftOut: number;
}

/** Writes the events of a text, out of their envelopes, a line each, behind what the file holds. */
export async function rewrite(pieces: Pieces, path: string): Promise<Rewritten> {
  const file = createWriteStream(path, { mode: 0o600, flags: 'a' });
  let failure: Error | null = null;
  file.on('error', (error) => (failure = error));
  let lines: string[] = [];
  let written = 0;
  let lost = 0;
  let leftOut = 0;
  const keep = (found: EventsFound): void => {
    lost += found.lost;
    leftOut += found.leftOut;
    written += found.events.length;
    for (const event of found.events) lines.push(JSON.stringify(event));
  };
  const splitter = new RecordSplitter((value) => {
    keep(eventsOf(value));
  });
  const flush = async (): Promise<void> => {
    if (failure !== null) throw failure;
    if (lines.length > 0 && !file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
    lines = [];
  };
  try {
    const { quoting, all } = await quotingOf(pieces);
    if (quoting === null)
      for await (const piece of all) {
        splitter.push(piece);
        await flush();
      }
    else {
      let head: readonly string[] | null = null;
      for await (const row of csvRows(all, quoting)) {
        keep(eventsInRow(row, head));
        if (!row.isEmpty) head ??= row.fields;
        await flush();
      }
    }
    splitter.end();
    await flush();
    file.end();
    await finished(file);
  } catch (error) {
    file.destroy();
    throw diskFault(error);
  }
  return {
    written,
    unreadable: splitter.unreadable + lost,
    longest: splitter.longest,
    leftOut: leftOut + splitter.leftOut,
  };
}

/** What was written as a text of JSON more than once. */
function opened(field: string): string {
  const inner = /^\s{0,9}"/.test(field) ? parsed(field) : undefined;
  return typeof inner === 'string' && inner.length < field.length ? opened(inner) : field;
}

/**
 * The records of a row of a table, in whichever of its fields, or the one whose members are its fields. One without any is lost.
 * `head`: the fields of the first row, which may name the columns; null before it.
 */
function eventsInRow(
  { quoted, fields, isEmpty, isBroken }: CsvRow,
  head: readonly string[] | null,
): EventsFound {
  if (head?.some((name) => /^\uFEFF?mail$/i.test(name)) === true) {
    const inColumns = eventsOf(rowOf(head, fields));
    if (inColumns.events.length > 0) return inColumns;
  }
  const read = quoted.map((field) => eventsOf({ message: opened(field) }));
  const found = read.filter(({ events }) => events.length > 0);
  const isHead = head === null && !quoted.some((field) => /^[\s"]{0,9}[{[]/.test(field));
  // A notice is no record, and none is lost.
  const isNone = isEmpty || isHead || read.some(({ lost }) => lost === 0);
  const lost = found.length > 0 ? found.reduce((sum, one) => sum + one.lost, 0) : isBroken || !isNone ? 1 : 0;
  return {
    events: found.flatMap(({ events }) => events),
    lost,
    leftOut: found.reduce((sum, one) => sum + one.leftOut, 0),
  };
}

/** As an object: a field that is empty is none (NULL, as Athena and databases write it). */
const rowOf = (head: readonly string[], fields: readonly string[]): Json =>
  Object.fromEntries(
    head.flatMap((name, index): readonly [string, string][] => {
      const field = fields[index] ?? '';
      return name === '' || field === '' ? [] : [[name.replace('\uFEFF', ''), field]];
    }),
  );

/** The text of a plain or gzip file. `lost` is called when a gzip file ends too early: what came before is read. */
export const textOfFile = (path: string, lost: () => void): Pieces =>
  textOf(createReadStream(path, { highWaterMark: 512 * 1024 }), lost);

/** Bytes as text: UTF-8, or UTF-16 as PowerShell writes it; packed with gzip or not. What is no text becomes U+FFFD. */
export async function* textOf(bytes: AsyncIterable<unknown>, lost: () => void): Pieces {
  let decoder = new TextDecoder();
  let isFirst = true;
  for await (const chunk of unpacked(bytes, lost)) {
    if (isFirst) decoder = new TextDecoder(encodingOf(chunk));
    isFirst = false;
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** A subscription of CloudWatch Logs is packed, and Firehose may pack what it gets once more. */
const mostPackings = 3;

async function* unpacked(
  bytes: AsyncIterable<unknown>,
  lost: () => void,
  packings = 0,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await looked(bytes);
  if (packingOf(head) === 'gzip' && packings < mostPackings)
    yield* unpacked(gunzipped(all, lost), lost, packings + 1);
  else yield* all;
}

const headBytes = 512;

/** The beginning of a stream, and all of it, that included. */
export async function looked(
  bytes: AsyncIterable<unknown>,
): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const source = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let isOver = false;
  while (head.length < headBytes && !isOver) {
    const next = await source.next();
    isOver = next.done === true;
    // Files and pipes give bytes.
    if (!isOver) head = Buffer.concat([head, next.value as Uint8Array]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      while (!isOver) {
        const next = await source.next();
        isOver = next.done === true;
        if (!isOver) yield next.value as Uint8Array;
      }
    } finally {
      await source.return?.();
    }
  }
  return { head, all: all() };
}

/** Writes a stream into a file of the run. */
export async function putDown(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    throw diskFault(error);
  }
}

/** By the byte order mark, or by where the zeros stand of the signs that JSON begins with. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (isSign(first) && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && isSign(second)) ? 'utf-16be' : 'utf-8';
}

const isSign = (byte: number | undefined): boolean => byte === 0x7b || byte === 0x5b;
