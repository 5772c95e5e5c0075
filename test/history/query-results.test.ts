import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rewrite, type Rewritten } from '../../src/history/duckdb/rewrite.ts';
import { eventsOf } from '../lab/history/events.ts';
import { documentOf, history } from './asked.ts';

const records = [...eventsOf({ seed: 5, days: 2, perDay: 60 })].map((one, nth) =>
  // Commas, quotes, semicolons and line breaks are in subjects.
  ({ ...one, mail: { ...one.mail, commonHeaders: { subject: `"Hi", a\\b; ${nth}\nyou` } } }),
);
const json = JSON.stringify;

/** The rows of a query, as GetQueryResults gives them. */
const fields = (message: string, nth: number): object[] => [
  { field: '@timestamp', value: '2026-11-30 10:00:00.000' },
  { field: '@message', value: message },
  { field: '@ptr', value: `Cn8KQgoq${nth}` },
];
const result = (messages: readonly string[], more: object = {}): object => ({
  results: messages.map(fields),
  statistics: { recordsMatched: messages.length, recordsScanned: 9e6, bytesScanned: 1e9 },
  status: 'Complete',
  ...more,
});
const lines = records.map((one) => json(one));
const sns = (line: string): string =>
  json({ Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:111122223333:ses', Message: line });
const bridge = (line: string): string =>
  json({ version: '0', 'detail-type': 'Email Sent', source: 'aws.ses', detail: JSON.parse(line) as object });
const doubled = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (messages: readonly string[], { between = ',', end = '\n' } = {}): string =>
  [
    ['@timestamp', '@message'].join(between),
    ...messages.map((one) => ['2026-11-30 10:00:00.000', doubled(one)].join(between)),
  ].join(end);

async function* cut(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

/** What is read of a text that comes in pieces of a size. */
async function read(text: string, size = 64 * 1024): Promise<Rewritten & { lines: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'history-rows-'));
  try {
    const path = join(folder, 'out');
    const counts = await rewrite(cut(text, size), path);
    return {
      ...counts,
      lines: readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('results of CloudWatch Logs Insights, and other tables with the records in quotes, are read whole', () => {
  it.each<[string, string]>([
    ['get-query-results', json(result(lines))],
    ['the same as the CLI prints it', JSON.stringify(result(lines), null, 4)],
    ['with the language of the query first', json({ queryLanguage: 'CWLI', ...result(lines) })],
    ['of records in SNS', json(result(lines.map(sns)))],
    ['of records of EventBridge', json(result(lines.map(bridge)))],
    [
      'of the log of a function in Node.js',
      json(result(lines.map((one) => `2026-11-30T10:00:00.000Z\t0a1b-2c\tINFO\t${one}\n`))),
    ],
    [
      'with fields of its own',
      json({
        results: lines.map((one, nth) => [{ field: 'eventType', value: 'Send' }, ...fields(one, nth)]),
      }),
    ],
    ['JSON of the console', json(lines.map((one) => ({ '@timestamp': '2026', '@message': one })))],
    [
      'JSON of the console, its records parsed',
      json(records.map((one) => ({ '@timestamp': '2026', '@message': one }))),
    ],
    ['CSV of the console', csv(lines)],
    ['CSV with lines of Windows and a byte order mark', `\uFEFF${csv(lines, { end: '\r\n' })}\r\n`],
    ['CSV with semicolons', csv(lines, { between: ';' })],
    ['CSV with tabs', csv(lines, { between: '\t' })],
    ['CSV of records over several lines', csv(records.map((one) => JSON.stringify(one, null, 2)))],
    ['CSV of records in SNS', csv(lines.map(sns))],
    ['CSV of one column without a name', lines.map(doubled).join('\n')],
    [
      'CSV of a database, with other JSON beside',
      ['id,meta,body', ...lines.map((one, nth) => `${nth},${doubled('{"a":[1]}')},${doubled(one)}`)].join(
        '\n',
      ),
    ],
    ['CSV with backslashes', ['id,body', ...lines.map((one, nth) => `${nth},${json(one)}`)].join('\n')],
    ['texts of JSON, as jq prints them', lines.map((one) => json(one)).join('\n')],
    ['texts of texts of JSON', lines.map((one) => json(json(one))).join('\n')],
    ['texts four times over', lines.map((one) => json(json(json(json(one))))).join('\n')],
    [
      'what Lambda hands on of calls that failed',
      lines
        .map((one) =>
          json({
            requestContext: { condition: 'RetriesExhausted' },
            requestPayload: { Records: [{ Sns: JSON.parse(sns(one)) as object }] },
            responsePayload: { errorMessage: 'no' },
          }),
        )
        .join('\n'),
    ],
    ['a list of texts of JSON', json(lines)],
    ['the same over lines', JSON.stringify(lines, null, 2)],
    ['a list of texts of SNS', json(lines.map(sns))],
  ])('%s', async (_, text) => {
    for (const size of [113, 4096, text.length]) {
      const { lines: written, ...counts } = await read(text, size);
      expect(counts, `pieces of ${size}`).toEqual({
        ...{ written: lines.length, unreadable: 0, longest: 0, leftOut: 0 },
      });
      expect(written.map((one) => JSON.parse(one) as unknown)).toEqual(
        lines.map((one) => JSON.parse(one) as unknown),
      );
    }
  });

  it('a result that is larger than any record, in one line or many', async () => {
    const many = Array.from({ length: 40 }, () => lines).flat();
    for (const text of [json(result(many)), JSON.stringify(result(many), null, 2), csv(many)]) {
      expect(text.length).toBeGreaterThan(5_000_000);
      expect(await read(text)).toMatchObject({ written: many.length, unreadable: 0, leftOut: 0 });
    }
  });
});

describe('what is not in it is counted', () => {
  const many = Array.from({ length: 12 }, () => lines).flat();
  it.each<[string, string, Partial<Rewritten>]>([
    [
      'a result at its limit',
      json(result(lines, { statistics: { recordsMatched: 5000 } })),
      { leftOut: 5000 - lines.length },
    ],
    [
      'a large result at its limit',
      json(result(many, { statistics: { recordsMatched: 50_000 } })),
      { leftOut: 50_000 - many.length },
    ],
    ['a query that still runs', json(result(lines, { status: 'Running' })), { leftOut: 1 }],
    ['a large one that was stopped', json(result(many, { status: 'Cancelled' })), { leftOut: 1 }],
    ['a result that was cut off', json(result(many)).slice(0, -5000), { unreadable: 1 }],
    ['CSV that was cut off', csv(lines).slice(0, -40), { unreadable: 1 }],
    ['a broken record in CSV', csv([...lines, '{"eventType":"Send","mail":{']), { unreadable: 1 }],
    ['a row that is none', `${csv(lines)}\n2026-11-30,"{""a"":1}"`, { unreadable: 1 }],
    ['a broken text in a list', json([...lines, '{"eventType":"Send","mail":{']), { unreadable: 1 }],
    [
      'a row of a query without the record',
      json({ results: [...lines.map(fields), [{ field: 'eventType', value: 'Send' }]] }),
      { unreadable: 1 },
    ],
  ])('%s', async (_, text, expected) => {
    const { unreadable, leftOut } = await read(text);
    expect({ unreadable, leftOut }).toEqual({ unreadable: 0, leftOut: 0, ...expected });
  });

  it('nothing, of a notice among the rows, and of a query that names fewer than were scanned', async () => {
    const notice = json({
      Type: 'SubscriptionConfirmation',
      TopicArn: 'arn:aws:sns:eu-west-1:1:a',
      Message: 'You have',
    });
    expect(await read(csv([...lines, notice]))).toMatchObject({ unreadable: 0, leftOut: 0 });
    expect(await read(json(result(lines, { statistics: { recordsScanned: 9e6 } })))).toMatchObject({
      leftOut: 0,
    });
  });
});

describe('the report', () => {
  it('says what a query left out, and what to do', async () => {
    const { problems, exitCode } = await documentOf(
      json(result(lines, { statistics: { recordsMatched: 25_000 } })),
    );
    const [left] = problems.filter(({ code }) => code === 'history/records-unreadable');
    expect(left?.summary).toBe(
      `${(25_000 - lines.length).toLocaleString('en')} records that a query of CloudWatch Logs found are not in its result, so the counts are lower bounds.`,
    );
    expect(left?.fix.map(({ text }) => text)).toEqual([expect.stringContaining('shorter times')]);
    expect(exitCode).toBe(3);
  });

  it('has the numbers of plain records, also of packed tables and through a pipe', async () => {
    const numbers = ({ stdout }: { stdout: string }): unknown => {
      const { events, tables, exitCode } = JSON.parse(stdout) as {
        events: object;
        tables: object;
        exitCode: number;
      };
      return { events, tables, exitCode };
    };
    const plain = numbers(await history({ a: lines.join('\n') }, ['{folder}/a', '--json']));
    const table = gzipSync(csv(lines));
    expect(numbers(await history({ 'a.csv.gz': table }, ['{folder}/a.csv.gz', '--json']))).toEqual(plain);
    expect(numbers(await history({}, ['-', '--json'], json(result(lines))))).toEqual(plain);
  });

  it('says what a query has to show where no row holds a record', async () => {
    const rows = records.map(({ eventType }) => [{ field: 'eventType', value: eventType }]);
    const { exitCode, stdout, stderr } = await history({ a: json({ results: rows }) }, ['{folder}/a']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('a query of CloudWatch Logs has to show @message');
  });
});
