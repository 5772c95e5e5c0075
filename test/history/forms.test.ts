import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { runOffline } from '../cli/host.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';

const json = JSON.stringify;
const sns = (record: unknown): object => ({ Type: 'Notification', TopicArn: 't', Message: json(record) });
const bridge = (record: unknown): object => ({ 'detail-type': 'Email Sent', detail: record });
const wraps = { record: (one: unknown) => one, notice: sns, detail: bridge } as const;
const records: readonly EventRecord[] = [...eventsOf({ seed: 5, days: 4, perDay: 250 })];

describe('a file of one form', () => {
  it.each(Object.entries(wraps))('%s: a few lines in other forms are read too', async (_, wrap) => {
    const others = Object.values(wraps).map((other, index) => json(other(records[index])));
    const lines = [...others, ...records.slice(3).map((one) => json(wrap(one)))];
    // The first line tells the form; the others stand where they would be missed.
    const text = [lines.at(-1) ?? '', '7', ...lines.slice(0, -1), '{"eventType": "Se'].join('\n');
    const { records: counted, events } = await documentOf(text, ['--question', 'overview']);
    expect(counted).toEqual({ read: records.length, unreadable: 2, duplicates: 0, outsideRange: 0 });
    expect(Object.values(events).reduce((sum, one) => sum + one, 0)).toBe(records.length);
  });
});

describe('a record that cannot be placed is counted as unreadable', () => {
  const mail = { timestamp: '2026-10-02T10:00:00.000Z', messageId: 'm', destination: ['a@example.net'] };
  const good = json({ eventType: 'Send', mail, send: {} });
  it.each([
    ['a time that is none', { ...mail, timestamp: 'infinity' }],
    ['a number that is no time', { ...mail, timestamp: 1_790_000 }],
    ['a time before SES', { ...mail, timestamp: '0001-01-01T00:00:00Z' }],
    ['a year of six digits', { ...mail, timestamp: '290000-01-01T00:00:00Z' }],
    ['a mail without anything', {}],
    ['a mail that is text', 'hello'],
  ])('%s', async (_, broken) => {
    const { records: counted, exitCode } = await documentOf(
      [good, json({ eventType: 'Bounce', mail: broken })].join('\n'),
    );
    expect({ counted, exitCode }).toEqual({
      counted: { read: 1, unreadable: 1, duplicates: 0, outsideRange: 0 },
      exitCode: 3,
    });
  });

  it.each([
    ['2026-10-02T01:30:00+02:00', '2026-10-01'],
    ['2026-10-01T20:00:00-05:00', '2026-10-02'],
    ['2026-10-02 01:30:00', '2026-10-02'],
  ])('%s is of %s', async (timestamp, day) => {
    const { tables } = await documentOf(json({ eventType: 'Send', mail: { ...mail, timestamp } }), [
      ...['--by', 'day'],
    ]);
    expect(tables['by']?.rows.map((row) => row[0])).toEqual([day]);
  });
});

describe('what a question needs is read', () => {
  const incidents = [
    { kind: 'rise', cause: 'spam', fromDay: 10, days: 2, share: 0.4, receiver: 'gmail.com' },
    { kind: 'complaints', campaign: 'winback', share: 0.02 },
    { kind: 'dead', count: 4 },
  ] as const;
  const text = [...eventsOf({ seed: 8, days: 14, perDay: 150, incidents })]
    .map((one) => json(one))
    .join('\n');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'history-test-'));
    writeFileSync(join(folder, 'events.ndjson'), text);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const asked = async (args: readonly string[]): Promise<HistoryReport> => {
    const { stdout, stderr } = await runOffline([
      ...['history', join(folder, 'events.ndjson'), '--json'],
      ...args,
    ]);
    if (stdout === '') throw new Error(stderr);
    return { ...(JSON.parse(stdout) as HistoryReport), takenAt: '' };
  };

  // The cache holds everything, whatever is asked.
  it.each([
    ['--question', 'overview'],
    ['--question', 'rise'],
    ['--question', 'deferrals'],
    ['--question', 'complaints'],
    ['--question', 'dead-addresses'],
    ['--question', 'overview', '--where', 'campaign=winback', '--where', 'ip=192.0.2.3'],
    ['--by', 'campaign,day'],
    ['--by', 'hour,type,configuration-set'],
    ['--by', 'cause,identity,ip'],
    ['--recipient', 'gone1@company.example'],
    ['--message-id', `0102${(8 * 10_000_000 + 20).toString(16).padStart(12, '0')}-000000`],
  ])('%s %s', async (...args) => {
    expect(await asked(args)).toEqual(await asked([...args, '--cache', join(folder, 'cache')]));
  });
});
