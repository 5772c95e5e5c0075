import { describe, expect, it } from 'vitest';
import { documentOf } from './asked.ts';
import { daysFrom, linesOf, mailsOf, recordsOf, type Mail } from '../lab/history/mails.ts';

const full = 'smtp; 452 4.2.2 mailbox full';
const slow = 'smtp; 421 4.7.28 too many messages, slow down';
const grey = 'smtp; 450 4.7.1 Greylisted, try again in five minutes';

type Fate = Mail['fate'];

/** Ten days of mail, of which each tenth has this fate. */
const fed = (fate: Fate, days = daysFrom('2026-11-01', 10)): readonly object[] =>
  recordsOf(
    days.flatMap((day) =>
      mailsOf(day, 100, { fromHour: 0 }).map((mail, nth) => (nth % 10 === 3 ? { ...mail, fate } : mail)),
    ),
  );

const wait = (after: number, reply: string): Fate[number] => ({ type: 'DeliveryDelay', after, reply });
const send: Fate[number] = { type: 'Send', after: 0 };
const arrived: Fate[number] = { type: 'Delivery', after: 700 };

interface Read {
  eventType: string;
  mail: { messageId: string; destination: readonly string[]; timestamp: string };
  deliveryDelay?: { timestamp: string };
  bounce?: { timestamp: string };
}

/** Recipients with an event of a type, each of a message once, as a count of its own sees it. */
const having = (records: readonly object[], type: string, from = ''): number =>
  new Set(
    (records as readonly Read[])
      .filter((one) => one.eventType === type)
      .filter(({ deliveryDelay, bounce }) => ((deliveryDelay ?? bounce)?.timestamp ?? '') >= from)
      .map(({ mail }) => `${mail.messageId} ${mail.destination.join(' ')}`),
  ).size;

const told = async (
  records: readonly object[],
  args: readonly string[] = [],
): Promise<readonly unknown[][]> => {
  const { tables } = await documentOf(linesOf(records), ['--question', 'overview', ...args]);
  return (tables['causes']?.rows ?? []).map((row) => [...row.slice(0, 4)]);
};

describe('a row of causes is what one cause did in one way', () => {
  it.each([
    ['waits and then bounces', [send, wait(5, full), { type: 'SoftBounce', after: 900, reply: full }]],
    [
      'waits four times and then bounces',
      [
        send,
        ...[5, 60, 200, 400].map((after) => wait(after, full)),
        { type: 'SoftBounce', after: 900, reply: full },
      ],
    ],
  ] as const)('%s: once among those that waited, once among those that bounced', async (_, fate) => {
    const records = fed(fate);
    const [waited, bounced] = [having(records, 'DeliveryDelay'), having(records, 'Bounce')];
    expect([waited, bounced]).toEqual([100, 100]);
    expect(await told(records)).toEqual([
      ['bounce/mailbox-full', 'Bounce', bounced, bounced / 1000],
      ['bounce/mailbox-full', 'DeliveryDelay', waited, waited / 1000],
    ]);
  });

  it.each([
    ['once', [send, wait(5, slow), arrived]],
    ['three times', [send, wait(5, slow), wait(30, slow), wait(90, slow), arrived]],
    ['for another reply the second time', [send, wait(5, slow), wait(40, grey), arrived]],
  ] as const)('who waited %s counts once, under what was said first', async (_, fate) => {
    const records = fed(fate);
    expect(await told(records)).toEqual([
      ['bounce/rate-limited', 'DeliveryDelay', 100, having(records, 'DeliveryDelay') / 1000],
    ]);
  });

  it('who waited before the range and in it counts in it, and is no share of its mail', async () => {
    const late = fed([send, wait(5, slow), wait(600, slow), arrived], daysFrom('2026-11-01', 2));
    const from = '2026-11-02T06:00:00.000Z';
    const rows = await told(late, ['--since', from, '--until', '2026-11-04']);
    const sentSince = (late as readonly Read[]).filter(
      ({ eventType, mail }) => eventType === 'DeliveryDelay' && mail.timestamp >= from,
    );
    expect(rows[0]?.[2]).toBe(having(late, 'DeliveryDelay', from));
    expect(rows[0]?.[2]).toBeGreaterThan(new Set(sentSince.map(({ mail }) => mail.messageId)).size);
  });

  it('the days add up to the rows', async () => {
    const { tables } = await documentOf(
      linesOf(fed([send, wait(5, full), wait(1500, full), { type: 'SoftBounce', after: 3000, reply: full }])),
    );
    const sums = new Map<string, number>();
    for (const [, cause, type, count] of tables['cause_days']?.rows ?? [])
      sums.set(
        `${String(cause)} ${String(type)}`,
        (sums.get(`${String(cause)} ${String(type)}`) ?? 0) + Number(count),
      );
    expect(sums).toEqual(
      new Map((tables['causes']?.rows ?? []).map((row) => [`${String(row[0])} ${String(row[1])}`, row[2]])),
    );
  });

  it('bounces alone are one row', async () => {
    const records = fed([send, { type: 'Bounce', after: 1 }]);
    expect(await told(records)).toEqual([
      ['bounce/unknown-user', 'Bounce', having(records, 'Bounce'), having(records, 'Bounce') / 1000],
    ]);
  });
});
