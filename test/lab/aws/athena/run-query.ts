import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LakeQuery, LakeTableWorld, LakeWorld } from '../lake-world.ts';
import { objectsOf, rowsOf, type LakeObject } from './table-rows.ts';
import { duckTypeOf, typeOf } from './table-types.ts';

/** Runs a query of Athena on DuckDB, and writes down in it how it ended. Never rejects. */
export async function runQuery(lake: LakeWorld, query: LakeQuery): Promise<void> {
  try {
    const result = await answered(lake, query);
    if (isStopped(query)) return;
    const cutoff = lake.workgroups[query.workgroup]?.cutoff ?? null;
    query.scanned = result.scanned;
    if (cutoff !== null && result.scanned > cutoff) {
      query.state = 'CANCELLED';
      query.reason = 'Query cancelled! : Bytes scanned limit was exceeded';
      return;
    }
    query.columns = result.columns;
    query.rows = result.rows;
    query.state = 'SUCCEEDED';
  } catch (error) {
    if (isStopped(query)) return;
    query.state = 'FAILED';
    query.reason = error instanceof Error ? error.message : String(error);
  }
}

const isStopped = ({ state }: LakeQuery): boolean => state === 'CANCELLED';

/** Functions of Trino that DuckDB has under another name, or with another meaning. */
const macros = [
  "regexp_replace(a, b, c) AS system.main.regexp_replace(a, b, c, 'g')",
  'element_at(a, b) AS a[b]',
  'cardinality(a) AS len(a)',
  'split(a, b) AS string_split(a, b)',
  'from_iso8601_timestamp(a) AS CAST(a AS TIMESTAMPTZ)',
  'from_unixtime(a) AS to_timestamp(a)',
  // Trino has NULL where DuckDB has an empty text.
  "split_part(a, b, n) AS nullif(system.main.split_part(a, b, n), '')",
];

async function answered(
  lake: LakeWorld,
  { sql, parameters }: LakeQuery,
): Promise<Pick<LakeQuery, 'columns' | 'rows' | 'scanned'>> {
  const [from, database = '', name = ''] = /FROM "([^"]+)"\."([^"]+)"/.exec(sql) ?? [];
  const world = lake.tables[`${database}.${name}`];
  if (from === undefined || world === undefined)
    throw new Error(`TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.${database}.${name}' does not exist`);
  const { connection, objects } = await opened(lake, world);
  const source = withValues(sql, parameters).replaceAll(from, 'FROM lake');
  const scanned = await scannedBy(connection, source, objects);
  const reader = await connection.runAndReadAll(source.replaceAll('transform(', 'list_transform('));
  return {
    scanned,
    columns: reader
      .columnNames()
      .map((column, index) => ({ name: column, type: athenaType(String(reader.columnType(index))) })),
    rows: reader.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
  };
}

interface OpenTable {
  connection: DuckDBConnection;
  objects: readonly LakeObject[];
}

const tables = new WeakMap<LakeTableWorld, Promise<OpenTable>>();

/** The table in a DuckDB of its own, read once: the objects of a world do not change while it is asked. */
function opened(lake: LakeWorld, world: LakeTableWorld): Promise<OpenTable> {
  const known = tables.get(world) ?? load(lake, world);
  tables.set(world, known);
  return known;
}

async function load(lake: LakeWorld, world: LakeTableWorld): Promise<OpenTable> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-athena-'));
  try {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("SET TimeZone = 'UTC'");
    for (const macro of macros) await connection.run(`CREATE MACRO ${macro}`);
    const objects = objectsOf(lake, world);
    const path = join(folder, 'rows.ndjson');
    await writeFile(
      path,
      objects
        .flatMap((object) => rowsOf(object, world))
        .map((line) => `${line}\n`)
        .join(''),
    );
    await connection.run(
      `CREATE TABLE lake AS SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {${columnsOf(world)}})`,
    );
    return { connection, objects };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each `?` is a literal of SQL, as Athena takes its parameters; one that is none is a column that does not exist. */
function withValues(sql: string, parameters: readonly string[]): string {
  let at = 0;
  const filled = sql.replaceAll(/'(?:[^']|'')*'|\?/g, (part) =>
    part === '?' ? (parameters[at++] ?? '?') : part,
  );
  if (at !== parameters.length)
    throw new Error(
      `INVALID_PARAMETER_USAGE: Incorrect number of parameters: expected ${at} but found ${parameters.length}`,
    );
  return filled;
}

/** What is read: the objects of the partitions that the first table keeps, once for every time that it is named. */
async function scannedBy(
  connection: DuckDBConnection,
  sql: string,
  objects: readonly LakeObject[],
): Promise<number> {
  const start = sql.indexOf('FROM lake');
  let depth = 0;
  let end = start;
  for (; end < sql.length && depth >= 0; end += 1) depth += sql[end] === '(' ? 1 : sql[end] === ')' ? -1 : 0;
  const reader = await connection.runAndReadAll(`SELECT DISTINCT object ${sql.slice(start, end - 1)}`);
  const kept = new Set(reader.getRows().map(([cell]) => String(cell)));
  const times =
    sql.split(/\b(?:FROM|JOIN) (?:ev|copies)\b/).length - (/FROM copies\s+WHERE type/.test(sql) ? 2 : 1);
  return objects
    .filter(({ key }) => kept.has(key))
    .reduce((sum, { size }) => sum + size * Math.max(1, times), 0);
}

function columnsOf({ table }: LakeTableWorld): string {
  const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
  return [
    ...columns.map(({ Name = '', Type = 'string' }) => `"${Name}": '${duckTypeOf(typeOf(Type))}'`),
    `object: 'VARCHAR'`,
  ].join(', ');
}

const athenaType = (type: string): string =>
  type.endsWith('INT')
    ? 'bigint'
    : type === 'BOOLEAN'
      ? 'boolean'
      : /DOUBLE|FLOAT/.test(type)
        ? 'double'
        : 'varchar';
