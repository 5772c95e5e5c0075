import { describe, expect, it } from 'vitest';
import { answersOf } from '../../src/history/ask.ts';
import { Classifier } from '../../src/history/classify.ts';
import type { Engine, Row } from '../../src/history/engine.ts';
import * as questions from '../../src/history/questions.ts';
import { documentOf } from './asked.ts';

const day = '2026-10-01';
const group = (reply: string, recipients: number): Row => [
  ...[day, 'Bounce', 'Permanent', 'General', '5.1.1', reply, 'a.example', null, null, recipients, reply, 1],
  ...[day, 1, 3, recipients, null, recipients],
];

/** An engine that knows one day of 100 bounces and 5 complaints, and gives only these groups of them. */
const engine = (groups: readonly Row[]): Engine => ({
  name: 'duckdb',
  records: { read: 200, unreadable: 0, duplicates: 0, outsideRange: 0 },
  damaged: [],
  ask: async (question) => {
    if (question.select === questions.failureGroups(null).select) return groups;
    return question.select === questions.perDay(null).select
      ? [
          [day, 'Bounce', 1, 100, 100, 1, day, 1, 3, '2026-10-01 00:00:00', '2026-10-01 10:00:00'],
          [day, 'Complaint', 1, 5, 5, 1, day, 1, 3, '2026-10-01 00:00:00', '2026-10-01 10:00:00'],
          [day, 'Send', 0, 1000, 1000, 1, day, 1, 3, '2026-10-01 00:00:00', '2026-10-01 10:00:00'],
        ]
      : [];
  },
  notes: () => [],
  close: async () => undefined,
});
const cut = { from: null, to: null, where: [] };
const ask = async (groups: readonly Row[], causes: readonly string[], most?: number) =>
  await answersOf(
    engine(groups),
    { questions: ['overview'], cut, causes, where: [], now: '2026-11-21T20:00:00.000Z' },
    new Classifier(most),
  );

describe('more failures than are read', () => {
  it('count as such, so that the sums are those of all', async () => {
    const { overview, unreadTexts } = await ask([group('smtp; 550 5.1.1 user unknown', 60)], []);
    expect(overview.causes.map(({ cause, recipients }) => [cause, recipients])).toEqual([
      ['bounce/unknown-user', 60],
      ['history/not-read', 40],
      ['history/not-read', 5],
    ]);
    expect(unreadTexts).toBe(45);
  });

  it('are told as well where one cause is asked for', async () => {
    const { overview, unreadTexts } = await ask(
      [group('smtp; 550 5.1.1 user unknown', 60)],
      ['bounce/unknown-user'],
    );
    expect(overview.causes.map(({ recipients }) => recipients)).toEqual([60]);
    expect(unreadTexts).toBe(45);
  });

  it('are told where texts differ too much to be read', async () => {
    const groups = [group('smtp; 550 5.1.1 user unknown', 60), group('smtp; 552 5.2.2 mailbox full', 40)];
    const { overview, unreadTexts } = await ask(groups, [], 1);
    expect(overview.causes.map(({ cause, recipients }) => [cause, recipients])).toEqual([
      ['bounce/unknown-user', 60],
      ['history/not-read', 40],
      ['history/not-read', 5],
    ]);
    expect(unreadTexts).toBe(45);
  });
});

it('of a long story the newest events are told, and that there are more', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) =>
    JSON.stringify({
      eventType: 'Send',
      mail: {
        messageId: `m${index}`,
        timestamp: new Date(Date.UTC(2026, 9, 1, 0, index)).toISOString(),
        destination: ['a@receiver.example'],
      },
      send: {},
    }),
  );
  const { tables, notes } = await documentOf(lines.join('\n'), ['--recipient', 'A@receiver.example']);
  const told = tables['recipient']?.rows.map((row) => row[3]);
  expect(told).toHaveLength(1000);
  expect([told?.[0], told?.at(-1)]).toEqual(['m200', 'm1199']);
  expect(notes).toEqual(['Only the newest 1,000 events are shown; ask about a smaller range for others.']);
});
