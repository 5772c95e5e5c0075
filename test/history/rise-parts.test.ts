import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { daysFrom, linesOf, mailsOf, recordsOf, type Mail } from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

const month = daysFrom('2026-10-01', 30);
const begins = 20;
const firstDay = '2026-10-21';

const rise = async (
  of: (day: string, isLate: boolean, at: number) => readonly Mail[],
): Promise<HistoryReport> =>
  await documentOf(linesOf(recordsOf(month.flatMap((day, at) => of(day, at >= begins, at)))), [
    '--question',
    'rise',
  ]);

const summaryOf = ({ problems }: HistoryReport): string =>
  problems.find(({ code }) => code === 'history/rise')?.summary ?? '';

/** Value, recipients, excess, share in percent, mail, new since. */
const partsOf = (report: HistoryReport, dimension: string): readonly (readonly unknown[])[] =>
  (report.tables['rise_parts']?.rows ?? [])
    .filter((row) => row[2] === dimension)
    .map(([, , , value, recipients, excess, share, attempts, since]) => [
      ...[value, recipients, excess, Math.round(Number(share) * 100), attempts, since],
    ]);

describe('what began with a rise is named with its part of it, though it has less than most', () => {
  it.each<[string, string, Parameters<typeof mailsOf>[2]]>([
    ['campaign', 'the campaign spring', { campaign: 'spring' }],
    ['configuration-set', 'the configuration set spring', { set: 'spring' }],
    ['identity', 'the identity spring', { identity: 'spring' }],
    ['account', 'the account spring', { account: 'spring' }],
  ])('%s', async (dimension, name, own) => {
    const report = await rise((day, isLate) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 20 : 10 }),
      ...(isLate ? mailsOf(day, 200, { ...own, bounced: 10 }) : []),
    ]);
    expect(summaryOf(report)).toContain(`; new: ${name} since ${firstDay} (44% of the rise).`);
    // Of 200 a day 10 bounced, where 2 were usual; of 1,000 a day 20, where 10 were: 80 and 100 in ten days.
    expect(partsOf(report, dimension)).toEqual([
      [expect.anything(), 200, 100, 56, 10_000, null],
      ['spring', 100, 80, 44, 2000, firstDay],
    ]);
    expect(report.problems[0]?.fix[0]?.text).toContain(`Look at ${name} first`);
  });

  it('one that begins later than the rise, with its own day', async () => {
    const report = await rise((day, isLate, at) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 20 : 10 }),
      ...(at >= 23 ? mailsOf(day, 300, { campaign: 'spring', bounced: 18 }) : []),
    ]);
    expect(summaryOf(report)).toContain('new: the campaign spring since 2026-10-24 (51% of the rise).');
  });

  it('one of a sender whose other mail names no campaign', async () => {
    const report = await rise((day, isLate) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 20 : 10, campaign: null as unknown as string }),
      ...(isLate ? mailsOf(day, 200, { campaign: 'spring', bounced: 10 }) : []),
    ]);
    expect(summaryOf(report)).toContain('new: the campaign spring');
    expect(partsOf(report, 'campaign')).toEqual([
      ['(none)', 200, 100, 56, 10_000, null],
      ['spring', 100, 80, 44, 2000, firstDay],
    ]);
  });
});

it('what is new and has most of it is told as such once', async () => {
  const report = await rise((day, isLate) => [
    ...mailsOf(day, 1000, { bounced: 10 }),
    ...(isLate ? mailsOf(day, 200, { set: 'spring', bounced: 24 }) : []),
  ]);
  expect(summaryOf(report)).toMatch(
    /most of them at receiver\.example, in the configuration set spring \(new since 2026-10-21\)\.$/,
  );
});

describe('and nothing is called new or a cause that is not', () => {
  it('a new campaign that fails no more than all mail did', async () => {
    const report = await rise((day, isLate) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 40 : 10 }),
      ...(isLate ? mailsOf(day, 1000, { campaign: 'spring', bounced: 10 }) : []),
    ]);
    expect(summaryOf(report)).toMatch(/most of them at receiver\.example, in the campaign news\.$/);
    expect(partsOf(report, 'campaign').map(([name, , , share]) => [name, share])).toEqual([['news', 100]]);
  });

  it('a campaign that paused before the rise', async () => {
    const report = await rise((day, isLate, at) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 20 : 10 }),
      ...(isLate || at < 3 ? mailsOf(day, 200, { campaign: 'spring', bounced: isLate ? 10 : 2 }) : []),
    ]);
    expect(summaryOf(report)).not.toContain('new');
    expect(summaryOf(report)).not.toBe('');
  });

  it('the only campaign, set and identity: all mail has them', async () => {
    const report = await rise((day, isLate) => mailsOf(day, 1000, { bounced: isLate ? 40 : 10 }));
    expect(summaryOf(report)).toMatch(/most of them at receiver\.example\.$/);
    for (const dimension of ['campaign', 'configuration-set', 'identity'])
      expect(partsOf(report, dimension)).toEqual([]);
  });

  it('mail that moves to a campaign of another name', async () => {
    const report = await rise((day, isLate) =>
      mailsOf(day, 1000, { bounced: 10, campaign: isLate ? 'news-2' : 'news' }),
    );
    expect(report.problems).toEqual([]);
  });

  it('a campaign that has always failed more, in a rise of another', async () => {
    const report = await rise((day, isLate) => [
      ...mailsOf(day, 1000, { bounced: isLate ? 50 : 10 }),
      ...mailsOf(day, 200, { campaign: 'cold', bounced: 8 }),
    ]);
    expect(partsOf(report, 'campaign').map(([name, , , share]) => [name, share])).toEqual([['news', 100]]);
  });
});
