import { conditionOf, type Cut } from './cut.ts';
import { openDatabase } from './duckdb/database.ts';
import { duckdbEngine } from './duckdb/engine.ts';
import { kindOf, type FileKind } from './duckdb/file-kind.ts';
import { Loader } from './duckdb/load.ts';
import type { Engine } from './engine.ts';
import { HistoryFault } from './failure.ts';
import type { World } from './run.ts';
import { quoted, type Source } from './sources.ts';

/** Reads files and standard input into a database of this run. Throws `HistoryFault` when nothing in them is an event. */
export async function openFiles(sources: readonly Source[], cut: Cut, world: World): Promise<Engine> {
  const paths = sources.flatMap((source) => (source.kind === 'file' ? [source.path] : []));
  const database = await openDatabase({
    start: world.start,
    temporaryFolder: world.temporaryFolder,
    readable: paths,
    interrupted: world.interrupted,
  });
  try {
    const kinds: FileKind[] = [];
    for (const path of paths) kinds.push(await readable(path));
    const loader = new Loader(database);
    for (const { path } of kinds.filter(({ packing }) => packing === 'parquet')) await loader.parquet(path);
    await loader.files(kinds, world.progress);
    if (sources.some(({ kind }) => kind === 'stdin')) {
      world.progress('reading standard input');
      await loader.bytes(world.standardInput());
    }
    const { read, duplicates } = await loader.finish();
    if (read === 0)
      throw new HistoryFault(
        `history: no event record of SES in ${paths[0] === undefined ? 'standard input' : quoted(paths[0])}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''} (${loader.unreadable} pieces that are none)`,
      );
    const inRange = conditionOf({ from: cut.from, to: cut.to, where: [] });
    const [inside] = await database.rows(
      `SELECT count(*) FILTER (WHERE nth = 1) FROM events${inRange.sql}`,
      inRange.values,
    );
    return duckdbEngine(database, {
      read,
      duplicates,
      unreadable: loader.unreadable,
      outsideRange: read - Number(inside?.[0] ?? 0),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
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
