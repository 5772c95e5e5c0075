import { receivers } from '../knowledge/receivers.ts';
import { domainsIn } from './domains-in.ts';
import { sqlTime } from './sql-time.ts';
import { unnamed } from './unnamed.ts';
import { dimensions, type Dimension } from './dimensions.ts';

/** Which events count. Times are ISO; `to` is not part of the range. Null: no bound. */
export interface Cut {
  from: string | null;
  to: string | null;
  where: readonly { dimension: Exclude<Dimension, 'cause' | 'day' | 'hour'>; value: string }[];
}

/** The cut as SQL with its bound values. Names of columns come from the table of dimensions, values are never in the text. */
export function conditionOf({ from, to, where }: Cut): { sql: string; values: readonly string[] } {
  const parts: string[] = [];
  const values: string[] = [];
  if (from !== null) {
    parts.push('happened >= CAST(? AS TIMESTAMP)');
    values.push(sqlTime(from));
  }
  if (to !== null) {
    parts.push('happened < CAST(? AS TIMESTAMP)');
    values.push(sqlTime(to));
  }
  // The same key twice means any of the two: no event has both.
  for (const [dimension, own] of groupedBy(where)) {
    const wanted =
      dimension === 'receiver'
        ? domainsIn(own.filter((value) => value !== unnamed).flatMap(domainsOf))
        : valuesIn(
            dimensions[dimension],
            own.filter((value) => value !== unnamed),
          );
    const none = own.includes(unnamed) ? [`${dimensions[dimension]} IS NULL`] : [];
    const either = [...(wanted.values.length === 0 ? [] : [wanted.sql]), ...none];
    parts.push(either.length > 1 ? `(${either.join(' OR ')})` : either.join(''));
    values.push(...wanted.values);
  }
  return { sql: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, values };
}

const valuesIn = (column: string, values: readonly string[]): { sql: string; values: readonly string[] } => ({
  sql: `${column} IN (${values.map(() => '?').join(', ')})`,
  values,
});

function groupedBy(where: Cut['where']): ReadonlyMap<Cut['where'][number]['dimension'], readonly string[]> {
  const groups = new Map<Cut['where'][number]['dimension'], string[]>();
  for (const { dimension, value } of where) groups.set(dimension, [...(groups.get(dimension) ?? []), value]);
  return groups;
}

/** The domains of a receiver that has a name, else the one domain that was named. */
function domainsOf(name: string): readonly string[] {
  const known = receivers.find((one) => one.name.toLowerCase() === name.toLowerCase());
  // What was typed is one domain, whatever it begins with.
  return known === undefined || known.domains.length === 0
    ? [name.toLowerCase().replace(/^[.@]+/, '')]
    : known.domains;
}

/** A day later or earlier, as 2026-11-01. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
