import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { history } from './asked.ts';

/** Tables of records that lack a column: what stands in it is unknown, and not nothing. */
const mails = daysFrom('2026-11-02', 3).flatMap((day) =>
  mailsOf(day, 100, { bounced: 5, complained: 1, delayed: 2 }),
);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-columns-'));
  writeFileSync(join(folder, 'all.json'), linesOf(recordsOf(mails)));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The records as Parquet, with these columns of these types of events. */
async function ask(select: string, where = 'true'): Promise<HistoryReport> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = join(folder, 'a.parquet');
  await connection.run(
    `COPY (SELECT ${select} FROM read_json('${join(folder, 'all.json')}', format = 'newline_delimited', sample_size = -1) WHERE ${where})
      TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const { stdout, stderr } = await history({}, [path, '--json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout.replaceAll(folder, '')) as HistoryReport;
}
const codes = ({ problems }: HistoryReport): readonly string[] => problems.map(({ code }) => code);

it.each([
  ['bounce', '* EXCLUDE (bounce)', 'which addresses bounced'],
  ['complaint', '* EXCLUDE (complaint)', 'who complained'],
  ['deliveryDelay', '* EXCLUDE (deliveryDelay)', 'whose mail waited'],
  [
    'bounce.bouncedRecipients',
    `* REPLACE ({'bounceType': bounce.bounceType, 'timestamp': bounce.timestamp} AS bounce)`,
    'which addresses bounced',
  ],
] as const)(
  'of events whose column %s is missing the report says what is not known',
  async (column, select, said) => {
    const report = await ask(select);
    const [missing] = report.problems.filter(({ code }) => code === 'history/column-missing');
    expect(missing?.severity).toBe('unknown');
    expect(missing?.summary).toContain(`no column ${column}: it is not known ${said}`);
    expect(report.exitCode).toBe(3);
    // What is not known is not zero.
    const days = report.tables['days'];
    for (const name of ['hard_bounces', 'hard_bounce_share']) {
      const at = days?.columns.findIndex((one) => one.name === name) ?? -1;
      expect([name, days?.rows[0]?.[at] === null]).toEqual([name, column.startsWith('bounce')]);
    }
  },
);

it.each([
  ['bounce', `eventType <> 'Bounce'`],
  ['complaint', `eventType <> 'Complaint'`],
] as const)('a table that can hold no %s is no proof that there was none', async (column, where) => {
  const report = await ask(`* EXCLUDE (${column})`, where);
  expect(report.problems.find(({ code }) => code === 'history/column-missing')?.summary).toContain(
    `has no column ${column}: it is not known whether`,
  );
  expect(report.exitCode).toBe(3);
  // With the column, the same records are an answer.
  expect(codes(await ask('*', where))).not.toContain('history/column-missing');
});

it('with all columns nothing is unknown', async () => {
  const report = await ask('*');
  expect([report.records.unreadable, codes(report)]).toEqual([
    0,
    expect.not.arrayContaining(['history/column-missing']),
  ]);
  expect(report.events).toEqual({
    ...{ Send: 300, Delivery: 285, Bounce: 15, Complaint: 3, DeliveryDelay: 6 },
  });
});
