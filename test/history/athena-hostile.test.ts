import { describe, expect, it } from 'vitest';
import { runOffline } from '../cli/host.ts';
import type { LakeTableWorld } from '../lab/aws/lake-world.ts';
import { asked, range, report, type World } from './asked-lake.ts';

/** What tables, workgroups and AWS do that no documentation promises: a clear line each, or the right answer. */
const tableIn = ({ lake }: World): LakeTableWorld => {
  const world = lake.tables['ses.events'];
  if (world === undefined) throw new Error('there is no table');
  return world;
};
const storageIn = (world: World) => (tableIn(world).table.StorageDescriptor ??= {});
const retype = (world: World, types: Readonly<Record<string, string>>): void => {
  storageIn(world).Columns = (storageIn(world).Columns ?? []).map((column) => ({
    ...column,
    Type: types[column.Name ?? ''] ?? column.Type ?? 'string',
  }));
};
/** Every query ends so. */
const ends = ({ faults }: World, State: string, AthenaError: string): unknown =>
  faults.push({
    op: 'GetQueryExecution',
    kind: 'body',
    text: JSON.stringify({
      QueryExecution: {
        QueryExecutionId: 'lab-query-1',
        Status: { State, StateChangeReason: AthenaError, AthenaError: { ErrorMessage: AthenaError } },
        Statistics: { DataScannedInBytes: 0 },
      },
    }),
    contentType: 'application/x-amz-json-1.1',
  });
const overview = [...range, '--question', 'overview'];

describe('exit 2 and a line', () => {
  it.each<[string, (world: World) => unknown, RegExp]>([
    [
      'a table without columns',
      (world) => (storageIn(world).Columns = []),
      /ses\.events has no eventType, no mail\.timestamp.*and \d+ more.*--print-ddl/,
    ],
    [
      'Glue says nothing of where and how it is stored',
      (world) => delete tableIn(world).table.StorageDescriptor,
      /ses\.events has no eventType/,
    ],
    [
      'mail as text of JSON, not as a struct',
      (world) => {
        retype(world, { mail: 'string' });
      },
      /no mail\.timestamp, no mail\.messageId, no mail\.destination, no mail\.tags/,
    ],
    [
      'members of other types: a list of numbers, a struct where a list is',
      (world) => {
        retype(world, {
          bounce: 'struct<timestamp:string,bouncetype:string,bouncesubtype:string,bouncedrecipients:string>',
          delivery: 'struct<timestamp:string,recipients:array<int>>',
        });
      },
      /no delivery\.recipients, no bounce\.bouncedRecipients\.emailAddress/,
    ],
    [
      'types that are none',
      (world) => {
        retype(world, { mail: 'struct<timestamp', click: '<<<>>>', open: 'x'.repeat(200_000) });
      },
      /no mail\.timestamp.*no open\.timestamp/,
    ],
    [
      'partitions that nobody wrote down, and none computed: Athena would find no record',
      (world) => (tableIn(world).table.Parameters = { EXTERNAL: 'TRUE' }),
      /ses\.events is cut by datehour and has no partition.*MSCK REPAIR TABLE.*--print-ddl/,
    ],
    [
      'a query that failed',
      (world) => ends(world, 'FAILED', 'SYNTAX_ERROR: line 1:8:\nColumn x cannot be resolved\u001B[31m'),
      /the query failed in Athena: SYNTAX_ERROR: line 1:8: Column x cannot be resolved \[31m$/,
    ],
    [
      'a query that failed without a word',
      (world) => ends(world, 'FAILED', ''),
      /the query failed in Athena$/,
    ],
    [
      'a query that somebody cancelled',
      (world) => ends(world, 'CANCELLED', 'Query cancelled by user'),
      /the query was cancelled in Athena: Query cancelled by user/,
    ],
    [
      'the objects of the table may not be read',
      (world) =>
        ends(
          world,
          'FAILED',
          'PERMISSION_DENIED: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: X)',
        ),
      /failed in Athena: PERMISSION_DENIED: Access Denied \(Service: Amazon S3/,
    ],
    [
      'results may not be written',
      (world) =>
        ends(
          world,
          'FAILED',
          'Access denied when writing output to url: s3://lab-results/x.csv . Please ensure',
        ),
      /failed in Athena: Access denied when writing output to url: s3:\/\/lab-results\/x\.csv/,
    ],
    [
      'the table may not be looked up',
      ({ faults }) => faults.push({ op: 'GetTable', kind: 'deny' }),
      /not allowed to call glue:GetTable/,
    ],
    [
      'starting is throttled for good',
      ({ faults }) => faults.push({ op: 'StartQueryExecution', kind: 'throttle' }),
      /throttle|too many|rate/i,
    ],
    [
      'results may not be read',
      ({ faults }) => faults.push({ op: 'GetQueryResults', kind: 'deny' }),
      /not allowed to call athena:GetQueryResults/,
    ],
    [
      'a page of results in the middle fails for good',
      ({ faults }) => faults.push({ op: 'GetQueryResults', kind: 'server-error', after: 2 }),
      /athena:GetQueryResults/,
    ],
    [
      'a page of results that is none',
      ({ faults }) => faults.push({ op: 'GetQueryResults', kind: 'garbage', after: 1 }),
      /answered with something that is not an API reply/,
    ],
    [
      'results without columns',
      ({ faults }) =>
        faults.push({
          op: 'GetQueryResults',
          kind: 'member',
          path: 'ResultSet.ResultSetMetadata',
          value: undefined,
        }),
      /athena:GetQueryResults/,
    ],
  ])('%s', async (_, change, words) => {
    const ran = await asked([...overview, '--timeout', '5s'], change);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.trim()).toMatch(words);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(ran.exitCode).toBe(2);
  });

  it.each([
    'athena:ses.events;DROP',
    'athena:ses.ev"ents',
    "athena:ses.events' OR 1=1",
    'athena:ses.events.more',
    'athena:.events',
    'athena:ses.\u001B[31m',
  ])('a table is no SQL: %j', async (word) => {
    const { exitCode, stdout, stderr } = await runOffline(['history', word, '--since', '7d']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/write an Athena table as athena:database\.table/);
    expect(stderr).not.toContain('\u001B');
  });
});

describe('the same answers all the same', () => {
  let known: Promise<unknown> | null = null;
  const plain = (): Promise<unknown> =>
    (known ??= asked([...overview, '--json']).then((ran) => report(ran).tables));

  it.each<[string, (world: World) => unknown]>([
    [
      'throttled twice',
      ({ faults }) => faults.push({ op: 'StartQueryExecution', kind: 'throttle', times: 2 }),
    ],
    [
      'a page of results that fails once',
      ({ faults }) => faults.push({ op: 'GetQueryResults', kind: 'server-error', after: 1, times: 1 }),
    ],
    [
      'a poll that fails once',
      ({ faults }) => faults.push({ op: 'GetQueryExecution', kind: 'server-error', times: 1 }),
    ],
    [
      'columns and fields in capitals',
      (world) => {
        storageIn(world).Columns = (storageIn(world).Columns ?? []).map(({ Name = '', Type = '' }) => ({
          Name: Name.toUpperCase(),
          Type: Name === 'mail' ? Type : Type.replaceAll(/\b[a-z]+(?=:)/g, (name) => name.toUpperCase()),
        }));
      },
    ],
    [
      'partitions under the names of a Glue crawler',
      (world) => {
        const one = tableIn(world);
        one.table.Parameters = { EXTERNAL: 'TRUE' };
        one.table.PartitionKeys = [0, 1, 2, 3].map((index) => ({
          Name: `partition_${index}`,
          Type: 'string',
        }));
        one.partitions = Array.from({ length: 22 * 24 }, (_, index) =>
          new Date(Date.UTC(2026, 9, 1, index)).toISOString(),
        ).map((at) => ({
          Values: [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10), at.slice(11, 13)],
          StorageDescriptor: { Location: `s3://events/ses/${at.slice(0, 13).replaceAll(/[-T]/g, '/')}/` },
        }));
      },
    ],
  ])('%s', async (_, change) => {
    const ran = await asked([...overview, '--json'], change);
    expect(report(ran).tables).toEqual(await plain());
    for (const { sql } of ran.lake.queries) expect(sql).toMatch(/"(?:datehour|partition_0)" (?:>=|=) \?/);
  });

  it('a recipient with quotes is a value', async () => {
    const { lake, exitCode } = await asked([...range, '--recipient', "o'neill'--@example.net", '--json']);
    expect(exitCode).toBe(3);
    expect(lake.queries.every(({ state }) => state === 'SUCCEEDED')).toBe(true);
    expect(lake.queries.some(({ sql }) => sql.includes('neill'))).toBe(false);
    expect(lake.queries.some(({ parameters }) => parameters.includes("'o''neill''--@example.net'"))).toBe(
      true,
    );
  });
});

describe('a query that may not be stopped', () => {
  const denied = ({ lake, faults }: World): void => {
    lake.polls = 'for ever';
    faults.push({ op: 'StopQueryExecution', kind: 'deny' });
  };

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('on %s: it is named with the command, and the exit code is %d', async (signal, code) => {
    const controller = new AbortController();
    const ran = await asked(overview, denied, {
      interrupted: controller.signal,
      host: {
        pause: async () => {
          controller.abort(signal);
        },
      },
    });
    expect([ran.exitCode, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(
      /the query lab-query-1 could not be stopped and may run on \(.*athena:StopQueryExecution.*\); stop it with: aws athena stop-query-execution --query-execution-id lab-query-1/,
    );
  });

  it('over --max-scan: the same', async () => {
    const ran = await asked([...overview, '--max-scan', '100KB'], ({ lake, faults }) => {
      lake.polls = 'for ever';
      faults.push({ op: 'ListObjectsV2', kind: 'deny' }, { op: 'StopQueryExecution', kind: 'deny' });
    });
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/could not be stopped and may run on/);
  });
});

it('a query that cannot be watched any more is stopped', async () => {
  const ran = await asked(overview, ({ lake, faults }) => {
    lake.polls = 'for ever';
    faults.push({ op: 'GetQueryExecution', kind: 'deny', after: 2 });
  });
  expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toMatch(/not allowed to call athena:GetQueryExecution/);
  expect(ran.lake.queries.map(({ state }) => state)).toEqual(['CANCELLED']);
});
