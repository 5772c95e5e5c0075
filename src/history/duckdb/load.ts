import { grouped } from '../../model/many.ts';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HistoryFault, HistoryInterrupted } from '../failure.ts';
import { Losses } from '../losses.ts';
import { everything, type Needed } from '../needed.ts';
import { quoted } from '../sources.ts';
import { literal } from '../reply-key.ts';
import type { Database } from './database.ts';
import { packingOf, type FileKind } from './file-kind.ts';
import { foreignKind } from './foreign.ts';
import { groupedBy } from '../grouped-by.ts';
import { isWholeGzip } from './gunzip.ts';
import { LoadedTable } from './loaded-table.ts';
import { isRecord, linesAsRecords, linesOf, runOnRecords } from './lines.ts';
import { countedLines, textOfZstd } from './packed-text.ts';
import { flatSelect, lackingIn, missingIn, recordsOf, type ParquetColumn } from './parquet-columns.ts';
import { looked, putDown, rewrite, textOf, textOfFile, type Pieces, type Rewritten } from './rewrite.ts';
import { shapeOf, type Form } from './form.ts';
import { jsonShape } from './shape.ts';
import { zstdParts } from './zstd-frames.ts';

/** Files that are read in one go: enough to keep both cores busy, few enough to read again one by one. */
const batchSize = 200;
/** Records that are written down before they are loaded: some 100 MB. */
const recordsTogether = 100_000;
/** With more lines in other forms than this share, the whole file is read in any form. */
const fewOthers = 0.01;

/** The name of what came through a pipe. */
export const standardInput = 'standard input';

/** Fills the table `events` from files and standard input. */
export class Loader {
  readonly #database: Database;
  readonly #loaded: LoadedTable;
  readonly #tables: string[] = [];
  /** Files that are known not to be whole: what is lost of them is counted. */
  readonly #cut = new Set<string>();
  /** Parts of files that were put down. */
  #parts = 0;
  readonly #names: Map<string, string>;
  /** Streams that were put down as files. */
  #putDown = 0;
  readonly losses = new Losses();

  /** `needed`: what will be read of the table. `names`: by the path of a file of the run, what the user calls it. */
  constructor(
    database: Database,
    needed: Needed = everything,
    names: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#database = database;
    this.#names = new Map(names);
    this.#loaded = new LoadedTable(database, needed);
  }

  /** What the user calls a file. */
  nameOf(path: string): string {
    return this.#names.get(path) ?? path;
  }

  /** Reads files of records. `progress` is told what is under way. */
  async files(kinds: readonly FileKind[], progress: (text: string) => void): Promise<void> {
    await this.#loaded.make();
    for (const { path, foreign } of kinds) if (foreign !== null) this.losses.add(path, 1, { why: foreign });
    const own = await this.#split(
      kinds.filter(({ packing, foreign }) => packing !== 'parquet' && foreign === null),
    );
    const fast = own.filter(({ form }) => form !== null);
    const alike = groupedBy(fast, ({ packing, form }) => `${packing} ${form ?? ''}`);
    let done = 0;
    for (const files of alike.values()) {
      for (let at = 0; at < files.length; at += batchSize) {
        const batch = files.slice(at, at + batchSize);
        progress(
          `reading ${grouped(done + 1)} to ${grouped(done + batch.length)} of ${grouped(fast.length)} files`,
        );
        await this.#batch(batch, batch[0]?.form ?? 'mixed');
        done += batch.length;
      }
    }
    await this.#runOnFiles(
      own.filter(({ form }) => form === null),
      progress,
    );
  }

  /** Files without a record per line. Small ones are loaded together: to load one takes longer than to read it. */
  async #runOnFiles(kinds: readonly FileKind[], progress: (text: string) => void): Promise<void> {
    const path = join(this.#database.folder, 'run-on.ndjson');
    let together: (Omit<Rewritten, 'written'> & { kind: FileKind })[] = [];
    let written = 0;
    const load = async (): Promise<void> => {
      const of = together;
      const isWhole = written === 0 || (await this.#insertWhole(path));
      await rm(path, { force: true });
      [together, written] = [[], 0];
      // Where something is no event after all, each file is read by itself: it is told which one it was.
      for (const { kind, unreadable, ...more } of of)
        if (isWhole) this.losses.add(kind.path, unreadable, more);
        else await this.#pieces(kind);
    };
    for (const kind of kinds) {
      progress(`reading ${this.nameOf(kind.path)}`);
      let cut = 0;
      const counts = await rewrite(
        this.#textIn(kind, () => (cut += 1)),
        path,
      );
      together.push({ ...counts, kind, unreadable: counts.unreadable + cut });
      written += counts.written;
      if (written >= recordsTogether || together.length >= batchSize) await load();
    }
    if (together.length > 0) await load();
  }

  /** Loads rewritten records, if all of them are events. */
  async #insertWhole(path: string): Promise<boolean> {
    await this.#loaded.insert(
      linesAsRecords([{ path, packing: 'none', form: 'record', foreign: null }], 'record'),
      'record',
    );
    if ((await this.#loaded.untyped()) === 0) return true;
    await this.#loaded.discard();
    return false;
  }

  /** Counts the frames of zstd files that were cut off. What comes behind one in the middle becomes a file of its own. */
  async #split(kinds: readonly FileKind[]): Promise<readonly FileKind[]> {
    const all: FileKind[] = [];
    for (const kind of kinds) {
      const { broken, ranges } =
        kind.packing === 'zstd' ? await zstdParts(kind.path) : { broken: 0, ranges: [] };
      this.losses.add(kind.path, broken);
      if (broken > 0) this.#cut.add(kind.path);
      if (ranges.length < 2) all.push(kind);
      else
        for (const { start, end } of ranges) {
          const path = join(this.#database.folder, `frames-${(this.#parts += 1)}`);
          await putDown(createReadStream(kind.path, { start, end: end - 1 }), path);
          this.#names.set(path, this.nameOf(kind.path));
          this.#cut.add(path);
          all.push({ ...kind, path });
        }
    }
    return all;
  }

  /** Reads a stream of bytes, packed or not. */
  async bytes(
    bytes: AsyncIterable<Uint8Array>,
    progress: (text: string) => void,
    source = standardInput,
  ): Promise<void> {
    await this.#loaded.make();
    const { head, all } = await looked(bytes);
    const foreign = foreignKind(head);
    const packing = packingOf(head);
    if (foreign === null && packing !== 'parquet' && packing !== 'zstd') {
      await this.#text(
        textOf(all, () => {
          this.losses.add(source, 1);
        }),
        source,
      );
      return;
    }
    // What cannot be read in one go from the front is put down first.
    const path = join(
      this.#database.folder,
      `${source === standardInput ? 'standard-input' : 'pipe'}-${this.#putDown}`,
    );
    this.#putDown += 1;
    this.#names.set(path, source);
    if (foreign === null) await putDown(all, path);
    if (packing === 'parquet') await this.parquet(path);
    else await this.files([{ path, packing, form: 'mixed', foreign }], progress);
  }

  /** A file in the columns of the flat table is used where it lies; one with the columns of SES's records is read. */
  async parquet(path: string): Promise<void> {
    const from = `read_parquet(${literal(path)})`;
    const described = (
      await this.#database.rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`)
    ).map(([name, type]): ParquetColumn => ({ name: String(name), type: String(type) }));
    const flat = flatSelect(from, described, this.#loaded.columns);
    if (flat !== null) {
      this.#tables.push(flat);
      return;
    }
    const missing = missingIn(described);
    if (missing.length > 0)
      throw new HistoryFault(
        `history: ${quoted(this.nameOf(path))} has no column ${missing.join(' and none called ')}; its columns are ${described
          .slice(0, 20)
          .map(({ name }) => name)
          .join(', ')}`,
      );
    await this.#loaded.make();
    const lacks = lackingIn(described);
    if (lacks.length > 0) this.losses.lacking(path, lacks);
    await this.#loaded.insert(recordsOf(from, described), 'record');
    this.losses.add(path, await this.#loaded.dropUntyped());
  }

  /** Counts and takes out what came twice, and makes `events` of all parts. Returns the counts. */
  async finish(): Promise<{ read: number; duplicates: number }> {
    let duplicates = 0;
    if (this.#loaded.isMade) {
      this.losses.add(null, await this.#loaded.dropUndated());
      duplicates = await this.#loaded.dropCopies();
      const columns = this.#loaded.columns.map((name) =>
        name === 'message_key' ? 'key_1 AS message_key' : name,
      );
      this.#tables.push(`SELECT ${columns.join(', ')}, extra FROM loaded`);
    }
    await this.#database.run(`CREATE VIEW events AS ${this.#tables.join(' UNION ALL ')}`);
    const [read] = await this.#database.rows('SELECT count(*) FILTER (WHERE nth = 1) FROM events');
    return { read: Number(read?.[0] ?? 0), duplicates };
  }

  /** Files with a record per line, by the engine itself; where it stumbles, each by itself, then piece by piece. */
  async #batch(kinds: readonly FileKind[], form: Form): Promise<void> {
    const [first] = kinds;
    if (first === undefined) return;
    let rows: number;
    const broken = cutOff(kinds);
    try {
      rows = await this.#loaded.insert(linesAsRecords(kinds, form), form);
      const cut = await broken;
      if (cut.length > 0) {
        await this.#loaded.discard();
        const whole = kinds.filter((kind) => !cut.includes(kind));
        await this.#batch(whole, form);
        for (const kind of cut) await this.#pieces(kind);
        return;
      }
    } catch (error) {
      await broken;
      if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
      // A line too long, bytes that are no UTF-8, a gzip file that was cut off.
      await this.#loaded.discard();
      if (kinds.length === 1) await this.#runOn(first, form);
      else for (const kind of kinds) await this.#batch([kind], form);
      return;
    }
    const others = await this.#loaded.untyped();
    if (others === 0) return;
    if (kinds.length > 1) {
      await this.#loaded.discard();
      for (const kind of kinds) await this.#batch([kind], form);
    } else if (form !== 'mixed' && others > rows * fewOthers) {
      await this.#loaded.discard();
      await this.#batch(kinds, 'mixed');
    } else await this.#otherLines(first, form, others);
  }

  /** The lines of a file that are no record as they stand: other envelopes, several records, broken ones. */
  async #otherLines(kind: FileKind, form: Form, expected: number): Promise<void> {
    const { load } = this.#loaded;
    const fits = `SELECT line FROM (SELECT line, try(from_json(line, ${literal(JSON.stringify(jsonShape(shapeOf(form))))})) AS r FROM ${linesOf(kind)})
      WHERE trim(line) <> '' AND NOT coalesce(${isRecord[form]}, false)`;
    const seen = { lines: 0 };
    const path = join(this.#database.folder, `lines-${load}.ndjson`);
    try {
      await this.#database.run('SET preserve_insertion_order = true');
      const counts = await rewrite(countedLines(this.#database.stream(fits), seen), path);
      if (seen.lines === expected) {
        await this.#loaded.dropUntyped();
        await this.#rewritten(path, counts, kind.path);
        return;
      }
    } catch (error) {
      if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
    } finally {
      await this.#database.run('SET preserve_insertion_order = false');
    }
    await this.#loaded.discard(load);
    await this.#pieces(kind);
  }

  /** A packed file whose records stand behind each other: the engine reads it, where all of them are whole. */
  async #runOn(kind: FileKind, form: Form): Promise<void> {
    if (kind.packing === 'zstd') {
      try {
        await this.#loaded.insert(runOnRecords(kind, form), form);
        if ((await this.#loaded.untyped()) === 0) return;
      } catch (error) {
        if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
      }
      await this.#loaded.discard();
    }
    await this.#pieces(kind);
  }

  async #pieces(kind: FileKind): Promise<void> {
    await this.#text(
      this.#textIn(kind, () => {
        this.losses.add(kind.path, 1);
      }),
      kind.path,
    );
  }

  /** `lost` is called when a file ends too early. */
  #textIn(kind: FileKind, lost: () => void): Pieces {
    return kind.packing === 'zstd'
      ? textOfZstd(this.#database, kind, this.#cut.has(kind.path) ? null : this.nameOf(kind.path))
      : textOfFile(kind.path, lost);
  }

  async #text(pieces: Pieces, source: string): Promise<void> {
    const path = join(this.#database.folder, `pieces-${this.#loaded.load}.ndjson`);
    await this.#rewritten(path, await rewrite(pieces, path), source);
  }

  async #rewritten(path: string, counts: Rewritten, source: string): Promise<void> {
    this.losses.add(source, counts.unreadable, counts);
    if (counts.written > 0) {
      await this.#loaded.insert(
        linesAsRecords([{ path, packing: 'none', form: 'record', foreign: null }], 'record'),
        'record',
      );
      this.losses.add(source, await this.#loaded.dropUntyped());
    }
    await rm(path, { force: true });
  }
}

/** The gzip files that were cut off or are damaged: the engine is silent about one whose last member has no end. */
async function cutOff(kinds: readonly FileKind[]): Promise<readonly FileKind[]> {
  const cut: FileKind[] = [];
  for (const kind of kinds) if (kind.packing === 'gzip' && !(await isWholeGzip(kind.path))) cut.push(kind);
  return cut;
}
