import { describe, expect, it } from 'vitest';
import { daysFrom, linesOf, mailsOf, recordsOf, type Mail, type Published } from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

const month = daysFrom('2026-10-11', 21);
const large = (day: string): readonly Mail[] => mailsOf(day, 1500, { bounced: 3 });

/** What the overview tells of the parts of some mail. */
const partsTold = async (
  of: (day: string, at: number) => readonly Mail[],
  args: readonly string[] = [],
  publish?: (mail: Mail, type: string) => Published,
): Promise<readonly string[]> => {
  const report = await documentOf(
    linesOf(
      recordsOf(
        month.flatMap((day, at) => [...large(day), ...of(day, at)]),
        publish,
      ),
    ),
    ['--question', 'overview', ...args],
  );
  return report.problems.filter(({ code }) => code === 'history/part-rise').map(({ summary }) => summary);
};

describe('a small configuration set that fails is told beside the rates, which hardly move', () => {
  it.each<[string, (day: string, at: number) => readonly Mail[], string, (readonly string[])?]>([
    [
      'all of it bounces',
      (day) => mailsOf(day, 10, { set: 'tiny', bounced: 10 }),
      '100% of the mail of the configuration set tiny bounced from its first day on, 0.2% of all other mail: 210 of 210 recipients',
    ],
    [
      'a part of it, since a day',
      (day, at) => mailsOf(day, 20, { set: 'tiny', bounced: at >= 12 ? 6 : 0 }),
      '30% of the mail of the configuration set tiny has bounced since 2026-10-23, 0% before: 54 of 180 recipients',
    ],
    [
      'it draws complaints',
      (day) => mailsOf(day, 30, { set: 'tiny', complained: 1 }),
      '3.33% of the mail of the configuration set tiny drew complaints from its first day on',
    ],
    [
      'one of two accounts',
      (day) => mailsOf(day, 10, { set: 'tiny', account: '999900001111', bounced: 9 }),
      '90% of the mail of the configuration set tiny bounced from its first day on',
    ],
    [
      'of the mail that --where keeps to',
      (day) => mailsOf(day, 10, { set: 'tiny', bounced: 10 }),
      '100% of the mail of the configuration set tiny bounced from its first day on',
      ['--where', 'account=111122223333'],
    ],
    [
      'on its last day alone',
      (day, at) => mailsOf(day, at === 20 ? 60 : 0, { set: 'tiny', bounced: 55 }),
      '91.7% of the mail of the configuration set tiny bounced from its first day on',
    ],
  ])('%s', async (_, of, expected, args = []) => {
    const told = await partsTold(of, args);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(expected);
  });
});

describe('and nothing is told of', () => {
  it.each<[string, (day: string, at: number) => readonly Mail[]]>([
    [
      'a set that fails as all others do',
      (day, at) => mailsOf(day, 50, { set: 'tiny', bounced: at % 9 === 0 ? 1 : 0 }),
    ],
    [
      'a set that fails more, below the limits of AWS',
      (day) => mailsOf(day, 50, { set: 'tiny', bounced: 3 }),
    ],
    ['a handful of mail', (day, at) => (at === 5 ? mailsOf(day, 12, { set: 'tiny', bounced: 6 }) : [])],
    [
      'mail to the mailbox simulator',
      (day) => mailsOf(day, 10, { set: 'tiny', bounced: 10, domain: 'simulator.amazonses.com' }),
    ],
    ['deferrals, which are another question', (day) => mailsOf(day, 20, { set: 'tiny', delayed: 15 })],
  ])('%s', async (_, of) => {
    expect(await partsTold(of)).toEqual([]);
  });

  it('a set whose Sends are not published', async () => {
    const of = (day: string): readonly Mail[] => mailsOf(day, 10, { set: 'tiny', bounced: 10 });
    expect(
      await partsTold(of, [], ({ set }, type) => (set === 'tiny' && type !== 'Bounce' ? 'nothing' : 'event')),
    ).toEqual([]);
  });
});

it('a question about all tells of it once, with its other names', async () => {
  const report = await documentOf(
    linesOf(
      recordsOf(
        month.flatMap((day) => [
          ...large(day),
          ...mailsOf(day, 10, { set: 'tiny', campaign: 'invoices', identity: 'small.example', bounced: 10 }),
        ]),
      ),
    ),
  );
  expect(report.problems.filter(({ code }) => code === 'history/part-rise')).toHaveLength(1);
});
