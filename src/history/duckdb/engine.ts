import type { Engine, Records } from '../engine.ts';
import type { Damaged } from '../losses.ts';
import { withEv } from '../with-ev.ts';
import type { Database } from './database.ts';

/** A table that is named twice would be copied whole first, with columns and rows that nobody asked for. */
const readAnew = 'NOT MATERIALIZED ';

/** The engine over a database whose view `events` holds all that was read. */
export function duckdbEngine(database: Database, records: Records, damaged: readonly Damaged[]): Engine {
  return {
    name: 'duckdb',
    records,
    damaged,
    ask: (question, within) => {
      const { sql, values } = withEv(question, within, undefined, readAnew);
      return database.rows(sql, values);
    },
    notes: () => [],
    close: database.close,
  };
}
