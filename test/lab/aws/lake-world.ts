import type { Partition, Table } from '@aws-sdk/client-glue';

/** S3, Glue and Athena of an account in one Region. */
export interface LakeWorld {
  /** By bucket and key. */
  buckets: Record<string, Record<string, string | Uint8Array>>;
  /** When an object was written, by `bucket/key`; default: long ago. */
  writtenAt: Record<string, Date>;
  /** By `database.table`. */
  tables: Record<string, LakeTableWorld>;
  workgroups: Record<string, WorkgroupWorld>;
  /** Every query that was started, in order. */
  queries: LakeQuery[];
  /** A query says RUNNING so many times before it ends; with 'for ever' it does until it is stopped. */
  polls: number | 'for ever';
}

export interface LakeTableWorld {
  table: Table;
  /** Those that are written down; a table with partition projection has none. */
  partitions: Partition[];
}

export interface WorkgroupWorld {
  outputLocation: string | null;
  /** Bytes at which it cancels a query, or null. */
  cutoff: number | null;
}

/** A query and what became of it. */
export interface LakeQuery {
  id: string;
  sql: string;
  parameters: readonly string[];
  workgroup: string;
  outputLocation: string;
  polled: number;
  state: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason: string;
  /** Bytes. */
  scanned: number;
  columns: readonly { name: string; type: string }[];
  rows: readonly (readonly (string | null)[])[];
}

/** Nothing but the workgroup that every account has, which keeps its results. */
export const emptyLake = (): LakeWorld => ({
  buckets: {},
  writtenAt: {},
  tables: {},
  workgroups: { primary: { outputLocation: 's3://lab-results/', cutoff: null } },
  queries: [],
  polls: 1,
});
