import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { history } from './asked.ts';

const records = [...eventsOf({ seed: 3, days: 3, perDay: 30 })];
const json = JSON.stringify;
const lines = (all: readonly unknown[]): string => all.map((one) => json(one)).join('\n');

/** The records with another value for each member of a name, or with other names. */
const changed = (value: unknown, change: (name: string, value: unknown) => [string, unknown]): unknown => {
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => change(name, changed(one, change))));
};
const withTimes = (write: (at: number) => unknown): string =>
  lines(
    records.map((one) =>
      changed(one, (name, value) => [name, name === 'timestamp' ? write(Date.parse(String(value))) : value]),
    ),
  );
const withNames = (write: (name: string) => string): string =>
  lines(records.map((one) => changed(one, (name, value) => [write(name), value])));
const withType = (name: string, write: (type: string) => string): string =>
  lines(records.map(({ eventType, ...rest }) => ({ [name]: write(eventType), ...rest })));

const times: Readonly<Record<string, string>> = {
  'thousandths of seconds': withTimes((at) => at),
  'thousandths, as a text': withTimes(String),
  'seconds with a fraction': withTimes((at) => at / 1000),
  'seconds with a fraction, as a text': withTimes((at) => String(at / 1000)),
  millionths: withTimes((at) => at * 1000),
  'billionths, as a text': withTimes((at) => `${at}000000`),
  'in another zone': withTimes((at) => new Date(at + 7_200_000).toISOString().replace('Z', '+02:00')),
  'without a zone': withTimes((at) => new Date(at).toISOString().replace('Z', '')),
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const words = (name: string): string => name.replaceAll(/(?!^)([A-Z])/g, '_$1').toLowerCase();
const names: Readonly<Record<string, string>> = {
  'in lower case': withNames((name) => name.toLowerCase()),
  'with capitals': withNames(capital),
  'in snake case': withNames((name) => (name.includes(':') ? name : words(name))),
  'EventType alone': withType('EventType', String),
  'notificationType, in capitals': withType('notificationType', (type) => type.toUpperCase()),
  'types with a sign between their words': withType('eventType', (type) => words(type).replaceAll('_', '-')),
  'the mail as a text of JSON': lines(records.map(({ mail, ...rest }) => ({ ...rest, mail: json(mail) }))),
};

const batch = (one: EventRecord): string =>
  json({ messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', timestamp: 1, message: json(one) }] });
const packed = (text: string): string => gzipSync(text).toString('base64');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const columns = [
  'eventType',
  'mail',
  'bounce',
  'complaint',
  'delivery',
  'deliveryDelay',
  'open',
  'click',
] as const;
const cell = (value: unknown): string => (typeof value === 'string' ? value : json(value));
const table = (write: (text: string) => string, separator: string): string =>
  [
    columns.map((name) => write(name.toLowerCase())).join(separator),
    ...records.map((one) =>
      columns
        .map((name) => (one as Partial<Record<string, unknown>>)[name])
        .map((value) =>
          value === undefined ? '' : typeof value === 'string' ? write(value) : quoted(cell(value)),
        )
        .join(separator),
    ),
  ].join('\n');

const envelopes: Readonly<Record<string, string | Uint8Array>> = {
  'S3 Select, a record': lines(records.map((one) => ({ _1: one }))),
  'S3 Select, its text': lines(records.map((one) => ({ _1: json(one) }))),
  'S3 Select, its answer': lines(records.map((one) => ({ Records: { Payload: `${json(one)}\n` } }))),
  'Athena, columns of JSON': table(quoted, ','),
  'a table with tabs, and quotes where they are needed': table((text) => text, '\t'),
  'Kinesis with CloudWatch Logs in it': json({
    Records: records.map((one) => ({ kinesis: { data: packed(batch(one)) } })),
  }),
  'Kinesis, GetRecords': json({ Records: records.map((one) => ({ Data: base64(json(one)) })) }),
  'Kinesis, GetRecords with CloudWatch Logs in it': json({
    Records: records.map((one) => ({ Data: packed(batch(one)) })),
  }),
  'Firehose, with CloudWatch Logs in it': json({
    records: records.map((one) => ({ recordId: '1', data: packed(batch(one)) })),
  }),
  'DynamoDB, a text': lines(records.map((one) => ({ Item: { id: { S: 'x' }, payload: { S: json(one) } } }))),
  'OpenSearch, hits': lines(records.map((one) => ({ _index: 'ses', _id: '1', _source: one }))),
  'OpenSearch, bulk': records.map((one) => `${json({ index: { _index: 'ses' } })}\n${json(one)}`).join('\n'),
  Splunk: lines(records.map((one) => ({ result: { _raw: json(one) } }))),
  'a database, the record in a column': lines(records.map((one) => ({ id: 1, raw_event: one }))),
  'a record as it came and taken apart': lines(records.map((one) => ({ raw: json(one), fields: one }))),
  'all of them as members of one object': json(
    Object.fromEntries(records.map((one, at) => [`-N${at}`, one])),
  ),
  'pages of them': json({ first: records.slice(0, 20), others: records.slice(20) }),
};

async function reportOf(content: string | Uint8Array): Promise<HistoryReport> {
  const { stdout, stderr } = await history({ 'events.json': content }, ['{folder}/events.json', '--json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as HistoryReport;
}

const plain = reportOf(lines(records));

describe.each(Object.entries({ times, names, envelopes }))('the same tables whatever the %s', (_, kinds) => {
  it.each(Object.entries(kinds))('%s', async (_name, content) => {
    const { records: counts, tables } = await reportOf(content);
    expect(counts).toEqual({ read: records.length, unreadable: 0, duplicates: 0, outsideRange: 0 });
    expect(tables).toEqual((await plain).tables);
  });
});

describe('what cannot be read of them', () => {
  it('a number that is no time of these years is lost with its record, and counted', async () => {
    const [first] = records;
    for (const timestamp of [0, 1, -1e300, 20_261_001, '', 'NaN', 'Infinity', '1e300', true, {}, null]) {
      const { exitCode, stdout } = await history(
        {
          'events.json': `${lines(records)}\n${json({ eventType: 'Send', mail: { ...first?.mail, timestamp } })}`,
        },
        ['{folder}/events.json', '--json'],
      );
      expect([timestamp, exitCode, (JSON.parse(stdout) as HistoryReport).records.unreadable]).toEqual([
        timestamp,
        3,
        1,
      ]);
    }
  });

  it('a log whose lines hold {name=value} is no such table', async () => {
    const [first] = records;
    const text = `2026-10-01 INFO mail relay started\n2026-10-01 INFO config {region=eu-west-1}\n${json(first)}\n`;
    const { stdout, exitCode } = await history({ 'app.log': text }, ['{folder}/app.log', '--json']);
    const { read, unreadable } = (JSON.parse(stdout) as HistoryReport).records;
    expect({ exitCode, read, unreadable }).toEqual({ exitCode: 3, read: 1, unreadable: 2 });
  });

  it('a table of Athena whose objects are no JSON says what the query has to write', async () => {
    const text = '"eventtype","mail"\n"Send","{timestamp=2026-10-01T00:00:00.000Z, messageid=a}"\n';
    const { exitCode, stderr } = await history({ 'result.csv': text }, ['{folder}/result.csv']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('json_format(CAST(mail AS JSON))');
    const beside = await history({ 'result.csv': text, 'events.json': lines(records) }, [
      '{folder}',
      '--json',
    ]);
    expect(beside.exitCode).toBe(3);
    expect(beside.stdout).toContain('json_format(CAST(mail AS JSON))');
  });

  it.each([
    ['objects in objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
    ['texts in texts', Array.from({ length: 12 }).reduce<string>((inner) => json({ a: inner }), 'x')],
    [
      'objects with many members each',
      json(
        Array.from({ length: 7 }).reduce<unknown>((inner) => ({ a: inner, b: inner, c: inner, d: inner }), 1),
      ),
    ],
  ])('%s, however deep, are one', async (_, text) => {
    expect((await reportOf(`${lines(records)}\n${text}`)).records).toMatchObject({
      read: records.length,
      unreadable: 1,
    });
  });

  it('objects that hold no event anywhere are one lost piece each', async () => {
    const { stdout } = await history(
      {
        'events.json': `${lines(records)}\n${lines([{ a: { b: { c: 1 } } }, { index: { mail: 1 } }, { data: 'H4sIbroken' }, { mail: 'x', eventType: 'Send' }])}`,
      },
      ['{folder}/events.json', '--json'],
    );
    expect((JSON.parse(stdout) as HistoryReport).records).toMatchObject({
      read: records.length,
      unreadable: 4,
    });
  });
});
