import { grouped } from '../../model/many.ts';
import { simulatorDomain } from '../../knowledge/simulator.ts';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { evColumns, type EvColumn } from '../columns.ts';
import { bytesText } from '../bytes.ts';
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
import { isRecord, linesAsRecords, linesOf, runOnRecords } from './lines.ts';
import { looked, putDown, rewrite, textOf, textOfFile, type Pieces } from './rewrite.ts';
import { emptyRelation, shapeOf, type Form } from './form.ts';
import { duckType, eventShape, jsonShape } from './shape.ts';
import { stagingSql } from './staging.ts';
import { zstdParts } from './zstd-frames.ts';

/** Files that are read in one go: enough to keep both cores busy, few enough to read again one by one. */
const batchSize = 200;
/** Records that are written down before they are loaded: some 100 MB. */
const recordsTogether = 100_000;
/** Firehose writes files of 128 MB at most, and may write them without a line break. */
const longestZstdLine = 160 * 1024 * 1024;
/** With more lines in other forms than this share, the whole file is read in any form. */
const fewOthers = 0.01;

/** The name of what came through a pipe. */
export const standardInput = 'standard input';

/** Fills the table `events` from files and standard input. */
export class Loader {
  readonly #database: Database;
  readonly #needed: Needed;
  readonly #columns: readonly EvColumn[];
  readonly #tables: string[] = [];
  #load = 0;
  /** Files that are known not to be whole: what is lost of them is counted. */
  readonly #cut = new Set<string>();
  /** Parts of files that were put down. */
  #parts = 0;
  #hasTable = false;
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
    this.#needed = needed;
    this.#columns = (Object.keys(evColumns) as readonly EvColumn[]).filter(
      (name) => needed.all.has(name) || needed.ofFailures.has(name),
    );
  }

  /** What the user calls a file. */
  nameOf(path: string): string {
    return this.#names.get(path) ?? path;
  }

  /** Reads files of records. `progress` is told what is under way. */
  async files(kinds: readonly FileKind[], progress: (text: string) => void): Promise<void> {
    await this.#prepare();
    for (const { path, foreign } of kinds) if (foreign !== null) this.losses.add(path, 1, foreign);
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
    let together: { kind: FileKind; unreadable: number }[] = [];
    let written = 0;
    const load = async (): Promise<void> => {
      const of = together;
      const isWhole = written === 0 || (await this.#insertWhole(path));
      await rm(path, { force: true });
      [together, written] = [[], 0];
      // Where something is no event after all, each file is read by itself: it is told which one it was.
      for (const { kind, unreadable } of of)
        if (isWhole) this.losses.add(kind.path, unreadable);
        else await this.#pieces(kind);
    };
    for (const kind of kinds) {
      progress(`reading ${this.nameOf(kind.path)}`);
      let cut = 0;
      const counts = await rewrite(
        this.#textIn(kind, () => (cut += 1)),
        path,
      );
      together.push({ kind, unreadable: counts.unreadable + cut });
      written += counts.written;
      if (written >= recordsTogether || together.length >= batchSize) await load();
    }
    if (together.length > 0) await load();
  }

  /** Loads rewritten records, if all of them are events. */
  async #insertWhole(path: string): Promise<boolean> {
    await this.#insert(
      linesAsRecords([{ path, packing: 'none', form: 'record', foreign: null }], 'record'),
      'record',
    );
    if ((await this.#count(`type IS NULL AND load = ${this.#load}`)) === 0) return true;
    await this.#discard();
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
    await this.#prepare();
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
    const described = await this.#database.rows(
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`,
    );
    const names = described.map(([name]) => String(name));
    if (Object.keys(evColumns).every((name) => names.includes(name) || later[name] !== undefined)) {
      const extra = names.includes('extra') ? 'extra' : 'NULL::VARCHAR AS extra';
      const columns = this.#columns.map((name) =>
        names.includes(name) ? name : `${later[name] ?? 'NULL'} AS ${name}`,
      );
      this.#tables.push(`SELECT ${columns.join(', ')}, ${extra} FROM ${from}`);
      return;
    }
    const lower = names.map((name) => name.toLowerCase());
    const missing = ['mail', 'eventtype'].filter(
      (name) => !lower.includes(name) && !(name === 'eventtype' && lower.includes('notificationtype')),
    );
    if (missing.length > 0)
      throw new HistoryFault(
        `history: ${quoted(this.nameOf(path))} has no column ${missing.join(' and none called ')}; its columns are ${names.slice(0, 20).join(', ')}`,
      );
    await this.#prepare();
    const shape = literal(JSON.stringify(jsonShape(eventShape)));
    // Glue writes names in lower case; JSON keys are compared as they stand.
    const isLower = names.includes('eventtype') || names.includes('notificationtype');
    const record = isLower
      ? `from_json(to_json(t)::VARCHAR::JSON, lower(${shape}))::${duckType(eventShape)}`
      : `from_json(to_json(t), ${shape})`;
    const lacks = lackingIn(described.map(([name, type]) => [String(name), String(type)]));
    if (lacks.length > 0) this.losses.lacking(path, lacks);
    const source = `(SELECT ${Object.keys(eventShape)
      .map((name) => `e."${name}" AS "${name}"`)
      .join(', ')} FROM (SELECT ${record} AS e FROM ${from} t))`;
    await this.#insert(source, 'record');
    this.losses.add(path, await this.#dropUntyped());
  }

  /** Counts and takes out what came twice, and makes `events` of all parts. Returns the counts. */
  async finish(): Promise<{ read: number; duplicates: number }> {
    const { rows, run } = this.#database;
    let duplicates = 0;
    if (this.#hasTable) {
      this.losses.add(null, await this.#count('happened IS NULL AND nth = 1'));
      await run('DELETE FROM loaded WHERE happened IS NULL');
      const [counts] = await rows('SELECT count(*), count(DISTINCT hash(key_1, key_2)) FROM loaded');
      if (counts !== undefined && counts[0] !== counts[1]) {
        // Of an event and the notification of the same, the one that names its configuration set says more.
        const named = this.#columns.includes('configuration_set') ? ' ORDER BY configuration_set' : '';
        await run(`CREATE TABLE copies AS SELECT place, nth FROM (
          SELECT rowid AS place, nth, row_number() OVER (PARTITION BY key_1, key_2${named}) AS copy
          FROM loaded SEMI JOIN (SELECT key_1, key_2 FROM loaded GROUP BY ALL HAVING count(*) > 1) twice USING (key_1, key_2))
          WHERE copy > 1`);
        const [copied] = await rows('SELECT count(*) FROM copies WHERE nth = 1');
        duplicates = Number(copied?.[0] ?? 0);
        await run('DELETE FROM loaded WHERE rowid IN (SELECT place FROM copies)');
        await run('DROP TABLE copies');
      }
      const columns = this.#columns.map((name) => (name === 'message_key' ? 'key_1 AS message_key' : name));
      this.#tables.push(`SELECT ${columns.join(', ')}, extra FROM loaded`);
    }
    await run(`CREATE VIEW events AS ${this.#tables.join(' UNION ALL ')}`);
    const [read] = await rows('SELECT count(*) FILTER (WHERE nth = 1) FROM events');
    return { read: Number(read?.[0] ?? 0), duplicates };
  }

  async #prepare(): Promise<void> {
    if (this.#hasTable) return;
    this.#hasTable = true;
    const { run } = this.#database;
    await run(
      `CREATE TABLE loaded AS SELECT *, 0 AS load FROM (${stagingSql(emptyRelation('record'), 'record', this.#needed)}) LIMIT 0`,
    );
  }

  /** Files with a record per line, by the engine itself; where it stumbles, each by itself, then piece by piece. */
  async #batch(kinds: readonly FileKind[], form: Form): Promise<void> {
    const [first] = kinds;
    if (first === undefined) return;
    let rows: number;
    const broken = cutOff(kinds);
    try {
      rows = await this.#insert(linesAsRecords(kinds, form), form);
      const cut = await broken;
      if (cut.length > 0) {
        await this.#discard();
        const whole = kinds.filter((kind) => !cut.includes(kind));
        await this.#batch(whole, form);
        for (const kind of cut) await this.#pieces(kind);
        return;
      }
    } catch (error) {
      await broken;
      if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
      // A line too long, bytes that are no UTF-8, a gzip file that was cut off.
      await this.#discard();
      if (kinds.length === 1) await this.#runOn(first, form);
      else for (const kind of kinds) await this.#batch([kind], form);
      return;
    }
    const others = await this.#count(`type IS NULL AND load = ${this.#load}`);
    if (others === 0) return;
    if (kinds.length > 1) {
      await this.#discard();
      for (const kind of kinds) await this.#batch([kind], form);
    } else if (form !== 'mixed' && others > rows * fewOthers) {
      await this.#discard();
      await this.#batch(kinds, 'mixed');
    } else await this.#otherLines(first, form, others);
  }

  /** The lines of a file that are no record as they stand: other envelopes, several records, broken ones. */
  async #otherLines(kind: FileKind, form: Form, expected: number): Promise<void> {
    const load = this.#load;
    const fits = `SELECT line FROM (SELECT line, try(from_json(line, ${literal(JSON.stringify(jsonShape(shapeOf(form))))})) AS r FROM ${linesOf(kind)})
      WHERE trim(line) <> '' AND NOT coalesce(${isRecord[form]}, false)`;
    const seen = { lines: 0 };
    const path = join(this.#database.folder, `lines-${load}.ndjson`);
    try {
      await this.#database.run('SET preserve_insertion_order = true');
      const counts = await rewrite(countedLines(this.#database.stream(fits), seen), path);
      if (seen.lines === expected) {
        await this.#dropUntyped();
        await this.#rewritten(path, counts, kind.path);
        return;
      }
    } catch (error) {
      if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
    } finally {
      await this.#database.run('SET preserve_insertion_order = false');
    }
    this.#load = load;
    await this.#discard();
    await this.#pieces(kind);
  }

  /** A packed file whose records stand behind each other: the engine reads it, where all of them are whole. */
  async #runOn(kind: FileKind, form: Form): Promise<void> {
    if (kind.packing === 'zstd') {
      try {
        await this.#insert(runOnRecords(kind, form), form);
        if ((await this.#count(`type IS NULL AND load = ${this.#load}`)) === 0) return;
      } catch (error) {
        if (error instanceof HistoryFault || error instanceof HistoryInterrupted) throw error;
      }
      await this.#discard();
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
    const path = join(this.#database.folder, `pieces-${this.#load}.ndjson`);
    await this.#rewritten(path, await rewrite(pieces, path), source);
  }

  async #rewritten(
    path: string,
    counts: { written: number; unreadable: number },
    source: string,
  ): Promise<void> {
    this.losses.add(source, counts.unreadable);
    if (counts.written > 0) {
      await this.#insert(
        linesAsRecords([{ path, packing: 'none', form: 'record', foreign: null }], 'record'),
        'record',
      );
      this.losses.add(source, await this.#dropUntyped());
    }
    await rm(path, { force: true });
  }

  /** Returns how many rows came. */
  async #insert(source: string, form: Form): Promise<number> {
    this.#load += 1;
    const [row] = await this.#database.rows(
      `INSERT INTO loaded SELECT *, ${this.#load} AS load FROM (${stagingSql(source, form, this.#needed)})`,
    );
    return Number(row?.[0] ?? 0);
  }

  async #discard(): Promise<void> {
    await this.#database.run(`DELETE FROM loaded WHERE load = ${this.#load}`);
  }

  async #dropUntyped(): Promise<number> {
    const count = await this.#count('type IS NULL');
    if (count > 0) await this.#database.run('DELETE FROM loaded WHERE type IS NULL');
    return count;
  }

  async #count(condition: string): Promise<number> {
    const [row] = await this.#database.rows(`SELECT count(*) FROM loaded WHERE ${condition}`);
    return Number(row?.[0] ?? 0);
  }
}

/** Columns that a flat table of an older version has not, or none of ours has, and what stands for them. */
const later: Readonly<Partial<Record<string, string>>> = {
  sent: 'happened',
  record_names: 'nth',
  account: 'NULL::VARCHAR',
  region: 'NULL::VARCHAR',
  simulated: `coalesce(domain = '${simulatorDomain}', false)`,
  sender: 'CASE WHEN configuration_set IS NULL THEN identity END',
  // As in `key_1` of the staging.
  message_key: 'hash(message_id)',
};

/** Columns without which the events of a type say next to nothing, and the members that they need. */
const needs: Readonly<Record<string, readonly string[]>> = {
  bounce: ['bounceType', 'bouncedRecipients'],
  complaint: ['complainedRecipients'],
  deliveryDelay: ['delayedRecipients'],
};

/** Columns, or members of them, that a table has not. `described`: its columns with their types. */
function lackingIn(described: readonly (readonly [name: string, type: string])[]): readonly string[] {
  const types = new Map(described.map(([name, type]) => [name.toLowerCase(), type.toLowerCase()]));
  return Object.entries(needs).flatMap(([column, members]) => {
    const type = types.get(column.toLowerCase());
    if (type === undefined) return [column];
    // Of a map, nobody knows what is in it.
    return type.startsWith('struct')
      ? members
          .filter((member) => !type.includes(member.toLowerCase()))
          .map((member) => `${column}.${member}`)
      : [];
  });
}

/** The gzip files that were cut off or are damaged: the engine is silent about one whose last member has no end. */
async function cutOff(kinds: readonly FileKind[]): Promise<readonly FileKind[]> {
  const cut: FileKind[] = [];
  for (const kind of kinds) if (kind.packing === 'gzip' && !(await isWholeGzip(kind.path))) cut.push(kind);
  return cut;
}

async function* countedLines(chunks: AsyncIterable<readonly string[]>, seen: { lines: number }): Pieces {
  for await (const lines of chunks) {
    seen.lines += lines.length;
    yield `${lines.join('\n')}\n`;
  }
}

/** Node 20 cannot unpack zstd: the engine does. `name`: for the message when it cannot; null when that is known and counted. */
async function* textOfZstd(database: Database, kind: FileKind, name: string | null): Pieces {
  try {
    for await (const lines of database.stream(`SELECT line FROM ${linesOf(kind, longestZstdLine)}`))
      yield `${lines.join('\n')}\n`;
  } catch (error) {
    if (error instanceof HistoryInterrupted) throw error;
    if (name === null) return;
    throw new HistoryFault(
      `history: cannot read ${quoted(name)}: it was cut off or is damaged, is no UTF-8 text, or has a line of more than ${bytesText(longestZstdLine)}; unpack it with zstd -d and give what comes out`,
    );
  }
}
