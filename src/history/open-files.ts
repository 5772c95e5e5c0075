import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { conditionOf, type Cut } from './cut.ts';
import { cacheFile, readCached, writeCache } from './duckdb/cache.ts';
import { openDatabase, type Database } from './duckdb/database.ts';
import { duckdbEngine } from './duckdb/engine.ts';
import { kindOf, type FileKind } from './duckdb/file-kind.ts';
import { Loader, standardInput } from './duckdb/load.ts';
import { everything, neededBy, type Needed } from './needed.ts';
import { pipeBytes } from './pipe.ts';
import type { Ask } from './plan.ts';
import type { Engine } from './engine.ts';
import { bytesText } from './bytes.ts';
import { HistoryFault, readFault } from './failure.ts';
import { longestPiece } from './record-splitter.ts';
import type { World } from './run.ts';
import { fetched, objectsBelow, type StoredObject } from './s3/objects.ts';
import { quoted, type Source } from './sources.ts';

/**
 * Reads files, objects and standard input into a database of this run; with a folder for the cache, what was read before.
 * Throws `HistoryFault` when nothing in them is an event. `asks` is all that will be asked of the engine.
 */
export async function openFiles(
  sources: readonly Source[],
  asks: readonly Ask[],
  { cut, cache, named }: { cut: Cut; cache: string | null; named: readonly string[] },
  world: World,
): Promise<Engine> {
  const objects: StoredObject[] = [];
  const buckets = sources.filter((source) => source.kind === 's3');
  const aws = buckets.length === 0 ? null : await world.aws();
  for (const source of buckets) {
    world.progress(`listing s3://${source.bucket}/${source.prefix}`);
    if (aws !== null) objects.push(...(await objectsBelow(aws, source)));
  }
  const files = sources.flatMap((source) => (source.kind === 'file' ? [source.path] : []));
  const pipes = sources.flatMap((source) => (source.kind === 'pipe' ? [source.path] : []));
  const isStream = sources.some(({ kind }) => kind === 'stdin');
  // What came through a pipe has no name to be found again by.
  const kept =
    cache === null || isStream || pipes.length > 0
      ? null
      : await cacheFile(cache, [world.start.workingFolder, ...named], files, objects);
  const cached = kept === null ? null : await fromCache(kept, cut, world);
  if (cached !== null) return cached;
  const fetchedInto = aws === null ? null : await mkdtemp(join(world.temporaryFolder, 'ses-doctor-objects-'));
  const clean = async (): Promise<void> => {
    if (fetchedInto !== null) await rm(fetchedInto, { recursive: true, force: true });
  };
  try {
    const fromBuckets =
      aws === null || fetchedInto === null ? [] : await fetched(aws, objects, fetchedInto, world.progress);
    const urls = objects.map(({ bucket, key }) => `s3://${bucket}/${key}`);
    const names = new Map(fromBuckets.map((path, index) => [path, urls[index] ?? path]));
    const first = files[0] ?? urls[0] ?? pipes[0] ?? null;
    const engine = await read(
      { paths: [...files, ...fromBuckets], names, first, pipes, isStream, kept },
      // What is kept is for other questions as well.
      kept === null ? neededBy(asks) : everything,
      cut,
      world,
    );
    return {
      ...engine,
      close: async () => {
        await engine.close();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}

/** What was read before, or null. */
async function fromCache(kept: string, cut: Cut, world: World): Promise<Engine | null> {
  const database = await databaseFor([kept], world);
  try {
    const cached = await readCached(database, kept);
    if (cached !== null) {
      const loader = new Loader(database);
      await loader.parquet(kept);
      await loader.finish();
      const { damaged, ...records } = cached;
      return duckdbEngine(
        database,
        { ...records, outsideRange: await outside(database, cached.read, cut) },
        damaged,
      );
    }
  } catch (error) {
    await database.close();
    throw error;
  }
  await database.close();
  return null;
}

const databaseFor = (readable: readonly string[], world: World): Promise<Database> =>
  openDatabase({
    start: world.start,
    temporaryFolder: world.temporaryFolder,
    readable,
    interrupted: world.interrupted,
  });

interface Read {
  paths: readonly string[];
  /** By the path of what was fetched, where it came from. */
  names: ReadonlyMap<string, string>;
  /** The first source by its own name; null for standard input. */
  first: string | null;
  /** What a shell has opened for this run. */
  pipes: readonly string[];
  isStream: boolean;
  /** Where what is read is kept, or null. */
  kept: string | null;
}

async function read(
  { paths, names, first, pipes, isStream, kept }: Read,
  needed: Needed,
  cut: Cut,
  world: World,
): Promise<Engine> {
  const kinds: FileKind[] = [];
  for (const path of paths) kinds.push(await readable(path));
  const database = await databaseFor(kept === null ? paths : [...paths, kept], world);
  try {
    const loader = new Loader(database, needed, names);
    await database.passing(async () => {
      for (const { path } of kinds.filter(({ packing }) => packing === 'parquet')) await loader.parquet(path);
      await loader.files(kinds, world.progress);
      for (const pipe of pipes) await loader.bytes(pipeBytes(pipe, world.interrupted), world.progress, pipe);
      if (isStream) {
        world.progress('reading standard input');
        await loader.bytes(world.standardInput(), world.progress);
      }
    });
    const { read: count, duplicates } = await loader.finish();
    const unreadable = loader.losses.total;
    const damaged = loader.losses.worst((source) => loader.nameOf(source));
    if (count === 0) {
      const why = damaged[0]?.why ?? null;
      const pieces = unreadable === 1 ? 'one piece that is none' : `${unreadable} pieces that are none`;
      const long = damaged.find(({ longest }) => longest !== undefined);
      if (long?.longest !== undefined)
        throw new HistoryFault(
          `history: ${quoted(long.source)} holds a piece of ${bytesText(long.longest)}, and a record or a message in an envelope has ${bytesText(longestPiece)} at most: it was not read, and no other event record is there`,
        );
      throw new HistoryFault(
        `history: no event record of SES in ${first === null ? standardInput : quoted(first)}${paths.length + pipes.length > 1 ? ` and ${paths.length + pipes.length - 1} more` : ''} (${why ?? (unreadable === 0 ? 'nothing in it' : `${pieces}: a record is JSON with eventType or notificationType, and mail with its timestamp; a query of CloudWatch Logs has to show @message`)})`,
      );
    }
    const records = { read: count, unreadable, duplicates };
    if (kept !== null) await database.passing(() => writeCache(database, kept, { ...records, damaged }));
    return duckdbEngine(database, { ...records, outsideRange: await outside(database, count, cut) }, damaged);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Records whose time is outside the range. */
async function outside(database: Database, read: number, { from, to }: Cut): Promise<number> {
  if (from === null && to === null) return 0;
  const { sql, values } = conditionOf({ from, to, where: [] });
  const [inside] = await database.rows(`SELECT count(*) FILTER (WHERE nth = 1) FROM events${sql}`, values);
  return read - Number(inside?.[0] ?? 0);
}

async function readable(path: string): Promise<FileKind> {
  try {
    return await kindOf(path);
  } catch (error) {
    throw new HistoryFault(`history: cannot read ${quoted(path)}: ${readFault(error)}`);
  }
}
