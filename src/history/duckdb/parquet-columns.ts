import { simulatorDomain } from '../../knowledge/simulator.ts';
import { evColumns, type EvColumn } from '../columns.ts';
import { literal } from '../reply-key.ts';
import { duckType, eventShape, jsonShape } from './shape.ts';

/** A column of a Parquet file. */
export interface ParquetColumn {
  name: string;
  type: string;
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

/** The columns that are needed, of a file that has those of the flat table; null where it has others. */
export function flatSelect(
  from: string,
  described: readonly ParquetColumn[],
  needed: readonly EvColumn[],
): string | null {
  const names = described.map(({ name }) => name);
  if (!Object.keys(evColumns).every((name) => names.includes(name) || later[name] !== undefined)) return null;
  const extra = names.includes('extra') ? 'extra' : 'NULL::VARCHAR AS extra';
  const columns = needed.map((name) => (names.includes(name) ? name : `${later[name] ?? 'NULL'} AS ${name}`));
  return `SELECT ${columns.join(', ')}, ${extra} FROM ${from}`;
}

/** Columns without which a table holds no records of SES, as far as this one has them not. */
export function missingIn(described: readonly ParquetColumn[]): readonly string[] {
  const lower = described.map(({ name }) => name.toLowerCase());
  return ['mail', 'eventtype'].filter(
    (name) => !lower.includes(name) && !(name === 'eventtype' && lower.includes('notificationtype')),
  );
}

/** A relation with the columns of SES's records. */
export function recordsOf(from: string, described: readonly ParquetColumn[]): string {
  const shape = literal(JSON.stringify(jsonShape(eventShape)));
  // Glue writes names in lower case; JSON keys are compared as they stand.
  const isLower = described.some(({ name }) => name === 'eventtype' || name === 'notificationtype');
  const record = isLower
    ? `from_json(to_json(t)::VARCHAR::JSON, lower(${shape}))::${duckType(eventShape)}`
    : `from_json(to_json(t), ${shape})`;
  return `(SELECT ${Object.keys(eventShape)
    .map((name) => `e."${name}" AS "${name}"`)
    .join(', ')} FROM (SELECT ${record} AS e FROM ${from} t))`;
}

/** Columns, or members of them, that a table has not. */
export function lackingIn(described: readonly ParquetColumn[]): readonly string[] {
  const types = new Map(described.map(({ name, type }) => [name.toLowerCase(), type.toLowerCase()]));
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
