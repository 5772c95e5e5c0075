import type { Database } from './database.ts';
import { emptyRelation, type Form } from './form.ts';
import { stagingSql } from './staging.ts';
import { evColumns, type EvColumn } from '../columns.ts';
import type { Needed } from '../needed.ts';

/** The table `loaded` of a run: the rows of all that was read so far, each with the number of its load. */
export class LoadedTable {
  readonly #database: Database;
  readonly #needed: Needed;
  /** Of the flat table, those that are needed. */
  readonly columns: readonly EvColumn[];
  /** Number of the last load. */
  load = 0;
  isMade = false;

  /** `needed`: what will be read of the table. */
  constructor(database: Database, needed: Needed) {
    this.#database = database;
    this.#needed = needed;
    this.columns = (Object.keys(evColumns) as readonly EvColumn[]).filter(
      (name) => needed.all.has(name) || needed.ofFailures.has(name),
    );
  }

  /** Makes the table, unless it is there. */
  async make(): Promise<void> {
    if (this.isMade) return;
    this.isMade = true;
    await this.#database.run(
      `CREATE TABLE loaded AS SELECT *, 0 AS load FROM (${stagingSql(emptyRelation('record'), 'record', this.#needed)}) LIMIT 0`,
    );
  }

  /** Loads a relation with the columns of a form. Returns how many rows came. */
  async insert(source: string, form: Form): Promise<number> {
    this.load += 1;
    const [row] = await this.#database.rows(
      `INSERT INTO loaded SELECT *, ${this.load} AS load FROM (${stagingSql(source, form, this.#needed)})`,
    );
    return Number(row?.[0] ?? 0);
  }

  /** Takes the last load back, or an earlier one. */
  async discard(load = this.load): Promise<void> {
    await this.#database.run(`DELETE FROM loaded WHERE load = ${load}`);
  }

  /** Rows of the last load that are no event. */
  async untyped(): Promise<number> {
    return await this.#count(`type IS NULL AND load = ${this.load}`);
  }

  /** Takes out all rows that are no event. Returns how many there were. */
  async dropUntyped(): Promise<number> {
    const count = await this.#count('type IS NULL');
    if (count > 0) await this.#database.run('DELETE FROM loaded WHERE type IS NULL');
    return count;
  }

  /** Takes out records without a time. Returns how many there were. */
  async dropUndated(): Promise<number> {
    const count = await this.#count('happened IS NULL AND nth = 1');
    await this.#database.run('DELETE FROM loaded WHERE happened IS NULL');
    return count;
  }

  /** Takes out the copies of records. Returns how many there were. */
  async dropCopies(): Promise<number> {
    const { rows, run } = this.#database;
    const [counts] = await rows('SELECT count(*), count(DISTINCT hash(key_1, key_2)) FROM loaded');
    if (counts === undefined || counts[0] === counts[1]) return 0;
    // Of an event and the notification of the same, the one that names its configuration set says more.
    const named = this.columns.includes('configuration_set') ? ' ORDER BY configuration_set' : '';
    await run(`CREATE TABLE copies AS SELECT place, nth FROM (
      SELECT rowid AS place, nth, row_number() OVER (PARTITION BY key_1, key_2${named}) AS copy
      FROM loaded SEMI JOIN (SELECT key_1, key_2 FROM loaded GROUP BY ALL HAVING count(*) > 1) twice USING (key_1, key_2))
      WHERE copy > 1`);
    const [copied] = await rows('SELECT count(*) FROM copies WHERE nth = 1');
    await run('DELETE FROM loaded WHERE rowid IN (SELECT place FROM copies)');
    await run('DROP TABLE copies');
    return Number(copied?.[0] ?? 0);
  }

  async #count(condition: string): Promise<number> {
    const [row] = await this.#database.rows(`SELECT count(*) FROM loaded WHERE ${condition}`);
    return Number(row?.[0] ?? 0);
  }
}
