import { closeSync, createReadStream, openSync, rmSync, unlinkSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import {
  type BesideLine,
  isUnanswered,
  keyOf,
  type ListingLine,
  type PlaceLine,
  type PlaceName,
  type StateLine,
  type TenantsLine,
} from './lines.ts';
import { readLine } from './line-shape.ts';
import { collectReplies, noReplies, type ReplyCollection } from './replies.ts';
import { lock, type Process, StateFault } from './state-lock.ts';
import { statePath } from './state-path.ts';
import type { Kept } from './surveying.ts';
import { writeWhole } from './write-whole.ts';

/** The file of a survey: a line for each identity as it ends. */
export interface State {
  /** What an earlier run left of a place, as far as it is young enough. */
  kept: (name: PlaceName) => Kept;
  /** Writes a line; it is in the file when this returns. */
  append: (line: StateLine | BesideLine) => void;
  /** All lines of which reports are made, from the first. */
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
  const isYoung = (line: StateLine | BesideLine): boolean => {
    const { at, since = at } = line;
    const { sinceOfPlace = since } = line.kind === 'identity' ? line : {};
    const oldest = sinceOfPlace < since ? sinceOfPlace : since;
    const age = now.getTime() - new Date(oldest).getTime();
    // What is of tomorrow was written with a clock that was wrong.
    return Math.max(0, age) < maxAgeMs && age > -clockSkewMs;
  };
  const unlock = lock(`${path}.lock`, process);
  try {
    const kept = await cleared(path, isYoung, asked);
    const file = openSync(path, 'a', 0o600);
    let isClosed = false;
    return {
      kept: ({ account, region }) =>
        kept.get(JSON.stringify([account, region])) ?? { ...nothingKept(), replies: noReplies() },
      append: (line) => {
        // An answer that comes after the end: the number of the file may be that of another by now.
        if (isClosed) return;
        writeWhole(file, `${JSON.stringify(line)}\n`);
      },
      lines: () => linesOf(path, asked),
      close: (remove) => {
        isClosed = true;
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
 * The lines of a state file that was asked with the same flags, without the replies: what others looked at is no answer
 * to these. Throws `StateFault` for another state and for what is no line of one; a last line that was cut off is left out.
 */
export async function* linesOf(path: string, asked = ''): AsyncGenerator<StateLine> {
  for await (const line of allLinesOf(path, { asked, replies: 'left-out' }))
    if (line.kind === 'so-far') yield line.judged;
    else if (line.kind !== 'reply') yield line;
}

/** How a reply begins, as we write it. */
const replyStart = '{"kind":"reply",';

/** All lines of a state file; of replies only, or without those that we wrote. */
async function* allLinesOf(
  path: string,
  { asked, replies = 'all' }: { asked: string; replies?: 'all' | 'left-out' },
): AsyncGenerator<StateLine | BesideLine> {
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
    if (text === '' || (replies === 'left-out' && whole && text.startsWith(replyStart))) continue;
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
  isYoung: (line: StateLine | BesideLine) => boolean,
  asked: string,
): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, KeptSoFar>();
  const last = new Map<string, number>();
  let number = 0;
  if (await exists(path))
    for await (const line of allLinesOf(path, { asked })) last.set(keyOf(line), number++);
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  const stillHolds = (line: StateLine | BesideLine, at: number): boolean =>
    last.get(keyOf(line)) === at && isYoung(line);
  const write = (line: StateLine | BesideLine): void => {
    writeWhole(file, `${JSON.stringify(line)}\n`);
  };
  try {
    writeWhole(file, `${headOf(asked)}\n`);
    if (number > 0) {
      number = 0;
      for await (const line of allLinesOf(path, { asked })) {
        if (!stillHolds(line, number++) || line.kind === 'reply') continue;
        // Those that were judged so far are judged anew.
        if (line.kind === 'so-far' || isOpen(line)) continue;
        write(line);
        note(placeIn(kept, line), line);
      }
      number = 0;
      // Of which replies there is still need shows when it is known what is done.
      for await (const line of allLinesOf(path, { asked })) {
        if (!stillHolds(line, number++) || line.kind !== 'reply') continue;
        const place = placeIn(kept, line);
        const { listing, done, tenants, tenantsDone } = place;
        place.collected ??= collectReplies({
          ...{ hasListing: listing !== null, done, tenantsDone },
          areTenantsDone: tenants?.names.every(([tenant]) => tenantsDone.has(tenant)) === true,
        });
        if (place.collected.add(line)) write(line);
      }
    }
  } finally {
    closeSync(file);
  }
  await rename(part, path);
  return new Map(
    [...kept].map(([key, place]) => [key, { ...place, replies: place.collected ?? noReplies() }]),
  );
}

/** What is gathered of a place while the file is read. */
interface KeptSoFar {
  listing: ListingLine | null;
  place: PlaceLine | null;
  tenants: TenantsLine | null;
  done: Set<string>;
  tenantsDone: Set<string>;
  collected: ReplyCollection | null;
}

const nothingKept = (): KeptSoFar => ({
  ...{ listing: null, place: null, tenants: null, collected: null },
  ...{ done: new Set<string>(), tenantsDone: new Set<string>() },
});

function placeIn(kept: Map<string, KeptSoFar>, { account, region }: PlaceName): KeptSoFar {
  const key = JSON.stringify([account, region]);
  const place = kept.get(key) ?? nothingKept();
  kept.set(key, place);
  return place;
}

function note(place: KeptSoFar, line: StateLine): void {
  if (line.kind === 'listing') place.listing = line;
  else if (line.kind === 'place') place.place = line;
  else if (line.kind === 'tenants') place.tenants = line;
  else if (line.kind === 'tenant') place.tenantsDone.add(line.tenant);
  else place.done.add(line.identity);
}

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
