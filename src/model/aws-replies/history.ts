import type { QueryExecutionState } from '@aws-sdk/client-athena';
import * as v from 'valibot';
import { maybe, next, number, text, time, word } from './kinds.ts';

/** StartQueryExecution. */
export const startQueryExecution = v.object({ QueryExecutionId: text });

/** GetQueryExecution. A query that waits has no statistics yet. */
export const getQueryExecution = v.object({
  QueryExecution: v.object({
    Status: v.object({
      State: word<QueryExecutionState>(),
      StateChangeReason: maybe(text),
      AthenaError: maybe(v.object({ ErrorMessage: maybe(text) })),
    }),
    Statistics: maybe(v.object({ DataScannedInBytes: maybe(number) })),
  }),
});

/** GetQueryResults. NULL is a cell without a value. */
export const getQueryResults = v.object({
  ResultSet: v.object({
    Rows: v.array(v.object({ Data: maybe(v.array(v.object({ VarCharValue: maybe(text) }))) })),
    ResultSetMetadata: v.object({ ColumnInfo: v.array(v.object({ Type: text })) }),
  }),
  ...next,
});

/** StopQueryExecution answers with nothing. */
export const stopQueryExecution = v.object({});

const columns = maybe(v.array(v.object({ Name: text, Type: maybe(text) })));

/** GetTable. A view has no place in S3, a table without partitions no keys. */
export const getTable = v.object({
  Table: v.object({
    Name: text,
    TableType: maybe(text),
    Parameters: maybe(v.record(v.string(), text)),
    PartitionKeys: columns,
    StorageDescriptor: maybe(
      v.object({
        Columns: columns,
        Location: maybe(text),
        SerdeInfo: maybe(
          v.object({ SerializationLibrary: maybe(text), Parameters: maybe(v.record(v.string(), text)) }),
        ),
      }),
    ),
  }),
});

/** GetPartitions. */
export const getPartitions = v.object({
  Partitions: v.array(
    v.object({
      Values: maybe(v.array(text)),
      StorageDescriptor: maybe(v.object({ Location: maybe(text) })),
    }),
  ),
  ...next,
});

/** ListObjectsV2. An empty prefix has no Contents. */
export const listObjects = v.object({
  KeyCount: number,
  Contents: maybe(
    v.array(v.object({ Key: text, Size: number, LastModified: maybe(time), ETag: maybe(text) })),
  ),
  NextContinuationToken: maybe(text),
});

/** GetObject, its body read. */
export const getObject = v.object({ Body: v.instance(Uint8Array) });
