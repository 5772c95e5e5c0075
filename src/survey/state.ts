import { closeSync, createReadStream, openSync, rmSync, unlinkSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import {
  isUnanswered,
  keyOf,
  type ListingLine,
  type PlaceLine,
  type PlaceName,
  type StateLine,
  type TenantsLine,
} from './lines.ts';
import { readLine } from './line-shape.ts';
import { lock, type Process, StateFault } from './state-lock.ts';
import { statePath } from './state-path.ts';
import type { Kept } from './surveying.ts';
import { writeWhole } from './write-whole.ts';

/** The file of a survey: a line for each identity as it ends. */
export interface State {
  /** What an earlier run left of a place, as far as it is young enough. */
  kept: (name: PlaceName) => Kept;
  /** Writes a line; it is in the file when this returns. */
  append: (line: StateLine) => void;
  /** All lines, from the first. */
  lines: () => AsyncIterable<StateLine>;
  /** Ends it; `remove` takes the file away. */
  close: (remove: boolean) => void;
}

/** The first line of each state file: what follows is ours, and was asked with these flags. */
const headOf = (asked: string): string =>
  JSON.stringify({ kind: 'ses-doctor survey', schema: 1, ...(asked === '' ? {} : { asked }) });

/** The flags of a first line; null where it is none of ours. */
function askedIn(line: string): string | null {
  const asked = /^\{"kind":"ses-doctor survey","schema":1(?:,"asked":("(?:[^"\\]|\\.){1,2000}"))?\}$/u.exec(
    line,
  );
  if (asked === null) return null;
  return asked[1] === undefined ? '' : String(JSON.parse(asked[1]));
}

interface OpenOptions {
  path: string;
  now: Date;
  /** Lines of this age and older are asked for again; 0: all. */
  maxAgeMs: number;
  /** The flags that decide what is looked at, as they are typed; '' for all of it. */
  asked: string;
  /** Of the process, and whether another one lives, for the lock. */
  process: Process;
}

/**
 * Opens the state for a run. What is too old, what a later line replaces, and a last line that was cut off are taken
 * out, so that each key is there once. Throws `StateFault` when the file is no state, or another run writes it.
 */
export async function openState({ path: named, now, maxAgeMs, asked, process }: OpenOptions): Promise<State> {
  const path = statePath(named);
  const isYoung = ({ at }: StateLine): boolean => {
    const age = now.getTime() - new Date(at).getTime();
    // What is of tomorrow was written with a clock that was wrong.
    return Math.max(0, age) < maxAgeMs && age > -clockSkewMs;
  };
  const unlock = lock(`${path}.lock`, process);
  try {
    const kept = await cleared(path, isYoung, asked);
    const file = openSync(path, 'a', 0o600);
    return {
      kept: ({ account, region }) => kept.get(JSON.stringify([account, region])) ?? nothingKept(),
      append: (line) => {
        writeWhole(file, `${JSON.stringify(line)}\n`);
      },
      lines: () => linesOf(path, asked),
      close: (remove) => {
        closeSync(file);
        if (remove) unlinkSync(path);
        unlock();
      },
    };
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    unlock();
    throw error;
  }
}

/** Clocks of two computers differ by less. */
const clockSkewMs = 5 * 60_000;

/**
 * The lines of a state file that was asked with the same flags: what others looked at is no answer to these. Throws
 * `StateFault` for another state and for what is no line of one; a last line that was cut off is left out.
 */
export async function* linesOf(path: string, asked = ''): AsyncGenerator<StateLine> {
  let number = 0;
  for await (const { text, whole } of textLines(path)) {
    number += 1;
    if (number === 1) {
      // A line that was cut off while the file was made.
      if (!whole && headOf(asked).startsWith(text)) return;
      const then = askedIn(text);
      if (then === null)
        throw new StateFault(`it does not begin as a state that this version of ses-doctor survey writes`);
      if (then !== asked)
        throw new StateFault(
          `it was written ${then === '' ? 'without --only, --skip, --no-dns and --deep' : `with ${then}`}, which looks at other things than this run; give the same flags, or another file`,
        );
      continue;
    }
    if (text === '') continue;
    const line = readLine(text);
    if (line !== null) yield line;
    else if (whole)
      throw new StateFault(`line ${number} is no line of a survey, or a newer ses-doctor wrote it`);
  }
}

/** The lines of a file, without what an editor or a copy through another system adds. */
async function* textLines(path: string): AsyncGenerator<{ text: string; whole: boolean }> {
  let rest = '';
  let isFirst = true;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      yield { text: (isFirst ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, ''), whole: true };
      isFirst = false;
    }
  }
  if (rest !== '') yield { text: rest, whole: false };
}

/** Rewrites the file with what still holds, and tells what that is. The new file takes the old one's place at once. */
async function cleared(
  path: string,
  isYoung: (line: StateLine) => boolean,
  asked: string,
): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, ReturnType<typeof nothingKept>>();
  const last = new Map<string, number>();
  let number = 0;
  if (await exists(path)) for await (const line of linesOf(path, asked)) last.set(keyOf(line), number++);
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    writeWhole(file, `${headOf(asked)}\n`);
    if (number > 0) {
      number = 0;
      for await (const line of linesOf(path, asked)) {
        const isLast = last.get(keyOf(line)) === number++;
        if (!isLast || !isYoung(line) || isOpen(line)) continue;
        writeWhole(file, `${JSON.stringify(line)}\n`);
        const key = JSON.stringify([line.account, line.region]);
        const place = kept.get(key) ?? nothingKept();
        kept.set(key, place);
        if (line.kind === 'listing') place.listing = line;
        else if (line.kind === 'place') place.place = line;
        else if (line.kind === 'tenants') place.tenants = line;
        else if (line.kind === 'tenant') place.tenantsDone.add(line.tenant);
        else place.done.add(line.identity);
      }
    }
  } finally {
    closeSync(file);
  }
  await rename(part, path);
  return kept;
}

const nothingKept = (): {
  listing: ListingLine | null;
  place: PlaceLine | null;
  tenants: TenantsLine | null;
  done: Set<string>;
  tenantsDone: Set<string>;
} => ({
  ...{ listing: null, place: null, tenants: null },
  ...{ done: new Set<string>(), tenantsDone: new Set<string>() },
});

/** What did not answer is asked again by the next run. */
function isOpen(line: StateLine): boolean {
  if (line.kind === 'listing') return !line.complete;
  if (line.kind === 'tenants') return !line.complete || line.unanswered.length > 0;
  return isUnanswered(line.unanswered) || line.worst === 'crash';
}

async function exists(path: string): Promise<boolean> {
  try {
    for await (const chunk of createReadStream(path, { end: 0 })) return String(chunk) !== '';
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
