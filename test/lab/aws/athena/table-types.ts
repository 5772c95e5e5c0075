import { hiveType, type HiveType } from '../../../../src/history/athena/hive-type.ts';

/** A type of Glue. Throws when it is none. */
export function typeOf(text: string): HiveType {
  const type = hiveType(text);
  if (type === null) throw new Error(`HIVE_METASTORE_ERROR: ${text} is no type`);
  return type;
}

const scalars: Readonly<Record<string, string>> = {
  int: 'INTEGER',
  bigint: 'BIGINT',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
  double: 'DOUBLE',
};

/** The same as DuckDB has it. */
export function duckTypeOf(type: HiveType): string {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.name] ?? 'VARCHAR';
    case 'array':
      return `${duckTypeOf(type.of)}[]`;
    case 'map':
      return `MAP(VARCHAR, ${duckTypeOf(type.of)})`;
    case 'struct':
      return `STRUCT(${type.fields.map((field) => `"${field.name.toLowerCase()}" ${duckTypeOf(field.type)}`).join(', ')})`;
  }
}
