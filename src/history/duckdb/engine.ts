import { conditionOf, type Cut } from '../cut.ts';
import type { Engine, Records } from '../engine.ts';
import type { Question } from '../question.ts';
import type { Database } from './database.ts';

/** The engine over a database whose view `events` holds all that was read. */
export function duckdbEngine(database: Database, records: Records): Engine {
  return {
    name: 'duckdb',
    records,
    ask: (question, within) => {
      const { sql, values } = withEv(question, within);
      return database.rows(sql, values);
    },
    notes: () => [],
    close: database.close,
  };
}

/** A question over the part of the events that counts. */
export function withEv(
  { ctes, select, values = [] }: Question,
  within: Cut,
): { sql: string; values: readonly string[] } {
  const condition = conditionOf(within);
  const ev = `ev AS (SELECT * FROM events${condition.sql})`;
  return {
    sql: `WITH ${[ev, ...(ctes === undefined ? [] : [ctes])].join(', ')}\n${select}`,
    values: [...condition.values, ...values],
  };
}
