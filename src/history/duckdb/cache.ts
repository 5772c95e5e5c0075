import { createHash, randomBytes } from 'node:crypto';
import { copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { evColumns } from '../columns.ts';
import type { Records } from '../engine.ts';
import { HistoryFault } from '../failure.ts';
import { cacheName, isCacheName, isEarlierState } from '../cache-name.ts';
import { literal } from '../reply-key.ts';
import { makeFolder } from '../folder.ts';
import type { Damaged } from '../losses.ts';
import type { StoredObject } from '../s3/objects.ts';
import type { Database } from './database.ts';

/** Goes up whenever the flat table changes, or what is read into it: an older file is then not found. */
const version = 5;

/** What the cache says of the records beside the table itself. */
export type CachedRecords = Omit<Records, 'outsideRange'> & { damaged: readonly Damaged[] };

/**
 * The file for these sources, by their names, sizes and times or marks: a source that changed has another one. `asked`: the sources
 * as they were given, which are the same whatever is in them.
 */
export async function cacheFile(
  folder: string,
  asked: readonly string[],
  paths: readonly string[],
  objects: readonly StoredObject[] = [],
): Promise<string> {
  const hash = createHash('sha256').update(String(version));
  const digits = (of: ReturnType<typeof createHash>): string => of.digest('hex').slice(0, 16);
  for (const { bucket, key, size, etag } of objects) hash.update(JSON.stringify([bucket, key, size, etag]));
  for (const path of paths) {
    const { size, mtimeMs } = await stat(path);
    hash.update(JSON.stringify([path, size, mtimeMs]));
  }
  return join(folder, cacheName(digits(createHash('sha256').update(JSON.stringify(asked))), digits(hash)));
}

/** The counts of a file of the cache; null when there is none, or it is no file of ours. */
export async function readCached(database: Database, path: string): Promise<CachedRecords | null> {
  try {
    await stat(path);
    const [row] = await database.rows(
      `SELECT decode(value) FROM parquet_kv_metadata(${literal(path)}) WHERE decode(key) = 'ses_doctor'`,
    );
    const told = JSON.parse(String(row?.[0])) as Partial<CachedRecords>;
    const { read, unreadable, duplicates, damaged = [] } = told;
    return read === undefined || unreadable === undefined || duplicates === undefined
      ? null
      : { read, unreadable, duplicates, damaged };
  } catch {
    return null;
  }
}

/** Keeps the view `events` for the next question. The file appears whole or not at all. */
export async function writeCache(database: Database, path: string, records: CachedRecords): Promise<void> {
  const made = join(database.folder, 'cache.parquet');
  const part = `${path}.part-${randomBytes(4).toString('hex')}`;
  await database.run(
    // Two are made of the others when they are asked for. By type, so that a question about failures reads little else.
    `COPY (SELECT ${Object.keys(evColumns)
      .filter((name) => name !== 'message_key' && name !== 'sender')
      .join(', ')}, extra FROM events ORDER BY type, happened) TO ${literal(made)}
      (FORMAT parquet, COMPRESSION zstd, KV_METADATA {ses_doctor: ${literal(JSON.stringify({ version, ...records }))}})`,
  );
  try {
    await makeFolder(dirname(path));
    await copyFile(made, part);
    await rename(part, path);
    await dropEarlier(path);
  } catch (error) {
    // Where the folder is a file, there is nothing to take away either.
    await rm(part, { force: true }).catch(() => undefined);
    throw new HistoryFault(
      `--cache: cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Another run may still read a file that is so young. */
const readFor = 10 * 60_000;

/**
 * Takes away what was kept of earlier states of the same sources, and by versions of ses-doctor that kept other tables: it holds
 * addresses, and nobody asks for it again.
 */
async function dropEarlier(path: string): Promise<void> {
  const folder = dirname(path);
  const { mtimeMs: now } = await stat(path);
  for (const name of (await readdir(folder)).filter(isCacheName)) {
    const other = join(folder, name);
    if (name === basename(path) || now - (await stat(other)).mtimeMs < readFor) continue;
    if (isEarlierState(name, basename(path)) || (await isOfEarlierVersion(other).catch(() => false)))
      await rm(other, { force: true });
  }
}

const longestFooter = 16 * 1024 * 1024;

/** Whether a file is a table that an earlier version of ses-doctor kept, by what stands in its footer (Parquet, "File Format"). */
async function isOfEarlierVersion(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(8);
    await file.read(end, 0, 8, Math.max(0, size - 8));
    const length = end.readUInt32LE(0);
    if (end.toString('latin1', 4) !== 'PAR1' || length > Math.min(size, longestFooter)) return false;
    const footer = Buffer.alloc(length);
    await file.read(footer, 0, length, Math.max(0, size - 8 - length));
    const [told, by] =
      /ses_doctor[^{]{1,9}\{(?:"version":(\d{1,9}),)?"read"/.exec(footer.toString('latin1')) ?? [];
    return told !== undefined && Number(by ?? 0) < version;
  } finally {
    await file.close();
  }
}
