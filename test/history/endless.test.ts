import { describe, expect, it } from 'vitest';
import { documentOf } from './asked.ts';

/** Ten days of 400 mails; `end` says what is told of each beyond its Send. */
function lines(end: (day: number, nth: number) => 'Delivery' | 'Bounce' | 'Reject' | null): string {
  const records: object[] = [];
  for (let day = 0; day < 10; day += 1)
    for (let nth = 0; nth < 400; nth += 1) {
      const timestamp = new Date(Date.UTC(2026, 10, 10 + day) + nth * 200_000).toISOString();
      const to = `user${String(nth)}@${nth % 8 === 0 ? 'yahoo.com' : 'shop.example'}`;
      const mail = {
        ...{
          timestamp,
          messageId: `m-${String(day)}-${String(nth)}`,
          source: 'news@example.com',
          sendingAccountId: '111122223333',
        },
        ...{ destination: [to], tags: { 'ses:configuration-set': ['news'] } },
      };
      records.push({ eventType: 'Send', mail, send: {} });
      const told = nth % 200 === 3 ? 'Bounce' : end(day, nth);
      if (told === 'Delivery')
        records.push({ eventType: 'Delivery', mail, delivery: { timestamp, recipients: [to] } });
      if (told === 'Reject') records.push({ eventType: 'Reject', mail, reject: { reason: 'Bad content' } });
      if (told === 'Bounce')
        records.push({
          ...{ eventType: 'Bounce', mail },
          bounce: {
            ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp },
            bouncedRecipients: [
              { emailAddress: to, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
            ],
          },
        });
    }
  return records.map((one) => JSON.stringify(one)).join('\n');
}

const named = async (text: string, ...args: string[]): Promise<readonly string[]> =>
  (await documentOf(text, ['--question', 'overview', ...args])).problems
    .filter(({ code }) => code === 'history/ends-untold')
    .map(({ summary }) => summary);

describe('mail with a Send and no end', () => {
  it.each<[string, Parameters<typeof lines>[0], RegExp | null]>([
    [
      'of one receiver from a day on',
      (day, nth) => (day >= 5 && nth % 8 === 0 ? null : 'Delivery'),
      /Of 200 of 1,600 recipients .*2026-11-15 to 2026-11-18/,
    ],
    [
      'of all on one day',
      (day, nth) => (day === 4 && nth % 4 === 0 ? null : 'Delivery'),
      /Of 100 of 400 recipients .*2026-11-14/,
    ],
    ['a few, as get lost on any way', (_, nth) => (nth === 17 ? null : 'Delivery'), null],
    [
      'mail of the last day, which may be under way',
      (day, nth) => (day === 9 && nth % 4 === 0 ? null : 'Delivery'),
      null,
    ],
    ['mail that was rejected', (day, nth) => (day >= 5 && nth % 8 === 0 ? 'Reject' : 'Delivery'), null],
    ['none', () => 'Delivery', null],
  ])('%s', async (_, end, expected) => {
    const found = await named(lines(end));
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
  });

  it('of days before the range is not told', async () => {
    const text = lines((day, nth) => (day === 1 && nth % 4 === 0 ? null : 'Delivery'));
    expect(await named(text, '--since', '2026-11-13', '--until', '2026-11-20')).toEqual([]);
  });
});
