import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type * as DuckDbModule from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import type { Cell, Row } from '../engine.ts';
import { HistoryFault, HistoryInterrupted } from '../failure.ts';
import { literal } from '../reply-key.ts';
import { installAdvice, type Start } from './install.ts';

/** What a database is opened with. */
export interface DatabaseOptions {
  start: Start;
  /** Where it may keep what does not fit into memory; a folder of its own is made in it, and taken away. */
  temporaryFolder: string;
  /** Files and folders of the user that it may read. Nothing else on the machine can be reached. */
  readable: readonly string[];
  interrupted: AbortSignal;
  /** Cores of the machine; default: as the system tells. */
  cores?: number;
}

/** More add little: reading is as fast as the disk by then, and each takes memory. */
const mostThreads = 4;
/** Its reader of JSON takes two buffers of 32 MB a thread, whatever the lines; with less it gives up. */
const perThread = 75;
/** In MB. What a question may take: sorting and grouping beyond that spill to the disk. */
const memoryOfQuestions = 1000;
const memoryOfReading = (threads: number): number => 100 + perThread * threads;

/** A DuckDB of this run: on disk in a folder that is taken away, without extensions, without the rest of the disk. */
export interface Database {
  /** A folder that the database may write to. */
  folder: string;
  run: (sql: string) => Promise<void>;
  rows: (sql: string, values?: readonly string[]) => Promise<readonly Row[]>;
  /** The first column of the rows, piece by piece. */
  stream: (sql: string) => AsyncIterable<readonly string[]>;
  /** Does what only passes rows on, as reading and writing files: with more memory it would fill it and be no quicker. */
  passing: <T>(work: () => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** Opens a database. Throws `HistoryFault` with what to install where DuckDB is missing. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { DuckDBInstance } = await load(options.start);
  const folder = await mkdtemp(join(options.temporaryFolder, 'ses-doctor-history-'));
  const threads = Math.min(mostThreads, options.cores ?? availableParallelism());
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  try {
    instance = await DuckDBInstance.create(join(folder, 'events.duckdb'), {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      threads: String(threads),
      memory_limit: `${memoryOfQuestions}MB`,
      temp_directory: join(folder, 'spill'),
      preserve_insertion_order: 'false',
      // Trying which way packs best took a tenth of the reading; the table is read three times and thrown away.
      force_compression: 'uncompressed',
    });
    connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`SET allowed_paths = [${options.readable.map(literal).join(', ')}]`);
    await connection.run(
      `SET allowed_directories = [${[folder, ...options.readable].map((path) => literal(`${path}/`)).join(', ')}]`,
    );
    await connection.run('SET enable_external_access = false');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const stop = (): void => {
    connection.interrupt();
  };
  options.interrupted.addEventListener('abort', stop);
  const isOver = (): boolean => options.interrupted.aborted;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isOver()) throw new HistoryInterrupted();
    try {
      return await work();
    } catch (error) {
      if (isOver()) throw new HistoryInterrupted();
      throw faultOf(error);
    }
  };
  const run = (sql: string): Promise<void> =>
    guarded(async () => {
      await connection.run(sql);
    });
  return {
    folder,
    run,
    passing: async (work) => {
      await run(`SET memory_limit = '${memoryOfReading(threads)}MB'`);
      try {
        return await work();
      } finally {
        // After an interruption there is no question left to put.
        if (!isOver()) await run(`SET memory_limit = '${memoryOfQuestions}MB'`);
      }
    },
    rows: (sql, values = []) =>
      guarded(async () => {
        const reader = await connection.runAndReadAll(sql, [...values]);
        return reader.getRows().map((row) => row.map(cellOf));
      }),
    async *stream(sql) {
      const result = await guarded(() => connection.stream(sql));
      for (;;) {
        const chunk = await guarded(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getColumnValues(0).map((value) => (typeof value === 'string' ? value : ''));
      }
    },
    close: async () => {
      options.interrupted.removeEventListener('abort', stop);
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type DuckDb = typeof DuckDbModule;

async function load(start: Start): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new HistoryFault(installAdvice(start, error instanceof Error ? error.message : String(error)));
  }
}

/** A count stays exact: none reaches 2^53. */
function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return String(value);
}

/** A full disk is the user's to clear; everything else of the engine is our fault and stays what it is. */
function faultOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/No space left on device|ENOSPC|failed to offload|max_temp_directory_size/i.test(message))
    return new HistoryFault(
      'history: the disk of the temporary folder is full; clear it, or set TMPDIR to a folder with more room',
    );
  const [first = ''] = message.split('\n');
  if (/parquet|magic bytes|TProtocolException|decompress/i.test(first))
    return new HistoryFault(
      `history: a Parquet file was cut off or is damaged: ${first.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD').slice(0, 300)}`,
    );
  if (/Out of Memory/i.test(message))
    return new HistoryFault(
      'history: the question needs more memory than a run may take; ask about a smaller range with --since and --until, or about one receiver with --where',
    );
  return error;
}
