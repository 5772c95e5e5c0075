import { evColumns, type EvColumn } from './columns.ts';
import { conditionOf } from './cut.ts';
import type { Ask } from './plan.ts';

/** The columns of the flat table that a run reads: those of every row, and those of failures alone. */
export interface Needed {
  all: ReadonlySet<EvColumn>;
  ofFailures: ReadonlySet<EvColumn>;
}

const names = Object.keys(evColumns) as readonly EvColumn[];

/** Everything: for what is kept for other questions. */
export const everything: Needed = { all: new Set(names), ofFailures: new Set() };

/** Columns that every run reads: what happened when, and which rows are records. */
const always: readonly EvColumn[] = ['happened', 'type', 'nth'];

/** What these queries read. A column that is named in one is needed, whatever for. */
export function neededBy(asks: readonly Ask[]): Needed {
  const all = new Set(always);
  const ofFailures = new Set<EvColumn>();
  for (const { question, within } of asks) {
    for (const name of named(conditionOf(within).sql)) all.add(name);
    for (const name of named(`${question.ctes ?? ''} ${question.select}`))
      (question.readsFailures === true ? ofFailures : all).add(name);
  }
  return { all, ofFailures: new Set([...ofFailures].filter((name) => !all.has(name))) };
}

const named = (sql: string): readonly EvColumn[] =>
  names.filter((name) => new RegExp(`(?<![\\w'])${name}(?![\\w'])`).test(sql));
