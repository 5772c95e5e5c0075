import { expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

/** A share of complaints is of mail to receivers that report them: Gmail reports none, unless the records show one. */
const days = daysFrom('2026-11-02', 6);
const mail = (domain: string, perDay: number, complained: number, campaign = 'news') =>
  days.flatMap((day) => mailsOf(day, perDay, { domain, bounced: 0, complained, campaign }));

const report = async (mails: ReturnType<typeof mail>, ...args: readonly string[]): Promise<HistoryReport> =>
  await documentOf(linesOf(recordsOf(mails, () => 'event')), args);
const rowOf = (of: HistoryReport, table: string, name: string): readonly unknown[] | undefined =>
  of.tables[table]?.rows.find(([one]) => one === name);
const codes = (of: HistoryReport): readonly string[] => of.problems.map(({ code }) => code);

it('mail to Gmail is in no share of complaints, and it is said', async () => {
  const told = await report([...mail('gmail.com', 800, 0), ...mail('yahoo.com', 200, 1)]);
  // 6 complaints on 1,200 deliveries: 0.5 %; of all mail it would be 0.1 %.
  expect(told.problems.find(({ code }) => code === 'history/complaint-rate')?.summary).toContain(
    '0.5% of the mail got a complaint: 6 on 1,200 deliveries to receivers that report complaints.',
  );
  expect(rowOf(told, 'complaints_by_receiver', 'Gmail')).toEqual([
    'Gmail',
    4800,
    0,
    null,
    null,
    null,
    6 / 1200,
    null,
  ]);
  expect(rowOf(told, 'complaints_by_receiver', 'Yahoo')?.slice(0, 4)).toEqual(['Yahoo', 1200, 6, 6 / 1200]);
  expect(rowOf(told, 'complaints_by_campaign', 'news')?.slice(0, 4)).toEqual(['news', 6000, 6, 6 / 1200]);
  expect(told.notes.join('\n')).toContain(
    'Gmail reports no complaint to SES: its mail (4,800 recipients) is in no rate of complaints.',
  );
});

it.each([
  ['googlemail.com', null],
  ['hotmail.com', 0],
  ['receiver.example', 0],
])('without a complaint, mail to %s has a share of %j', async (domain, share) => {
  const told = await report(
    [...mail(domain, 300, 0), ...mail('yahoo.com', 300, 1)],
    '--question',
    'complaints',
  );
  expect(told.tables['complaints_by_receiver']?.rows.find(([, , complaints]) => complaints === 0)?.[3]).toBe(
    share,
  );
});

it('where the records hold a complaint of Gmail, its mail counts as that of others', async () => {
  const told = await report([...mail('gmail.com', 400, 1), ...mail('yahoo.com', 200, 0)]);
  expect(rowOf(told, 'complaints_by_receiver', 'Gmail')?.slice(0, 4)).toEqual(['Gmail', 2400, 6, 6 / 2400]);
  expect(told.notes.join('\n')).not.toContain('reports no complaint');
});

it('the question about complaints tells of their rate as the overview does, and of its parts', async () => {
  const mails = [...mail('gmail.com', 100, 0), ...mail('yahoo.com', 400, 1)];
  const told = await report(mails, '--question', 'complaints');
  expect(codes(told)).toContain('history/complaint-rate');
  expect(codes(await report(mails, '--question', 'deferrals'))).not.toContain('history/complaint-rate');
  const quiet = [...mail('gmail.com', 100, 0), ...mail('yahoo.com', 400, 0)];
  expect(codes(await report(quiet, '--question', 'complaints'))).not.toContain('history/complaint-rate');
});

it.each<[string, Parameters<typeof report>[0]]>([
  ['of all days', [...mail('gmail.com', 400, 0), ...mail('yahoo.com', 400, 1)]],
  ['much of it', [...mail('gmail.com', 800, 0), ...mail('yahoo.com', 200, 1)]],
  ['of an identity without a campaign', [...mail('googlemail.com', 300, 0), ...mail('gmx.de', 300, 2)]],
  ['without any of Gmail', mail('yahoo.com', 400, 1)],
  [
    'of one of two accounts',
    [
      ...mail('gmail.com', 400, 0),
      ...mail('yahoo.com', 400, 1),
      ...mail('yahoo.com', 400, 0).map((one) => ({ ...one, account: '444455556666' })),
    ],
  ],
])('the rate of complaints is the same in whatever question is put: %s', async (_, mails) => {
  const [all, overview, complaints] = await Promise.all(
    [[], ['--question', 'overview'], ['--question', 'complaints']].map(async (args) =>
      (await report(mails, ...args)).problems
        .filter(({ code }) => code === 'history/complaint-rate')
        .map(({ summary, severity }) => [summary, severity]),
    ),
  );
  expect(all).toHaveLength(1);
  expect(overview).toEqual(all);
  expect(complaints).toEqual(all);
});

it.each(['campaign_name', 'campaign-name', 'campaignName', 'utm_campaign', 'campaign', 'campaign_id'])(
  'the tag %s names a campaign',
  async (tag) => {
    const lines = linesOf(recordsOf(mail('yahoo.com', 60, 2, 'bought'), () => 'event'));
    const told = await documentOf(lines.replaceAll('"campaign":', `"${tag}":`), ['--question', 'complaints']);
    expect(rowOf(told, 'complaints_by_campaign', 'bought')?.slice(0, 3)).toEqual(['bought', 360, 12]);
  },
);
