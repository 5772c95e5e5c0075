import { TrinoSQL } from 'dt-sql-parser';
import { describe, expect, it } from 'vitest';
import { questionNames } from '../../src/history/answers.ts';
import type { HistoryReport } from '../../src/history/document.ts';
import type { Engine } from '../../src/history/engine.ts';
import { outermost } from '../../src/history/athena/sizes.ts';
import { type Ask, asksOf } from '../../src/history/plan.ts';
import { reportOf } from '../../src/history/run.ts';
import { runOffline } from '../cli/host.ts';
import { historyHost } from '../support/history-host.ts';
import type { EventRecord } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';
import { asked, location, range, records, report, text, type World } from './asked-lake.ts';

/** Athena's engine against the lab, whose Athena runs the queries on DuckDB. A command that asks on names where the records are, which is what differs. */
const withoutCommands = (problem: HistoryReport['problems'][number]): unknown => ({
  ...problem,
  fix: problem.fix.map(({ text, owner }) => ({ text, owner })),
});

describe('the same questions of a table', () => {
  it('have the same answers as of the files', async () => {
    const everything = [
      ...range,
      ...questionNames.flatMap((name) => ['--question', name]),
      ...['--by', 'cause,receiver,hour', '--where', 'identity=example.com'],
      ...['--recipient', 'gone1@company.example', '--message-id', records[4000]?.mail.messageId ?? ''],
    ];
    const ran = await asked([...everything, '--json']);
    const athena = report(ran);
    const duckdb = await documentOf(text(records), everything);
    expect(athena.engine).toBe('athena');
    expect(athena.tables).toEqual(duckdb.tables);
    expect(athena.problems.map(withoutCommands)).toEqual(duckdb.problems.map(withoutCommands));
    expect(athena.events).toEqual(duckdb.events);
    expect(ran.lab.aws.complaints).toEqual([]);
    for (const { sql } of ran.lake.queries) expect(new TrinoSQL().validate(sql), sql).toEqual([]);
  }, 180_000);

  it('of a range that begins and ends within a day', async () => {
    const within = ['--since', '2026-10-17T09:30Z', '--until', '2026-10-19T11:00+02:00'];
    const athena = report(await asked([...within, '--json']));
    const duckdb = await documentOf(text(records), within);
    expect(athena.tables).toEqual(duckdb.tables);
    expect(athena.events).toEqual(duckdb.events);
    const counted = Object.values(duckdb.events).reduce((sum, one) => sum + one, 0);
    expect(counted).toBe(duckdb.records.read - duckdb.records.outsideRange);
  }, 120_000);
});

describe('what a table is read with', () => {
  it('is bound: no value stands in the text of a query', async () => {
    const { lake, exitCode, stderr } = await asked([
      ...range,
      ...['--where', "campaign=o'neill' OR 1=1 --", '--question', 'overview', '--json'],
    ]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(3);
    expect(lake.queries.map(({ state }) => state)).toEqual(lake.queries.map(() => 'SUCCEEDED'));
    for (const { sql, parameters } of lake.queries) {
      expect(sql).not.toMatch(/neill|2026/);
      expect(parameters.every((one) => /^'(?:[^']|'')*'$/.test(one))).toBe(true);
    }
    expect(lake.queries.some(({ parameters }) => parameters.includes("'o''neill'' OR 1=1 --'"))).toBe(true);
  });

  it('are the partitions of the range, and what was scanned and its price are said', async () => {
    const { lake, stdout } = await asked([
      '--since',
      '2026-10-20',
      '--until',
      '2026-10-21',
      '--recipient',
      'gone1@company.example',
      '--question',
      'complaints',
      '--json',
    ]);
    const { notes, records: counted } = report({ stdout, stderr: '', exitCode: 0 });
    const all = Object.values(lake.buckets['events'] ?? {}).reduce((sum, body) => sum + body.length, 0);
    const day = lake.queries[0]?.scanned ?? 0;
    expect(day).toBeGreaterThan(0);
    expect(day).toBeLessThan(all / 10);
    expect(counted.read - counted.outsideRange).toBe(
      records.filter(
        (record) =>
          JSON.stringify(record[partOf(record)] ?? {}).includes('2026-10-20') ||
          (record.eventType === 'Send' && record.mail.timestamp.startsWith('2026-10-20')),
      ).length,
    );
    expect(notes.join(' ')).toMatch(/Athena scanned [\d.]+ [KM]B in 7 queries: less than USD 0\.01/);
  });

  it('counts what is no record and what came twice', async () => {
    const { stdout } = await asked([...range, '--question', 'overview', '--json'], ({ lake }) => {
      const objects = lake.buckets['events'] ?? {};
      const [key = ''] = Object.keys(objects).filter((name) => name.includes('2026/10/18'));
      const [first = ''] = String(objects[key]).split('\n');
      objects[key] = `${String(objects[key])}${first}\n{"eventType":"Bou\n{"some":"other"}\n`;
    });
    expect(report({ stdout, stderr: '', exitCode: 0 }).records).toMatchObject({
      unreadable: 2,
      duplicates: 1,
    });
  });

  it('may be cut by keys for year, month and day, its tags in a struct with names of their own', async () => {
    const change = ({ lake }: World): void => {
      const world = lake.tables['ses.events'];
      if (world === undefined) return;
      const { table } = world;
      const storage = table.StorageDescriptor ?? {};
      table.Parameters = { EXTERNAL: 'TRUE' };
      table.PartitionKeys = ['year', 'month', 'day'].map((Name) => ({
        Name,
        Type: Name === 'year' ? 'string' : 'int',
      }));
      storage.Columns = (storage.Columns ?? []).map((column) =>
        column.Name === 'mail'
          ? {
              Name: 'mail',
              Type: String(column.Type).replace(
                'map<string,array<string>>',
                'struct<ses_configurationset:array<string>,ses_from_domain:array<string>,outgoing:array<string>,campaign:array<string>>',
              ),
            }
          : column,
      );
      storage.SerdeInfo = {
        Parameters: {
          'ignore.malformed.json': 'true',
          'mapping.ses_configurationset': 'ses:configuration-set',
          'mapping.ses_from_domain': 'ses:from-domain',
          'mapping.outgoing': 'ses:outgoing-ip',
        },
      };
      world.partitions = Array.from({ length: 22 }, (_, index) =>
        new Date(Date.UTC(2026, 9, index)).toISOString(),
      ).map((time) => ({
        Values: [time.slice(0, 4), String(Number(time.slice(5, 7))), String(Number(time.slice(8, 10)))],
        StorageDescriptor: { Location: `${location}${time.slice(0, 10).replaceAll('-', '/')}/` },
      }));
    };
    const args = [...range, '--by', 'configuration-set,campaign,ip', '--question', 'rise'];
    const { stdout, stderr, lake } = await asked([...args, '--json'], change);
    const athena = report({ stdout, stderr, exitCode: 0 });
    expect(athena.tables).toEqual((await documentOf(text(records), args)).tables);
    expect(lake.queries[0]?.sql).toContain('"year" = ? AND "month" = CAST(? AS BIGINT) AND "day" IN (');
  }, 180_000);
});

const partOf = ({ eventType }: EventRecord): string =>
  `${eventType.slice(0, 1).toLowerCase()}${eventType.slice(1)}`;

describe('a table that cannot be asked so', () => {
  const table = ({ lake }: World) => {
    const world = lake.tables['ses.events'];
    if (world === undefined) throw new Error('there is no table');
    return world.table;
  };
  const primary = ({ lake }: World) => {
    const workgroup = lake.workgroups['primary'];
    if (workgroup === undefined) throw new Error('there is no workgroup');
    return workgroup;
  };

  it.each<[string, readonly string[], (world: World) => unknown, RegExp]>([
    ['a range is demanded', ['--question', 'rise'], () => undefined, /range of time: give --since/],
    [
      'columns that are not there are named, with the table that fits',
      range,
      (world) => {
        const { StorageDescriptor } = table(world);
        if (StorageDescriptor !== undefined)
          StorageDescriptor.Columns = (StorageDescriptor.Columns ?? []).filter(
            ({ Name }) => Name !== 'deliverydelay',
          );
      },
      /ses\.events has no deliveryDelay\.timestamp, no deliveryDelay\.delayType.*ses-doctor history athena:ses\.events --print-ddl/,
    ],
    [
      'a table that is not there',
      range,
      ({ lake }) => (lake.tables = {}),
      /Glue has no table ses\.events in this Region/,
    ],
    [
      'a view',
      range,
      (world) => (table(world).TableType = 'VIRTUAL_VIEW'),
      /is a view; name the table behind it/,
    ],
    [
      'more than --max-scan',
      [...range, '--max-scan', '100KB'],
      () => undefined,
      /the questions would read about [\d.]+ MB \(less than USD 0\.01\), more than --max-scan 100 KB/,
    ],
    [
      'more than --max-scan where the sizes could not be asked for',
      [...range, '--max-scan', '100KB', '--question', 'complaints'],
      ({ faults }) => faults.push({ op: 'ListObjectsV2', kind: 'deny' }),
      /stopped after [\d.]+ [KM]B, [\d.]+ [KM]B over --max-scan 100 KB/,
    ],
    [
      "the workgroup's own limit",
      range,
      (world) => (primary(world).cutoff = 1000),
      /at the limit of its workgroup for scanned bytes/,
    ],
    [
      'a workgroup that is not there',
      [...range, '--workgroup', 'other'],
      () => undefined,
      /WorkGroup other is not found/,
    ],
    [
      'nowhere to put results',
      range,
      (world) => (primary(world).outputLocation = null),
      /No output location provided.*--output-location/,
    ],
    [
      'a broken record where the table ignores none',
      range,
      (world) => {
        const { StorageDescriptor } = table(world);
        if (StorageDescriptor !== undefined) StorageDescriptor.SerdeInfo = {};
        Object.assign(world.lake.buckets['events'] ?? {}, { 'ses/2026/10/18/05/cut': '{"eventType":' });
      },
      /ignore\.malformed\.json/,
    ],
    [
      'queries that are not allowed',
      range,
      ({ faults }) => faults.push({ op: 'StartQueryExecution', kind: 'deny' }),
      /are not allowed to call athena:StartQueryExecution/,
    ],
    [
      'a format of time that does not sort',
      range,
      (world) =>
        (table(world).Parameters = {
          ...table(world).Parameters,
          'projection.datehour.format': 'dd-MM-yyyy',
        }),
      /in the format dd-MM-yyyy; only formats such as yyyy\/MM\/dd\/HH/,
    ],
  ])('%s', async (_, args, change, words) => {
    const ran = await asked(args, change);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(words);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(ran.exitCode).toBe(2);
  });

  it('says what could not be added up before, when the limit held', async () => {
    const { stdout } = await asked([...range, '--question', 'complaints', '--json'], ({ faults }) =>
      faults.push({ op: 'ListObjectsV2', kind: 'deny' }),
    );
    expect(report({ stdout, stderr: '', exitCode: 0 }).notes.join(' ')).toMatch(
      /could not be estimated before \(these credentials are not allowed to call s3:ListBucket\); it was watched/,
    );
  });

  it('is stopped with its query by Ctrl-C', async () => {
    const controller = new AbortController();
    const ran = await asked(range, ({ lake }) => (lake.polls = 'for ever'), {
      interrupted: controller.signal,
      host: {
        pause: async () => {
          controller.abort('SIGINT');
        },
      },
    });
    expect(ran.exitCode).toBe(130);
    expect(ran.stdout).toBe('');
    expect(ran.lake.queries.map(({ state }) => state)).toEqual(['CANCELLED']);
    expect(ran.lab.aws.calls.map(({ op }) => op)).toContain('StopQueryExecution');
  });
});

describe('the command line', () => {
  const files = async (...args: string[]) => await runOffline(['history', ...args]);

  it.each([
    [['-', '--engine', 'athena'], 'name a table: athena:database.table'],
    [['athena:ses.events', '--engine', 'duckdb'], 'give the files behind it: s3://bucket/prefix'],
    [['-', '--max-scan', '1GB'], '--max-scan is for an Athena table'],
    [['athena:ses.events', '--max-scan', 'much'], 'write "much" as 500MB, 10GB or 2TB'],
    [['athena:ses.events', '--max-scan', '0GB'], 'write "0GB" as'],
    [['athena:ses.events', '--workgroup', 'a b'], 'cannot be the name of a workgroup'],
    [['athena:ses.events', '--output-location', '/tmp'], 'as s3://bucket/prefix/'],
    [['athena:events'], 'write an Athena table as athena:database.table'],
    [['athena:ses.events', '--since', '7d'], 'no Region is set'],
    [['s3://bucket/prefix', '--print-ddl'], 'name the table to write'],
  ])('%j', async (args, words) => {
    const { exitCode, stderr, stdout } = await files(...args);
    expect(stderr).toContain(words);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  it('prints the table that fits, and asks nobody', async () => {
    const { exitCode, stdout } = await files('athena:ses.events', 's3://my-events/ses', '--print-ddl');
    expect(exitCode).toBe(0);
    expect(stdout).toMatchSnapshot();
  });
});

it.each([
  [{ by: ['cause'] as const, recipient: 'a@example.net', messageId: '0102', questions: questionNames }],
  [{ by: [], recipient: null, messageId: null, questions: ['deferrals'] as const }],
  [{ by: [], recipient: null, messageId: null, questions: [] }],
  [
    {
      by: ['receiver'] as const,
      causes: ['bounce/unknown-user'],
      recipient: null,
      messageId: null,
      questions: [],
    },
  ],
])('every query is planned before the first is made: %j', async (planned) => {
  const cut = { from: '2026-10-16T00:00:00.000Z', to: null, where: [] };
  const asks: Ask[] = [];
  const engine: Engine = {
    name: 'athena',
    records: { read: 0, unreadable: 0, duplicates: 0, outsideRange: 0 },
    damaged: [],
    ask: async (question, within) => {
      asks.push({ question, within });
      return [];
    },
    notes: () => [],
    close: async () => undefined,
  };
  const request = {
    causes: [],
    ...planned,
    cut,
    sources: [],
    named: [],
    run: { region: null, profile: null },
    where: [],
    cache: null,
    failOn: null,
    accepted: { ignores: [], baseline: null },
    writesBaseline: false,
  };
  await reportOf(request, engine, {
    ...historyHost,
    version: '0',
    now: () => new Date(0),
    standardInput: () => {
      throw new Error('no standard input is read');
    },
    interrupted: new AbortController().signal,
    progress: () => undefined,
    aws: historyHost.aws as never,
    checks: [],
  });
  expect(asks).toEqual(asksOf(request).filter(({ isRare }) => isRare !== true));
});

describe('folders whose sizes are added up', () => {
  const hours = (days: number, name: (day: string, hour: string) => string): readonly string[] =>
    Array.from({ length: days * 24 }, (_, index) => new Date(Date.UTC(2026, 9, 1, index)).toISOString()).map(
      (time) => name(time.slice(0, 10), time.slice(11, 13)),
    );

  it('are the hours of a few days, and the days of many', () => {
    const name = (day: string, hour: string) => `s3://b/ses/${day.replaceAll('-', '/')}/${hour}/`;
    expect(outermost(hours(3, name))).toHaveLength(72);
    expect(outermost(hours(18, name))).toHaveLength(18);
    expect(outermost(hours(18, name))[0]).toBe('s3://b/ses/2026/10/01/');
  });

  it('are never the whole table for a part of it', () => {
    const flat = hours(18, (day, hour) => `s3://b/ses/datehour=${day}-${hour}/`);
    expect(outermost(flat)).toEqual(flat);
  });

  it('count once where one lies in another', () => {
    expect(outermost(['s3://b/a/1/', 's3://b/a/', 's3://b/ab/'])).toEqual(['s3://b/a/', 's3://b/ab/']);
  });
});
