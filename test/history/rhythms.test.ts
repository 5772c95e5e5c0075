import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import {
  daysFrom,
  linesOf,
  mailsOf,
  recordsOf,
  type Fate,
  type Mail,
  type Published,
} from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

/** Senders who write more on some days than on others: what is usual on such a day is no rise. */
const days = daysFrom('2026-10-01', 45);
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isMonday = (day: string): boolean => weekday(day) === 1;
const isFirst = (day: string): boolean => day.endsWith('-01');

/** Receipts every day, of which one in 200 bounces. */
const receipts = (count = 200): readonly Mail[] =>
  days.flatMap((day) => mailsOf(day, count, { bounced: count / 200, campaign: 'receipts', set: 'receipts' }));
/** A newsletter of 4000 on some days, of which 2 % bounce and 0.05 % complain. */
const newsletter = (
  isOn: (day: string) => boolean,
  more: Parameters<typeof mailsOf>[2] = {},
): readonly Mail[] =>
  days
    .filter(isOn)
    .flatMap((day) => mailsOf(day, 4000, { bounced: 80, complained: 2, set: 'news', ...more }));

const quiet: Readonly<Record<string, readonly Mail[]>> = {
  'a newsletter every Monday beside daily receipts': [...receipts(), ...newsletter(isMonday)],
  'a newsletter on the first of the month beside daily receipts': [...receipts(), ...newsletter(isFirst)],
  'a newsletter every Monday and nothing else': newsletter(isMonday),
  'a newsletter every Monday whose bounces come the day after': newsletter(isMonday, { bouncesAfter: 1500 }),
  'a newsletter every other Monday beside receipts': [
    ...receipts(),
    ...newsletter((day) => isMonday(day) && days.indexOf(day) % 14 < 7),
  ],
  'a newsletter of which complaints come for three days': [
    ...receipts(),
    ...newsletter(isMonday, { complained: 4, complaintsAfter: 4000 }),
  ],
  'weekends with little mail that bounces more': days.flatMap((day) =>
    weekday(day) % 6 === 0
      ? mailsOf(day, 400, { bounced: 12, campaign: 'receipts' })
      : mailsOf(day, 5000, { bounced: 25 }),
  ),
  'a month of the same mail every day': receipts(1000),
};

const rises = ({ problems }: HistoryReport): readonly string[] =>
  problems.filter(({ code }) => code === 'history/rise').map(({ summary }) => summary);
const ask = (
  mails: readonly Mail[],
  publish?: (mail: Mail, type: Fate) => Published,
): Promise<HistoryReport> => documentOf(linesOf(recordsOf(mails, publish)), ['--question', 'rise']);
const bouncesOnly = (_: Mail, type: Fate): Published => (type === 'Bounce' ? 'event' : 'nothing');

describe('of a quiet sender there is no rise', () => {
  it.each(Object.entries(quiet))('%s', async (_, mails) => {
    expect(rises(await ask(mails))).toEqual([]);
  });

  it('and where it cannot be told, that is said with the day', async () => {
    const report = await ask([...receipts(), ...newsletter((day) => day === '2026-11-01')]);
    const unlike = report.problems.filter(({ code }) => code === 'history/day-unlike-others');
    expect(unlike.map(({ summary, severity }) => [severity, summary])).toEqual([
      [
        'info',
        expect.stringContaining(
          'Whether unknown addresses rose on 2026-11-01 cannot be told: 1.93% of 4,200 recipients, 0.5% before',
        ),
      ],
    ]);
    expect([rises(report), report.exitCode]).toEqual([[], 0]);
  });

  it.each([
    ['a newsletter every Monday, told by its bounces alone', [...receipts(), ...newsletter(isMonday)]],
    ['the same mail every day, told by its bounces alone', receipts(4000)],
  ] as const)('%s', async (_, mails) => {
    expect(rises(await ask(mails, bouncesOnly))).toEqual([]);
  });
});

describe('a rise is found', () => {
  const bad = '2026-11-09';
  it.each([
    [
      'in the newsletter of a Monday',
      [
        ...receipts(),
        ...newsletter((day) => isMonday(day) && day !== bad),
        ...mailsOf(bad, 4000, { bounced: 600, set: 'news' }),
      ],
      /from 1\.93% to 14\.3%/,
    ],
    [
      'in daily receipts beside a newsletter',
      [
        ...receipts().filter(({ at }) => !at.startsWith('2026-11-11')),
        ...newsletter(isMonday),
        ...mailsOf('2026-11-11', 200, { bounced: 40, set: 'receipts', campaign: 'receipts' }),
      ],
      /2026-11-11 from 0\.5% to 20%/,
    ],
    [
      'of a list nobody has written to before, ten times the mail of any day',
      [...receipts(), ...mailsOf(bad, 2000, { bounced: 500, set: 'bought' })],
      /2026-11-09 from 0\.5% to 22\.8%/,
    ],
    [
      'at a weekend with little mail',
      days.flatMap((day) =>
        weekday(day) % 6 === 0
          ? mailsOf(day, 400, { bounced: day === '2026-11-08' ? 80 : 6 })
          : mailsOf(day, 5000, { bounced: 25 }),
      ),
      /2026-11-08 from 1\.5% to 20%/,
    ],
    [
      'on a day of a sender who writes the same every day',
      [
        ...receipts(1000).filter(({ at }) => !at.startsWith(bad)),
        ...mailsOf(bad, 1000, { bounced: 60, set: 'receipts', campaign: 'receipts' }),
      ],
      /2026-11-09 from 0\.5% to 6%/,
    ],
  ] as const)('%s', async (_, mails, said) => {
    expect(rises(await ask(mails))).toEqual([expect.stringMatching(said)]);
  });

  it('in counts, on a Monday that is worse than other Mondays', async () => {
    const mails = [
      ...receipts(),
      ...newsletter((day) => isMonday(day) && day !== bad),
      ...mailsOf(bad, 4000, { bounced: 600, set: 'news' }),
    ];
    expect(rises(await ask(mails, bouncesOnly))).toEqual([expect.stringContaining(bad)]);
  });
});
