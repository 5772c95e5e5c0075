import { describe, expect, it } from 'vitest';
import { isPublicHoliday } from '../../src/knowledge/public-holidays.ts';
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
const none = { start: [], inside: [], end: [], rest: [] };

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
      rest: [],
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
      rest: [],
    });
    // Days before the range are read too: they say what is usual, and are no hole of it.
    expect(holes(without('2026-11-05'), { from: at('2026-11-10'), to: null })).toEqual(none);
  });
});

describe('a day on which nothing was written', () => {
  const isWorkday = (day: string): boolean => !is(0, 6)(day);
  const long = span('2026-11-02', 70);
  const works = (...gone: readonly string[]): readonly string[] =>
    long.filter((day) => isWorkday(day) && !gone.includes(day));
  /** Days with mail, and some that have what comes late of earlier mail. */
  const withLate = (days: readonly string[], late: readonly string[]): ReturnType<typeof holesOf> =>
    holesOf(
      long.flatMap((day) =>
        days.includes(day) ? [{ day, records: 500 }] : late.includes(day) ? [{ day, records: 2 }] : [],
      ),
      open,
    );
  const weekends = long.filter((day) => !isWorkday(day));

  it.each([
    ['Thanksgiving', works('2026-11-26'), ['2026-11-26']],
    ['and the day after', works('2026-11-26', '2026-11-27'), ['2026-11-26', '2026-11-27']],
    [
      'from Christmas to New Year',
      works('2026-12-24', '2026-12-25', ...span('2026-12-28', 4), '2027-01-01'),
      ['2026-12-24', '2026-12-25', ...span('2026-12-28', 4), '2027-01-01'],
    ],
    ['Armistice Day', works('2026-11-11'), ['2026-11-11']],
    [
      'a Monday between a holiday and a weekend',
      works('2026-12-07', '2026-12-08'),
      ['2026-12-07', '2026-12-08'],
    ],
    [
      'a Thursday of one who writes on Thursdays',
      long.filter(is(4)).filter((day) => day !== '2026-11-26'),
      ['2026-11-26'],
    ],
  ] as const)('is a holiday of one who rests at weekends: %s', (_, days, rest) => {
    expect(holes(days)).toEqual({ ...none, rest });
  });

  it.each([
    ['an ordinary Tuesday', works('2026-11-17'), ['2026-11-17']],
    [
      'a holiday with an ordinary day beside it',
      works('2026-11-25', '2026-11-26'),
      ['2026-11-25', '2026-11-26'],
    ],
    ['a holiday of one who writes every day', long.filter((day) => day !== '2026-12-25'), ['2026-12-25']],
  ] as const)('is a hole: %s', (_, days, inside) => {
    expect(holes(days)).toEqual({ ...none, inside });
  });

  it.each([
    ['the Chinese new year', ['2025-01-29', '2026-02-17', '2027-02-08'], ['2026-02-12', '2026-02-24']],
    ['its eve', ['2025-01-28', '2026-02-16'], ['2025-01-24', '2026-02-13']],
    ['the Dragon Boat Festival', ['2026-06-19', '2027-06-09'], ['2027-06-10']],
    ['the Mid-Autumn Festival', ['2025-10-06', '2026-09-25', '2027-09-15'], ['2026-09-22', '2027-09-20']],
    ['the end of Ramadan', ['2025-03-31', '2026-03-20', '2027-03-10'], ['2026-03-25', '2027-03-16']],
    ['the feast of the pilgrimage', ['2025-06-06', '2026-05-27', '2027-05-17'], ['2026-06-02', '2027-05-20']],
    ['the Jewish new year and what follows', ['2025-09-23', '2026-09-21', '2027-10-11'], ['2025-09-25']],
    ['the first day of Passover', ['2026-04-02', '2027-04-22'], ['2026-04-08', '2027-04-26']],
    ['days of China, Japan and India', ['2026-10-01', '2026-05-04', '2026-01-26'], ['2026-10-06']],
  ] as const)('may be %s', (_, days, others) => {
    expect(days.map(isPublicHoliday)).toEqual(days.map(() => true));
    expect(others.map(isPublicHoliday)).toEqual(others.map(() => false));
  });

  it('is the week of the Chinese new year of one who rests at weekends, and no other week', () => {
    const weeks = span('2026-01-05', 84).filter(isWorkday);
    const without = (first: string): readonly string[] =>
      weeks.filter((day) => !span(first, 5).includes(day));
    expect(holes(without('2026-02-16'))).toEqual({ ...none, rest: span('2026-02-16', 5) });
    expect(holes(without('2026-03-02'))['inside']).toEqual(
      expect.arrayContaining([...span('2026-03-02', 5)]),
    );
  });

  it('is one of rest, whatever the calendar says, where late events come as on other days of rest', () => {
    expect(withLate(works('2026-11-17'), [...weekends, '2026-11-17'])).toEqual({
      ...none,
      rest: ['2026-11-17'],
    });
  });

  it('is a hole, whatever the calendar says, where late events come on days of rest and not on it', () => {
    expect(withLate(works('2026-11-26'), weekends)).toEqual({ ...none, inside: ['2026-11-26'] });
  });

  it('is one of rest at the end of a range, too', () => {
    const range = { from: at('2026-11-02'), to: at('2026-12-27') };
    const days = works().filter((day) => day < '2026-12-24');
    expect(holes(days, range)).toEqual({ ...none, rest: ['2026-12-24', '2026-12-25'] });
  });
});

describe('a report over a hole', () => {
  const days = daysFrom('2026-10-26', 24);
  const records = (some: readonly string[]): string =>
    linesOf(recordsOf(some.flatMap((day) => mailsOf(day, 60, { bounced: 1 }))));
  const part = days.filter((day) => day < '2026-11-03' || day > '2026-11-05');

  it.each([[['--question', 'rise']], [['--question', 'overview']], [[]], [['--where', 'campaign=news']]])(
    'has no tick, and names the days: %j',
    async (args) => {
      const { exitCode, stdout } = await history({ 'a.ndjson': records(part) }, [
        '{folder}/a.ndjson',
        ...args,
      ]);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('no event on 2026-11-03 to 2026-11-05');
      expect(stdout).not.toContain('✓');
      expect(exitCode).toBe(3);
    },
  );

  it('is no less one for what comes late of the day before', async () => {
    const text = linesOf(
      recordsOf(part.flatMap((day) => mailsOf(day, 200, { complained: 2, complaintsAfter: 1300 }))),
    );
    const { exitCode, stdout } = await history({ 'a.ndjson': text }, ['{folder}/a.ndjson']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('no event on 2026-11-03 to 2026-11-05, or next to none');
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
      '✓ Nothing stands out; a rise on 2026-10-26 to 2026-10-30 would not be seen: too few days before',
    );
    expect(exitCode).toBe(0);
  });

  it('has no tick where days of the range were not judged', async () => {
    const args = ['--since', '2026-10-26', '--question', 'rise'];
    const { exitCode, stdout } = await history({ 'a.ndjson': records(days) }, ['{folder}/a.ndjson', ...args]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Whether failures rose on 2026-10-26 to 2026-10-30 cannot be told',
    );
    expect([exitCode, stdout.includes('✓')]).toEqual([3, false]);
  });

  it.each([
    ['that lasts until now', '2026-11-20', [], '2026-11-20', null],
    [
      'of which the last days are missing',
      '2026-11-16',
      [],
      '2026-11-16',
      'until now, the last event is of 2026-11-16',
    ],
    ['that has its end', '2026-11-16', ['--until', '2026-11-17'], '2026-11-16', null],
    ['whose end is today', '2026-11-20', ['--until', '2026-11-21'], '2026-11-20', null],
  ] as const)('of a range without --until %s', async (_, end, args, last, said) => {
    const some = daysFrom('2026-10-12', 50).filter((day) => day <= end);
    expect(some.at(-1)).toBe(last);
    const { exitCode, stdout } = await history({ 'a.ndjson': records(some) }, [
      ...['{folder}/a.ndjson', '--since', '2026-11-02', '--question', 'overview'],
      ...args,
    ]);
    expect(exitCode).toBe(said === null ? 0 : 3);
    if (said !== null) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(said);
    else expect(stdout).toContain('✓');
  });

  it('of a holiday has a tick, and names the day', async () => {
    const works = daysFrom('2026-11-02', 19).filter((day) => !is(0, 6)(day) && day !== '2026-11-11');
    const { exitCode, stdout } = await history({ 'a.ndjson': records(works) }, ['{folder}/a.ndjson']);
    expect([exitCode, stdout.includes('✓')]).toEqual([0, true]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('No event on 2026-11-11, as on a holiday');
  });
});
