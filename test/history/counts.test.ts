import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import type { Table } from '../../src/history/tables.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';
import { countBy, plain, type Plain } from './plain-count.ts';

/** The numbers of every table against a count in plain JavaScript over the same records. */
const records: readonly EventRecord[] = [
  ...eventsOf({
    seed: 11,
    days: 24,
    perDay: 700,
    incidents: [
      { kind: 'rise', cause: 'spam', fromDay: 18, days: 2, share: 0.3, receiver: 'gmail.com' },
      { kind: 'deferral', receiver: 'outlook.com', fromDay: 15, share: 0.3 },
      { kind: 'complaints', campaign: 'winback', share: 0.01 },
      { kind: 'dead', count: 8 },
    ],
  }),
];
const events = plain(records);
const text = records.map((record) => JSON.stringify(record)).join('\n');
let report: HistoryReport;

const column = (table: Table, name: string): readonly unknown[] => {
  const at = table.columns.findIndex((one) => one.name === name);
  if (at < 0) throw new Error(`there is no column ${name}`);
  return table.rows.map((row) => row[at]);
};
const tableOf = (name: string, from = report): Table => {
  const table = from.tables[name];
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
};
const ofType = (type: string, among: readonly Plain[] = events): readonly Plain[] =>
  among.filter((one) => one.type === type);

beforeAll(async () => {
  report = await documentOf(text);
}, 180_000);

describe('the tables', () => {
  it('count every record once', () => {
    expect(report.records).toEqual({ read: records.length, unreadable: 0, duplicates: 0, outsideRange: 0 });
    expect(report.events).toEqual(Object.fromEntries(countBy(events, ({ type }) => type)));
  });

  it('days', () => {
    const table = tableOf('days');
    const days = column(table, 'day');
    expect(days).toEqual([...new Set(events.map(({ day }) => day))].sort());
    for (const [name, type] of [
      ['sends', 'Send'],
      ['deliveries', 'Delivery'],
      ['bounces', 'Bounce'],
      ['complaints', 'Complaint'],
      ['delays', 'DeliveryDelay'],
      ['opens', 'Open'],
    ] as const) {
      const counts = countBy(ofType(type), ({ day }) => day);
      expect(column(table, name), name).toEqual(days.map((day) => counts.get(String(day)) ?? 0));
    }
    const hard = countBy(
      events.filter(({ isHard }) => isHard),
      ({ day }) => day,
    );
    expect(column(table, 'hard_bounces')).toEqual(days.map((day) => hard.get(String(day)) ?? 0));
  });

  it('causes, each event read by itself', () => {
    const failures = events.filter(({ cause }) => cause !== '');
    const causes = tableOf('causes');
    expect(
      new Map(column(causes, 'cause').map((cause, at) => [cause, column(causes, 'recipients')[at]])),
    ).toEqual(countBy(failures, ({ cause }) => cause));
    const days = tableOf('cause_days');
    expect(
      new Map(days.rows.map(([day, cause, recipients]) => [`${String(day)} ${String(cause)}`, recipients])),
    ).toEqual(countBy(failures, ({ day, cause }) => `${day} ${cause}`));
  });

  it('receivers', () => {
    const table = tableOf('receivers');
    const delayed = countBy(ofType('DeliveryDelay'), ({ receiver }) => receiver);
    const refused = countBy(
      events.filter(({ cause, type }) => type === 'Bounce' && cause === 'bounce/spam-rejected'),
      ({ receiver }) => receiver,
    );
    for (const [at, receiver] of column(table, 'receiver').entries()) {
      expect(column(table, 'delayed')[at]).toBe(delayed.get(String(receiver)) ?? 0);
      expect(column(table, 'refused')[at]).toBe(refused.get(String(receiver)) ?? 0);
      // A day's mail is what was sent on it, or what arrived and bounced on it where that is more.
      const own = events.filter((one) => one.receiver === receiver);
      const attempts = [...new Set(own.map(({ day }) => day))].map((day) => {
        const today = own.filter((one) => one.day === day);
        return Math.max(
          ofType('Send', today).length,
          ofType('Delivery', today).length + ofType('Bounce', today).length,
        );
      });
      expect(column(table, 'attempts')[at]).toBe(attempts.reduce((sum, one) => sum + one, 0));
      expect(daysOf(receiver, 'delayed')).toEqual(
        countBy(
          ofType('DeliveryDelay').filter((one) => one.receiver === receiver),
          ({ day }) => day,
        ),
      );
      expect(daysOf(receiver, 'refused')).toEqual(
        countBy(
          own.filter(({ type, cause }) => type === 'Bounce' && cause === 'bounce/spam-rejected'),
          ({ day }) => day,
        ),
      );
    }
  });

  /** What the table of days says of a receiver, without the days of zero. */
  function daysOf(receiver: unknown, name: string): ReadonlyMap<unknown, unknown> {
    const table = tableOf('receiver_days');
    const counts = column(table, name);
    return new Map(
      table.rows
        .map((row, at) => ({ receiver: row[0], day: row[1], count: counts[at] }))
        .filter((one) => one.receiver === receiver && one.count !== 0)
        .map(({ day, count }) => [day, count]),
    );
  }

  it('complaints', () => {
    for (const [name, keyOf] of [
      ['campaign', ({ campaign }: Plain) => campaign],
      ['receiver', ({ receiver }: Plain) => receiver],
    ] as const) {
      const table = tableOf(`complaints_by_${name}`);
      const complaints = countBy(ofType('Complaint'), keyOf);
      const deliveries = countBy(ofType('Delivery'), keyOf);
      for (const [at, value] of column(table, name).entries()) {
        expect(column(table, 'complaints')[at]).toBe(complaints.get(String(value)) ?? 0);
        expect(column(table, 'deliveries')[at]).toBe(deliveries.get(String(value)) ?? 0);
      }
      expect(column(table, 'complaints').reduce<number>((sum, one) => sum + Number(one), 0)).toBe(
        ofType('Complaint').length,
      );
    }
  });

  it('dead addresses', () => {
    const table = tableOf('dead_addresses');
    const dead = new Map<string, { bounces: number; sends: number }>();
    for (const [recipient, own] of grouped(events)) {
      const hard = own
        .filter(({ isHard }) => isHard)
        .map(({ at }) => at)
        .sort();
      const [first] = hard;
      const last = hard.at(-1);
      if (first === undefined || last === undefined) continue;
      const lives = own.filter(
        ({ type, isAutomated }) =>
          type === 'Delivery' || type === 'Click' || (type === 'Open' && !isAutomated),
      );
      if (lives.some(({ at }) => at >= last)) continue;
      dead.set(recipient, {
        bounces: hard.length,
        sends: own.filter(({ type, at }) => type === 'Send' && at > first).length,
      });
    }
    expect(
      new Map(
        column(table, 'address').map((address, at) => [
          address,
          { bounces: column(table, 'hard_bounces')[at], sends: column(table, 'sent_after')[at] },
        ]),
      ),
    ).toEqual(dead);
  });

  it('what a rise is made of', () => {
    const [first] = tableOf('rises').rows;
    const days = [String(first?.[1]), String(first?.[2])];
    const own = events.filter(
      ({ cause, day, type }) =>
        type === 'Bounce' && cause === first?.[0] && day >= (days[0] ?? '') && day <= (days[1] ?? ''),
    );
    expect(first?.[5]).toBe(own.length);
  });

  it('--by cause,receiver', async () => {
    const by = tableOf('by', await documentOf(text, ['--by', 'cause,receiver']));
    const expected = countBy(
      events.filter(({ cause }) => cause !== ''),
      ({ cause, receiver }) => `${cause} ${receiver}`,
    );
    expect(new Map(by.rows.map((row) => [`${String(row[0])} ${String(row[1])}`, row[3]]))).toEqual(expected);
    expect(by.rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBeCloseTo(1);
  });

  it.each(['campaign', 'type', 'day', 'receiver'] as const)('--by %s', async (name) => {
    const by = tableOf('by', await documentOf(text, ['--by', name]));
    expect(new Map(by.rows.map((row) => [String(row[0]), row[2]]))).toEqual(
      countBy(events, (event) => event[name]),
    );
  });

  it('--where and a range', async () => {
    const since = '2026-10-05';
    const part = await documentOf(text, [
      '--since',
      since,
      '--until',
      '2026-10-09',
      '--where',
      'receiver=Gmail',
      '--where',
      'campaign=receipts',
      '--by',
      'type',
    ]);
    const inRange = events.filter(({ day }) => day >= since && day < '2026-10-09');
    const own = inRange.filter(({ receiver, campaign }) => receiver === 'Gmail' && campaign === 'receipts');
    expect(new Map(tableOf('by', part).rows.map((row) => [String(row[0]), row[1]]))).toEqual(
      countBy(own, ({ type }) => type),
    );
    expect(part.records.outsideRange).toBe(events.length - inRange.length);
  });

  it("one recipient's and one message's timeline", async () => {
    const [bounce] = ofType('Bounce');
    for (const [flag, key, name] of [
      ['--recipient', 'recipient', 'recipient'],
      ['--message-id', 'messageId', 'message'],
    ] as const) {
      const part = await documentOf(text, [flag, bounce?.[key] ?? '']);
      const own = events.filter((event) => event[key] === bounce?.[key]);
      expect(
        tableOf(name, part)
          .rows.map((row) => [row[0], row[1]])
          .sort(),
      ).toEqual(own.map(({ at, type }) => [at, type]).sort());
    }
  });
});

function grouped(all: readonly Plain[]): ReadonlyMap<string, readonly Plain[]> {
  const groups = new Map<string, Plain[]>();
  for (const one of all) groups.set(one.recipient, [...(groups.get(one.recipient) ?? []), one]);
  return groups;
}
