import { conditionOf, type Cut } from './cut.ts';
import type { Question } from './question.ts';

/** SQL with the values that are bound to its `?`, in order. */
export interface Bound {
  sql: string;
  values: readonly string[];
}

/**
 * A question over the part of the events that counts. `staging`: the tables that end in `events`, for an engine that has
 * no such view. `hint`: how an engine is told to read `ev` anew wherever it is named.
 */
export function withEv(
  { ctes, select, values = [] }: Question,
  within: Cut,
  staging: Bound = { sql: '', values: [] },
  hint = '',
): Bound {
  const condition = conditionOf(within);
  const ev = `ev AS ${hint}(SELECT * FROM events${condition.sql})`;
  const tables = [...(staging.sql === '' ? [] : [staging.sql]), ev, ...(ctes === undefined ? [] : [ctes])];
  return {
    sql: `WITH ${tables.join(',\n')}\n${select}`,
    values: [...staging.values, ...condition.values, ...values],
  };
}
