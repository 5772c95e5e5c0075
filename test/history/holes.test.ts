import { describe, expect, it } from 'vitest';
import { holesOf } from '../../src/history/holes.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { history } from './asked.ts';

const open = { from: null, to: null };
const at = (day: string): string => `${day}T00:00:00.000Z`;
const weekdayOf = (day: string): number => new Date(at(day)).getUTCDay();
const november = daysFrom('2026-11-01', 30);
const is =
  (...weekdays: readonly number[]) =>
  (day: string): boolean =>
    weekdays.includes(weekdayOf(day));
const without = (...gone: readonly string[]): readonly string[] =>
  november.filter((day) => !gone.includes(day));
const span = (first: string, count: number): readonly string[] => daysFrom(first, count);

const holes = (
  days: readonly string[],
  range: { from: string | null; to: string | null } = open,
  records = 50,
): Record<string, readonly string[]> => ({
  ...holesOf(
    days.map((day) => ({ day, records })),
    range,
  ),
});
const none = { start: [], inside: [], end: [] };

describe('days without events', () => {
  it.each([
    ['one day of a daily sender', without('2026-11-12'), ['2026-11-12']],
    ['one day of a sender of two messages a day', without('2026-11-12'), ['2026-11-12'], 2],
    ['three days on end', without(...span('2026-11-10', 3)), span('2026-11-10', 3)],
    ['half a month', without(...span('2026-11-08', 14)), span('2026-11-08', 14)],
    ['twenty days', without(...span('2026-11-06', 20)), span('2026-11-06', 20)],
    ['two apart', without('2026-11-05', '2026-11-20'), ['2026-11-05', '2026-11-20']],
    [
      'a Tuesday of a sender who rests at weekends',
      november.filter((day) => !is(0, 6)(day) && day !== '2026-11-17'),
      ['2026-11-17'],
    ],
    [
      'a week and its weekends of a sender who rests at weekends',
      november.filter((day) => !is(0, 6)(day) && !(day >= '2026-11-14' && day <= '2026-11-22')),
      span('2026-11-14', 9),
    ],
  ] as const)('%s', (_, days, expected, records?: number) => {
    expect(holes(days, open, records ?? 50)).toEqual({ ...none, inside: expected });
  });

  it.each([
    ['of a sender who writes every day', november],
    ['of a sender who rests at weekends', november.filter((day) => !is(0, 6)(day))],
    ['of a sender who writes once a week', november.filter(is(1))],
    [
      'of a sender who writes on Mondays, and whose mail is opened until Wednesday',
      november.filter(is(1, 2, 3)),
    ],
    [
      'of a sender who writes once a month',
      [...span('2026-10-01', 3), ...span('2026-11-01', 3), '2026-12-01'],
    ],
    [
      'of a sender who writes now and then',
      ['2026-11-02', '2026-11-03', '2026-11-09', '2026-11-20', '2026-11-24'],
    ],
    ['of a single day', ['2026-11-12']],
    ['of no day', []],
  ] as const)('that say nothing, %s', (_, days) => {
    expect(holes(days, open, 3)).toEqual(none);
  });

  it('at the ends of a range', () => {
    const range = { from: at('2026-11-01'), to: at('2026-12-01') };
    expect(holes(span('2026-11-15', 10), range)).toEqual({
      start: span('2026-11-01', 14),
      inside: [],
      end: span('2026-11-25', 6),
    });
    expect(holes(november, range)).toEqual(none);
    // Half a day at an end is no day without events.
    expect(holes(november, { from: '2026-10-31T12:00:00.000Z', to: '2026-12-01T12:00:00.000Z' })).toEqual(
      none,
    );
    expect(holes(november.filter(is(1)), range)).toEqual(none);
    expect(holes(['2026-11-15'], range)).toEqual({
      start: span('2026-11-01', 14),
      inside: [],
      end: span('2026-11-16', 15),
    });
    // Days before the range are read too: they say what is usual, and are no hole of it.
    expect(holes(without('2026-11-05'), { from: at('2026-11-10'), to: null })).toEqual(none);
  });
});

describe('a report over a hole', () => {
  const days = daysFrom('2026-11-02', 24);
  const records = (some: readonly string[]): string =>
    linesOf(recordsOf(some.flatMap((day) => mailsOf(day, 60, { bounced: 1 }))));
  const part = days.filter((day) => day < '2026-11-10' || day > '2026-11-12');

  it.each([[['--question', 'rise']], [['--question', 'overview']], [[]], [['--where', 'campaign=news']]])(
    'has no tick, and names the days: %j',
    async (args) => {
      const { exitCode, stdout } = await history({ 'a.ndjson': records(part) }, [
        '{folder}/a.ndjson',
        ...args,
      ]);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('no event on 2026-11-10 to 2026-11-12');
      expect(stdout).not.toContain('✓');
      expect(exitCode).toBe(3);
    },
  );

  it('is no less one for what comes late of the day before', async () => {
    const text = linesOf(
      recordsOf(part.flatMap((day) => mailsOf(day, 200, { complained: 2, complaintsAfter: 1300 }))),
    );
    const { exitCode, stdout } = await history({ 'a.ndjson': text }, ['{folder}/a.ndjson']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('no event on 2026-11-10 to 2026-11-12, or next to none');
    expect(exitCode).toBe(3);
  });

  it('does not take the days of another campaign for holes', async () => {
    const text = linesOf(
      recordsOf([
        ...days.flatMap((day) => mailsOf(day, 60, { bounced: 1 })),
        ...part.flatMap((day) => mailsOf(day, 60, { campaign: 'other' })),
      ]),
    );
    const { exitCode, stdout } = await history({ 'a.ndjson': text }, [
      '{folder}/a.ndjson',
      ...['--where', 'campaign=other'],
    ]);
    expect([exitCode, stdout.includes('no event on')]).toEqual([0, false]);
  });

  it('has a tick where all days have events, and says on which of them no rise would be seen', async () => {
    const { exitCode, stdout } = await history({ 'a.ndjson': records(days) }, ['{folder}/a.ndjson']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '✓ Nothing stands out; a rise on 2026-11-02 to 2026-11-06 would not be seen: too few days before',
    );
    expect(exitCode).toBe(0);
  });

  it('has no tick where days of the range were not judged', async () => {
    const args = ['--since', '2026-11-02', '--question', 'rise'];
    const { exitCode, stdout } = await history({ 'a.ndjson': records(days) }, ['{folder}/a.ndjson', ...args]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Whether failures rose on 2026-11-02 to 2026-11-06 cannot be told',
    );
    expect([exitCode, stdout.includes('✓')]).toEqual([3, false]);
  });
});
