import { gunzipSync } from 'node:zlib';
import type { HiveType } from '../../../../src/history/athena/hive-type.ts';
import type { LakeTableWorld, LakeWorld } from '../lake-world.ts';
import { typeOf } from './table-types.ts';

/** An object of a table, with the partition that it lies in. */
export interface LakeObject {
  key: string;
  size: number;
  text: string;
  values: Readonly<Record<string, string>>;
}

/** The objects below the place of a table that lie in one of its partitions. */
export function objectsOf({ buckets }: LakeWorld, world: LakeTableWorld): readonly LakeObject[] {
  const location = world.table.StorageDescriptor?.Location ?? '';
  const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
  return Object.entries(buckets[name] ?? {}).flatMap(([key, body]): readonly LakeObject[] => {
    if (!key.startsWith(prefix)) return [];
    const values = partitionOf(`s3://${name}/${key}`, world);
    if (values === null) return [];
    const bytes = Buffer.from(body);
    const text = (key.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return [{ key, size: bytes.length, text, values }];
  });
}

function partitionOf(
  path: string,
  { table, partitions }: LakeTableWorld,
): Readonly<Record<string, string>> | null {
  const keys = (table.PartitionKeys ?? []).map(({ Name = '' }) => Name);
  if (keys.length === 0) return {};
  if (table.Parameters?.['projection.enabled'] === 'true') {
    const template =
      table.Parameters['storage.location.template'] ??
      `${table.StorageDescriptor?.Location ?? ''}${keys.map((key) => `${key}=\${${key}}`).join('/')}/`;
    const pattern = template
      .split(/(\$\{[^}]+\})/)
      .map((part) =>
        part.startsWith('${')
          ? `(?<${part.slice(2, -1)}>[^=]+?)`
          : part.replaceAll(/[.+^$()|[\]\\]/g, '\\$&'),
      )
      .join('');
    return new RegExp(`^${pattern}/?[^/]+$`).exec(path)?.groups ?? null;
  }
  const own = partitions.find(({ StorageDescriptor }) => path.startsWith(StorageDescriptor?.Location ?? ' '));
  return own === undefined
    ? null
    : Object.fromEntries(keys.map((key, index) => [key, own.Values?.[index] ?? '']));
}

/** The lines that the JSON SerDe of a table makes of an object: one a line, names in lower case, by its mapping. */
export function rowsOf({ text, values, key }: LakeObject, { table }: LakeTableWorld): readonly string[] {
  const serde = table.StorageDescriptor?.SerdeInfo?.Parameters ?? {};
  const columns = (table.StorageDescriptor?.Columns ?? []).map(({ Name = '', Type = 'string' }) => ({
    name: Name,
    type: typeOf(Type),
  }));
  const mapping = new Map(
    Object.entries(serde)
      .filter(([name]) => name.startsWith('mapping.'))
      .map(([name, json]) => [name.slice('mapping.'.length), json]),
  );
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const record = recordOf(line, serde['ignore.malformed.json'] === 'true');
      return JSON.stringify({
        ...Object.fromEntries(
          columns.map(({ name, type }) => [name, read(member(record, name, mapping), type, mapping)]),
        ),
        ...values,
        object: key,
      });
    });
}

function recordOf(line: string, ignores: boolean): unknown {
  try {
    // The SerDe reads the first value of a line and leaves the rest.
    return JSON.parse(line);
  } catch {
    if (ignores) return {};
    throw new Error('HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JSONException');
  }
}

function member(value: unknown, name: string, mapping: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return null;
  const wanted = (mapping.get(name) ?? name).toLowerCase();
  return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null;
}

function read(value: unknown, type: HiveType, mapping: ReadonlyMap<string, string>): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'scalar':
      return typeof value === 'object' ? JSON.stringify(value) : value;
    case 'array':
      return Array.isArray(value) ? value.map((one: unknown) => read(one, type.of, mapping)) : null;
    case 'map':
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key.toLowerCase(), read(one, type.of, mapping)]),
      );
    case 'struct':
      return Object.fromEntries(
        type.fields.map((field) => [
          field.name.toLowerCase(),
          read(member(value, field.name, mapping), field.type, mapping),
        ]),
      );
  }
}
