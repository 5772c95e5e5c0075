import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/history/event-of.ts';
import { RecordSplitter } from '../../src/history/record-splitter.ts';
import type { HistoryReport } from '../../src/history/document.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { history } from './asked.ts';

const records = recordsOf(daysFrom('2026-11-01', 5).flatMap((day) => mailsOf(day, 1200, { bounced: 9 })));
const texts = records.map((record) => JSON.stringify(record));

const notice = (text: string): object => ({
  ...{ Type: 'Notification', MessageId: 'n', TopicArn: 'arn:aws:sns:eu-west-1:111122223333:ses' },
  ...{ Message: text, Timestamp: '2026-11-01T10:00:00.000Z', Signature: 'x'.repeat(300) },
});
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What tools of AWS write as one object, of however many records. */
const envelopes: Readonly<Record<string, (some: readonly string[]) => object>> = {
  'aws logs filter-log-events': (some) => ({
    events: some.map((message, nth) => ({
      ...{ logStreamName: 's', timestamp: 1, message, ingestionTime: 2, eventId: `${nth}` },
    })),
    searchedLogStreams: [{ logStreamName: 's', searchedCompletely: true }],
    nextToken: 'x{"[',
  }),
  'aws logs get-log-events': (some) => ({
    events: some.map((message) => ({ timestamp: 1, message, ingestionTime: 1 })),
    nextForwardToken: 'f/1',
    nextBackwardToken: 'b/1',
  }),
  'a subscription of CloudWatch Logs': (some) => ({
    ...{ messageType: 'DATA_MESSAGE', owner: '111122223333', logGroup: '/ses', subscriptionFilters: ['f'] },
    logEvents: some.map((message, nth) => ({ id: `${nth}`, timestamp: 1, message })),
  }),
  'aws sqs receive-message': (some) => ({
    Messages: some.map((text) => ({
      MessageId: 'm',
      ReceiptHandle: 'r',
      Body: JSON.stringify(notice(text)),
    })),
  }),
  'a function behind a queue': (some) => ({
    Records: some.map((text) => ({
      messageId: 'm',
      body: JSON.stringify(notice(text)),
      attributes: { a: [1] },
    })),
  }),
  'a function behind a topic': (some) => ({
    Records: some.map((text) => ({ EventSource: 'aws:sns', Sns: notice(text) })),
  }),
  'a transformation of Firehose': (some) => ({
    invocationId: 'i',
    records: some.map((text) => ({ recordId: '1', data: base64(text) })),
  }),
  'a function behind Kinesis': (some) => ({
    Records: some.map((text) => ({ kinesis: { data: base64(text) } })),
  }),
};

function read(
  text: string,
  size = 65_536,
): { events: readonly unknown[]; unreadable: number; longest: number } {
  const events: unknown[] = [];
  let lost = 0;
  const splitter = new RecordSplitter((value) => {
    const found = eventsOf(value);
    events.push(...found.events);
    lost += found.lost;
  });
  for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size));
  splitter.end();
  return { events, unreadable: splitter.unreadable + lost, longest: splitter.longest };
}

describe.each(Object.entries(envelopes))('%s, of more than a piece may have', (_, wrap) => {
  const [compact, indented] = [0, 4].map((indent) => JSON.stringify(wrap(texts), null, indent));
  it.each([
    ['on one line', compact ?? ''],
    ['indented', indented ?? ''],
    [
      'two behind each other',
      `${JSON.stringify(wrap(texts.slice(0, 7000)))}${JSON.stringify(wrap(texts.slice(7000)))}\n`,
    ],
    ['in an array', `[${compact ?? ''}]\n`],
  ])('%s: each record is read, and nothing of the frame is one', (_, text) => {
    expect(text.length).toBeGreaterThan(4 * 1024 * 1024);
    for (const size of [65_536, 700_001])
      expect(read(text, size)).toEqual({ events: records, unreadable: 0, longest: 0 });
  });

  // What was cut off may itself be an envelope in one.
  const mostLost = 2;
  it('cut off: what came before is read, and a piece is lost', () => {
    const text = (compact ?? '').slice(0, 3_000_000);
    const { events, unreadable } = read(text);
    expect(events).toEqual(records.slice(0, events.length));
    expect(events.length).toBeGreaterThan(2000);
    expect(unreadable).toBeGreaterThan(0);
    expect(unreadable).toBeLessThanOrEqual(mostLost);
  });

  it('cut off, and another one behind it: both are read', () => {
    const half = JSON.stringify(wrap(texts.slice(0, 6000)));
    const text = `${half.slice(0, 2_000_000)}\n${JSON.stringify(wrap(texts.slice(6000)))}\n`;
    const { events, unreadable } = read(text);
    expect(unreadable).toBeGreaterThan(0);
    expect(unreadable).toBeLessThanOrEqual(mostLost);
    expect(events.slice(-(records.length - 6000))).toEqual(records.slice(6000));
    expect(events.slice(0, -(records.length - 6000))).toEqual(
      records.slice(0, events.length - (records.length - 6000)),
    );
  });

  it('small: the same', () => {
    expect(read(JSON.stringify(wrap(texts.slice(0, 30)), null, 2))).toEqual({
      ...{ events: records.slice(0, 30), unreadable: 0, longest: 0 },
    });
  });
});

it('a list with something else in it: what is none is counted, the rest is read', () => {
  const wrap = envelopes['aws logs filter-log-events'] ?? (() => ({}));
  const some = texts.map((text, nth) => (nth === 5000 ? 'START RequestId: 1' : text));
  expect(read(JSON.stringify(wrap(some)))).toEqual({
    ...{ events: records.filter((_, nth) => nth !== 5000), unreadable: 1, longest: 0 },
  });
});

describe('a run', () => {
  const document = JSON.stringify(envelopes['aws logs filter-log-events']?.(texts));
  const plain = linesOf(records.slice(0, 100));
  const asked = async (files: Readonly<Record<string, string | Uint8Array>>, input = '') => {
    const { exitCode, stdout, stderr } = await history(
      files,
      [...Object.keys(files).map((name) => `{folder}/${name}`), ...(input === '' ? [] : ['-']), '--json'],
      input,
    );
    return { exitCode, stderr, report: stdout === '' ? null : (JSON.parse(stdout) as HistoryReport) };
  };

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
    ['of a file', { 'logs.json': document }, ''],
    ['of a packed file', { 'logs.json.gz': gzipSync(document) }, ''],
    ['of standard input', {}, document],
    ['of an indented one', { 'logs.json': JSON.stringify(JSON.parse(document), null, 4) }, ''],
  ])('%s reads it all', async (_, files, input) => {
    const { exitCode, report } = await asked(files, input);
    expect(exitCode).toBe(0);
    expect(report?.records).toMatchObject({ read: records.length, unreadable: 0 });
  });

  const huge = JSON.stringify({ ...records[0], padding: 'x'.repeat(5 * 1024 * 1024) });
  it('says how large a piece is that is too large, and in which file', async () => {
    const { exitCode, report } = await asked({ 'huge.json': huge, 'plain.ndjson': plain });
    expect(exitCode).toBe(3);
    expect(report?.records).toMatchObject({ read: 100, unreadable: 1 });
    const told = report?.problems.find(({ code }) => code === 'history/records-unreadable');
    expect(told?.summary).toContain('One of them, in {folder}/huge.json, has 5 MB: too much to be read.');
    expect(told?.evidence).toContainEqual(
      expect.objectContaining({ what: 'the longest piece there', expected: '4 MB at most', actual: '5 MB' }),
    );
  });

  it.each([
    ['a record', huge],
    ['a message of an envelope', JSON.stringify({ Messages: [{ Body: 'y'.repeat(6 * 1024 * 1024) }] })],
  ])('alone: %s that is too large is told so', async (_, text) => {
    const { exitCode, stderr, report } = await asked({ 'huge.json': text });
    expect(exitCode).toBe(2);
    expect(report).toBeNull();
    expect(stderr).toMatch(/huge\.json.* holds a piece of [56] MB, .* has 4 MB at most/);
    expect(stderr).not.toContain('no event record');
  });

  it('what is no record is told so, and nothing of its size', async () => {
    const { stderr } = await asked({ 'none.json': '{"a": 1}' });
    expect(stderr).toContain('no event record of SES');
  });
});
