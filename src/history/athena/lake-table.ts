import type { AwsReply } from '../../model/aws-replies.ts';
import { HistoryFault } from '../failure.ts';
import { hiveType, type HiveType } from './hive-type.ts';

/** What Glue says of a table, as far as it matters here. */
export interface LakeTable {
  database: string;
  name: string;
  /** `s3://bucket/prefix/`, or null. */
  location: string | null;
  /** By name, lower case. A column whose type cannot be read has null. */
  columns: ReadonlyMap<string, HiveType | null>;
  keys: readonly { name: string; type: string }[];
  /** Table properties: those of partition projection. */
  parameters: Readonly<Record<string, string>>;
  /** By the name of a field, the key of the JSON that it is read from (`mapping.` of the JSON SerDe). */
  mapping: Readonly<Record<string, string>>;
}

/** The table out of Glue's answer. Throws `HistoryFault` for a view. */
export function lakeTable(
  database: string,
  { Table: { Name, TableType, Parameters, PartitionKeys, StorageDescriptor } }: AwsReply<'glue:GetTable'>,
): LakeTable {
  if (TableType === 'VIRTUAL_VIEW')
    throw new HistoryFault(`history: ${database}.${Name} is a view; name the table behind it`);
  const serde = StorageDescriptor?.SerdeInfo?.Parameters ?? {};
  return {
    database,
    name: Name,
    location: StorageDescriptor?.Location ?? null,
    columns: new Map(
      (StorageDescriptor?.Columns ?? []).map((column) => [
        column.Name.toLowerCase(),
        hiveType(column.Type ?? ''),
      ]),
    ),
    keys: (PartitionKeys ?? []).map((key) => ({
      name: key.Name.toLowerCase(),
      type: (key.Type ?? 'string').toLowerCase(),
    })),
    parameters: Parameters ?? {},
    mapping: Object.fromEntries(
      Object.entries(serde)
        .filter(([name]) => name.toLowerCase().startsWith('mapping.'))
        .map(([name, key]) => [name.slice('mapping.'.length).toLowerCase(), key]),
    ),
  };
}

/** An identifier of a table that Glue named: between quotes whatever it holds. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
