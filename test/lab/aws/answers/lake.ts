import { AwsError } from '../aws-error.ts';
import { runQuery } from '../athena/run-query.ts';
import type { LakeQuery, LakeWorld } from '../lake-world.ts';
import { pageOf } from '../paging.ts';
import type { Answers } from './answer.ts';

/** Glue and Athena over the objects of the lab. S3 itself is answered by s3.ts: it speaks another protocol. */
export const lakeAnswers: Answers<
  | 'athena:StartQueryExecution'
  | 'athena:GetQueryExecution'
  | 'athena:GetQueryResults'
  | 'athena:StopQueryExecution'
  | 'glue:GetTable'
  | 'glue:GetPartitions'
  | 's3:ListObjectsV2'
  | 's3:GetObject'
> = {
  'glue:GetTable': ({ DatabaseName = '', Name = '' }, { region }) => ({
    Table: tableOf(region.lake, DatabaseName, Name).table,
  }),

  'glue:GetPartitions': ({ DatabaseName = '', TableName = '', NextToken, MaxResults }, { region, most }) => {
    const { partitions } = tableOf(region.lake, DatabaseName, TableName);
    const { items, ...next } = pageOf(partitions, { token: NextToken, size: MaxResults, most: most(1000) });
    return { Partitions: items, ...next };
  },

  'athena:StartQueryExecution': (
    { QueryString = '', ExecutionParameters = [], WorkGroup = 'primary', ResultConfiguration },
    { region: { lake } },
  ) => {
    const workgroup = lake.workgroups[WorkGroup];
    if (workgroup === undefined)
      throw new AwsError('InvalidRequestException', `WorkGroup ${WorkGroup} is not found.`);
    const outputLocation = workgroup.outputLocation ?? ResultConfiguration?.OutputLocation ?? null;
    if (outputLocation === null)
      throw new AwsError(
        'InvalidRequestException',
        'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
      );
    if (QueryString.length > 262_144)
      throw new AwsError('InvalidRequestException', 'The query string is too long.');
    const query: LakeQuery = {
      id: `lab-query-${lake.queries.length + 1}`,
      sql: QueryString,
      parameters: ExecutionParameters,
      workgroup: WorkGroup,
      outputLocation,
      polled: 0,
      state: 'RUNNING',
      reason: '',
      scanned: 0,
      columns: [],
      rows: [],
    };
    lake.queries.push(query);
    void runQuery(lake, query);
    return { QueryExecutionId: query.id };
  },

  'athena:GetQueryExecution': ({ QueryExecutionId = '' }, { region: { lake } }) => {
    const query = queryOf(lake, QueryExecutionId);
    query.polled += 1;
    const isHeld = query.state === 'SUCCEEDED' && (lake.polls === 'for ever' || query.polled <= lake.polls);
    return {
      QueryExecution: {
        QueryExecutionId,
        Status: {
          State: isHeld ? 'RUNNING' : query.state,
          ...(query.reason === '' ? {} : { StateChangeReason: query.reason }),
        },
        Statistics: { DataScannedInBytes: query.scanned, EngineExecutionTimeInMillis: 12 },
      },
    };
  },

  'athena:GetQueryResults': (
    { QueryExecutionId = '', NextToken, MaxResults },
    { region: { lake }, most },
  ) => {
    const { columns, rows, state } = queryOf(lake, QueryExecutionId);
    if (state !== 'SUCCEEDED')
      throw new AwsError('InvalidRequestException', `Query has not yet finished. Current state: ${state}`);
    const all = [columns.map(({ name }) => name), ...rows];
    const { items, ...next } = pageOf(all, { token: NextToken, size: MaxResults, most: most(1000) });
    return {
      ResultSet: {
        Rows: items.map((row) => ({
          Data: row.map((cell) => (cell === null ? {} : { VarCharValue: cell })),
        })),
        ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Type: type })) },
      },
      ...next,
    };
  },

  'athena:StopQueryExecution': ({ QueryExecutionId = '' }, { region: { lake } }) => {
    const query = queryOf(lake, QueryExecutionId);
    query.state = 'CANCELLED';
    query.reason = 'Query cancelled by user';
    return {};
  },

  's3:ListObjectsV2': () => elsewhere(),
  's3:GetObject': () => elsewhere(),
};

function elsewhere(): never {
  throw new Error('S3 is answered by s3.ts');
}

function tableOf({ tables }: LakeWorld, database: string, name: string): LakeWorld['tables'][string] {
  const found = tables[`${database}.${name}`];
  if (found === undefined) throw new AwsError('EntityNotFoundException', `Table ${name} not found.`);
  return found;
}

function queryOf({ queries }: LakeWorld, id: string): LakeQuery {
  const found = queries.find((one) => one.id === id);
  if (found === undefined)
    throw new AwsError('InvalidRequestException', `QueryExecution ${id} was not found`);
  return found;
}
