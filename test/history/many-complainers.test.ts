import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { documentOf } from './asked.ts';

const idOf = (day: number, nth: number): string =>
  `0102018f0a0b0c0d-0000000${String(day)}-2222-3333-4444-${String(nth).padStart(12, '0')}-000000`;

type Names = 'all' | 'none' | 'one';

/** Ten days of `perDay` mails to three people each; `names` says who a complaint of one of them names, null without any. */
function mails(perDay: number, names: (day: number, nth: number) => Names | null): string {
  const lines: string[] = [];
  for (let day = 0; day < 10; day += 1)
    for (let nth = 0; nth < perDay; nth += 1) {
      const sent = Date.UTC(2026, 10, 1 + day, 9) + nth * 1000;
      const destination = ['a', 'b', 'c'].map((who) => `${who}${String(day)}-${String(nth)}@yahoo.com`);
      const mail = {
        ...{ timestamp: new Date(sent).toISOString(), messageId: idOf(day, nth) },
        ...{ source: 'news@example.com', destination, sendingAccountId: '111122223333' },
        tags: { 'ses:configuration-set': ['news'], campaign: ['tri'] },
      };
      const time = (seconds: number): string => new Date(sent + seconds * 1000).toISOString();
      lines.push(JSON.stringify({ eventType: 'Send', mail, send: {} }));
      lines.push(
        JSON.stringify({
          eventType: 'Delivery',
          mail,
          delivery: { timestamp: time(2), recipients: destination },
        }),
      );
      const named = names(day, nth);
      if (named === null) continue;
      const some = named === 'all' ? destination : named === 'one' ? destination.slice(0, 1) : [];
      const complainedRecipients = some.map((emailAddress) => ({ emailAddress }));
      lines.push(
        JSON.stringify({
          ...{ eventType: 'Complaint', mail },
          complaint: { timestamp: time(3600), complainedRecipients, complaintFeedbackType: 'abuse' },
        }),
      );
    }
  return lines.join('\n');
}

const codes = ({ problems }: HistoryReport): readonly string[] =>
  problems.map(({ code }) => code).filter((code) => !/-untold$|too-few-days/.test(code));
const cell = ({ tables }: HistoryReport, name: string, column: string): unknown => {
  const { columns = [], rows = [] } = tables[name] ?? {};
  return rows[0]?.[columns.findIndex((one) => one.name === column)];
};

describe('a complaint that names several is one', () => {
  it.each<[string, number, Parameters<typeof mails>[1], number]>([
    ['one that names three', 1, (day) => (day === 4 ? 'all' : null), 1],
    ['one that names nobody, about mail to three', 1, (day) => (day === 4 ? 'none' : null), 1],
    ['five in 6,000 recipients', 200, (day, nth) => (day % 2 === 0 && nth === 7 ? 'all' : null), 5],
    ['five of one day', 200, (day, nth) => (day === 8 && nth < 5 ? 'all' : null), 5],
    ['two', 10, (day, nth) => (day === 4 && nth < 2 ? 'all' : null), 2],
  ])('%s', async (_, perDay, names, count) => {
    const report = await documentOf(mails(perDay, names));
    const { tables } = await documentOf(mails(perDay, names), ['--by', 'type']);
    expect(codes(report).filter((code) => code !== 'history/rate-uncertain')).toEqual([]);
    expect(report.events['Complaint']).toBe(count);
    expect(cell(report, 'complaints_by_campaign', 'complaints')).toBe(count);
    expect(cell(report, 'complaints_by_receiver', 'complaints')).toBe(count);
    expect(cell(report, 'causes', 'recipients')).toBe(count);
    expect(tables['by']?.rows).toContainEqual(['Complaint', count, count, expect.anything()]);
  });

  it('many are told, whomever they name', async () => {
    for (const named of ['all', 'one'] as const) {
      const report = await documentOf(mails(200, (day, nth) => (day === 4 && nth < 40 ? named : null)));
      expect(codes(report)).toContain('history/campaign-complaints');
      expect(cell(report, 'complaints_by_campaign', 'complaints')).toBe(40);
    }
  });

  it('accuses none of those whom it names', async () => {
    const story = async (named: Names): Promise<readonly unknown[]> => {
      const report = await documentOf(
        mails(1, (day) => (day === 4 ? named : null)),
        ['--message-id', idOf(4, 0)],
      );
      return report.tables['message_outcomes']?.rows.map(([, outcome]) => outcome) ?? [];
    };
    const perhaps = 'delivered (perhaps a complaint)';
    expect(await story('all')).toEqual([perhaps, perhaps, perhaps]);
    expect(await story('one')).toEqual(['delivered (complaint)', 'delivered', 'delivered']);
    const { tables } = await documentOf(
      mails(1, (day) => (day === 4 ? 'all' : null)),
      ['--recipient', 'a4-0@yahoo.com'],
    );
    expect(tables['recipient']?.rows.at(-1)).toContain(
      'one record for 3 recipients, any of whom may have complained',
    );
    expect(tables['recipient_outcomes']?.rows.map(([, outcome]) => outcome)).toEqual([perhaps]);
  });
});
