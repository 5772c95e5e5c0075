import { conditionOf, type Cut } from './cut.ts';
import { cacheFile, readCached, writeCache } from './duckdb/cache.ts';
import { openDatabase, type Database } from './duckdb/database.ts';
import { duckdbEngine } from './duckdb/engine.ts';
import { kindOf, type FileKind } from './duckdb/file-kind.ts';
import { Loader } from './duckdb/load.ts';
import type { Engine } from './engine.ts';
import { HistoryFault } from './failure.ts';
import type { World } from './run.ts';
import { quoted, type Source } from './sources.ts';

/**
 * Reads files and standard input into a database of this run; with a folder for the cache, what was read before. Throws
 * `HistoryFault` when nothing in them is an event.
 */
export async function openFiles(
  sources: readonly Source[],
  cut: Cut,
  cache: string | null,
  world: World,
): Promise<Engine> {
  for (const { kind } of sources) {
    if (kind === 's3' || kind === 'athena') throw new HistoryFault(`history: ${elsewhere[kind]}`);
  }
  const paths = sources.flatMap((source) => (source.kind === 'file' ? [source.path] : []));
  const isStream = sources.some(({ kind }) => kind === 'stdin');
  const kinds: FileKind[] = [];
  for (const path of paths) kinds.push(await readable(path));
  // What came through a pipe has no name to be found again by.
  const kept = cache === null || isStream ? null : await cacheFile(cache, paths);
  const database = await openDatabase({
    start: world.start,
    temporaryFolder: world.temporaryFolder,
    readable: kept === null ? paths : [...paths, kept],
    interrupted: world.interrupted,
  });
  try {
    const loader = new Loader(database);
    const cached = kept === null ? null : await readCached(database, kept);
    if (kept !== null && cached !== null) {
      await loader.parquet(kept);
      await loader.finish();
      return duckdbEngine(database, { ...cached, outsideRange: await outside(database, cached.read, cut) });
    }
    for (const { path } of kinds.filter(({ packing }) => packing === 'parquet')) await loader.parquet(path);
    await loader.files(kinds, world.progress);
    if (isStream) {
      world.progress('reading standard input');
      await loader.bytes(world.standardInput());
    }
    const { read, duplicates } = await loader.finish();
    const { unreadable } = loader;
    if (read === 0)
      throw new HistoryFault(
        `history: no event record of SES in ${paths[0] === undefined ? 'standard input' : quoted(paths[0])}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''} (${unreadable} pieces that are none)`,
      );
    if (kept !== null) await writeCache(database, kept, { read, duplicates, unreadable });
    return duckdbEngine(database, {
      ...{ read, unreadable, duplicates },
      outsideRange: await outside(database, read, cut),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Sources that are not read from here yet, with what does the same. */
const elsewhere = {
  s3: 's3:// is not read yet; copy the files first: aws s3 sync s3://… events/, then ses-doctor history events/',
  athena: 'Athena tables are not read yet; give the files behind the table',
} as const;

/** Records whose time is outside the range. */
async function outside(database: Database, read: number, { from, to }: Cut): Promise<number> {
  const { sql, values } = conditionOf({ from, to, where: [] });
  const [inside] = await database.rows(`SELECT count(*) FILTER (WHERE nth = 1) FROM events${sql}`, values);
  return read - Number(inside?.[0] ?? 0);
}

async function readable(path: string): Promise<FileKind> {
  try {
    return await kindOf(path);
  } catch (error) {
    throw new HistoryFault(
      `history: cannot read ${quoted(path)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
