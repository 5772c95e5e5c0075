import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { lock, type Process, StateFault } from '../state-lock.ts';
import { statePath } from '../state-path.ts';
import { writeWhole } from '../write-whole.ts';
import { addHits, type Hit, type Reading, unread } from './read-list.ts';

/** A page of a list that was read. */
export interface PageLine {
  kind: 'page';
  tenant: string | null;
  seen: number;
  next: string | null;
  hits: readonly Hit[];
}

/** How far the lists were read: kept in a file, or nowhere. */
export interface RecipientsState {
  kept: (tenant: string | null) => Reading;
  append: (line: PageLine) => void;
  close: () => void;
}

/** Keeps nothing. */
export const noState: RecipientsState = {
  kept: unread,
  append: () => undefined,
  close: () => undefined,
};

/** Lists change: what is older is read again. */
const mostHours = 24;

const head = v.object({
  kind: v.literal('ses-doctor recipients'),
  schema: v.literal(1),
  of: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
const page = v.object({
  ...{ kind: v.literal('page'), tenant: v.nullable(v.string()), seen: v.number() },
  next: v.nullable(v.string()),
  hits: v.array(v.object({ address: v.string(), reason: v.string(), since: v.string() })),
});

interface OpenOptions {
  path: string;
  /** What the run is about: Region, session and addresses. Pages of something else are of no use. */
  about: readonly unknown[];
  wanted: ReadonlyMap<string, string>;
  now: Date;
  process: Process;
}

/** Opens the state file. Throws `StateFault` when it is none of ours, of other addresses, or another run writes it. */
export function openRecipientsState({
  path: named,
  about,
  wanted,
  now,
  process,
}: OpenOptions): RecipientsState {
  const path = statePath(named);
  const of = createHash('sha256')
    .update(JSON.stringify([about, [...wanted.keys()]]))
    .digest('hex');
  const unlock = lock(`${path}.lock`, process);
  try {
    const { text, pages } = stillGood(path, of, now);
    const first =
      text ?? JSON.stringify({ kind: 'ses-doctor recipients', schema: 1, of, at: now.toISOString() });
    // A last line that was cut off goes.
    writeFileSync(
      `${path}.part`,
      [first, ...pages.map((one) => JSON.stringify(one))].map((line) => `${line}\n`).join(''),
      { mode: 0o600 },
    );
    renameSync(`${path}.part`, path);
    const file = openSync(path, 'a', 0o600);
    return {
      kept: (tenant) => readingOf(pages, tenant, wanted),
      append: (line) => {
        writeWhole(file, `${JSON.stringify(line)}\n`);
      },
      close: () => {
        closeSync(file);
        unlock();
      },
    };
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    unlock();
    throw error;
  }
}

function stillGood(path: string, of: string, now: Date): { text: string | null; pages: readonly PageLine[] } {
  const lines = linesIn(path);
  const [first] = lines;
  if (first === undefined) return { text: null, pages: [] };
  const known = parsed(head, first);
  if (known === null) throw new StateFault('it does not begin as a state of check --recipients does');
  if (known.of !== of)
    throw new StateFault('it is of other addresses, or of another account, Region, tenant or profile');
  if (now.getTime() - new Date(known.at).getTime() > mostHours * 3_600_000) return { text: null, pages: [] };
  const pages: PageLine[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const one = parsed(page, line);
    if (one !== null) pages.push(one);
    else if (index < lines.length - 2)
      throw new StateFault(`line ${index + 2} is no line of check --recipients`);
  }
  return isFinished(pages) ? { text: null, pages: [] } : { text: first, pages };
}

/** Lists that were read to their end are answers of then: whoever runs it again wants to know what is on them now. */
const isFinished = (pages: readonly PageLine[]): boolean =>
  pages.length > 0 &&
  [...new Set(pages.map(({ tenant }) => tenant))].every(
    (tenant) => pages.findLast((one) => one.tenant === tenant)?.next === null,
  );

function linesIn(path: string): readonly string[] {
  try {
    // Without what an editor or a copy through another system adds.
    return readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line !== '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function parsed<T>(shape: v.GenericSchema<unknown, T>, line: string): T | null {
  try {
    const result = v.safeParse(shape, JSON.parse(line));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** The pages of a list since it was last begun. */
function readingOf(
  pages: readonly PageLine[],
  tenant: string | null,
  wanted: ReadonlyMap<string, string>,
): Reading {
  let reading = unread();
  for (const one of pages) {
    if (one.tenant !== tenant) continue;
    if (one.seen <= reading.seen) reading = unread();
    addHits(reading.hits, one.hits, wanted);
    reading = { hits: reading.hits, seen: one.seen, next: one.next, complete: one.next === null };
  }
  return reading;
}
