import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import type { Table } from '../../src/history/tables.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';
import { countBy, plain, type Plain } from './plain-count.ts';

/** The numbers of every table against a count in plain JavaScript over the same records. */
const records: EventRecord[] = [
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
const [first, second] = records;
if (first === undefined || second === undefined) throw new Error('there are no records');
/** What the generator does not make. */
records.push(
  {
    eventType: 'Click',
    mail: second.mail,
    click: { timestamp: '2026-10-03T10:00:00.000Z', link: 'https://a.example' },
  },
  { eventType: 'Reject', mail: { ...first.mail, messageId: 'rejected' }, reject: { reason: 'Bad content' } },
  {
    eventType: 'Rendering Failure',
    mail: { ...first.mail, messageId: 'not-rendered' },
    failure: {
      errorMessage: "Attribute 'name' is not present in the rendering data.",
      templateName: 'welcome',
    },
  },
);
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
      ['clicks', 'Click'],
      ['rejects', 'Reject'],
      ['rendering_failures', 'RenderingFailure'],
    ] as const) {
      const counts = countBy(ofType(type), ({ day }) => day);
      expect(column(table, name), name).toEqual(days.map((day) => counts.get(String(day)) ?? 0));
    }
    const hard = countBy(
      events.filter(({ isHard }) => isHard),
      ({ day }) => day,
    );
    expect(column(table, 'hard_bounces')).toEqual(days.map((day) => hard.get(String(day)) ?? 0));
    const complained = countBy(ofType('Complaint'), ({ day }) => day);
    const attempts = attemptsOn(events);
    expect(column(table, 'attempts')).toEqual(days.map((day) => attempts.get(String(day)) ?? 0));
    for (const [name, hits] of [
      ['hard_bounce_share', hard],
      ['complaint_share', complained],
    ] as const)
      for (const [at, day] of days.entries())
        expect(column(table, name)[at], name).toBeCloseTo(
          (hits.get(String(day)) ?? 0) / (attempts.get(String(day)) ?? 0),
          12,
        );
  });

  /** A day's mail is what was sent on it, or what arrived and bounced on it where that is more. */
  function attemptsOn(some: readonly Plain[]): ReadonlyMap<string, number> {
    const [sent, arrived, bounced] = ['Send', 'Delivery', 'Bounce'].map((type) =>
      countBy(ofType(type, some), ({ day }) => day),
    );
    return new Map(
      [...new Set(some.map(({ day }) => day))].map((day) => [
        day,
        Math.max(sent?.get(day) ?? 0, (arrived?.get(day) ?? 0) + (bounced?.get(day) ?? 0)),
      ]),
    );
  }

  it('causes, each event read by itself', () => {
    const failures = events.filter(({ cause }) => cause !== '');
    const causes = tableOf('causes');
    expect(
      new Map(causes.rows.map(([cause, type, count]) => [`${String(cause)} ${String(type)}`, count])),
    ).toEqual(countBy(failures, ({ cause, type }) => `${cause} ${type}`));
    const attempts = attemptsOn(events);
    const all = [...attempts].sort(([a], [b]) => (a < b ? -1 : 1));
    const [lastDay, onLast] = all.at(-1) ?? ['', 0];
    const before = all.slice(0, -1).slice(-14);
    const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
    for (const row of causes.rows) {
      const own = failures.filter(({ cause, type }) => cause === row[0] && type === row[1]);
      const on = (days: readonly string[]): number => own.filter(({ day }) => days.includes(day)).length;
      // All mail over the whole time, not the sum of its days.
      const [sent, arrived, bounced] = ['Send', 'Delivery', 'Bounce'].map((type) => ofType(type).length);
      // What was not rendered was never sent: it is a part of what was handed over.
      const unsent = row[1] === 'RenderingFailure' ? own.length : 0;
      expect(row[3]).toBeCloseTo(
        own.length / (Math.max(sent ?? 0, (arrived ?? 0) + (bounced ?? 0)) + unsent),
        12,
      );
      expect(row[4]).toBeCloseTo(on([lastDay]) / onLast, 12);
      const first14 = ['Send', 'Delivery', 'Bounce'].map(
        (type) => ofType(type).filter(({ day }) => before.some(([one]) => one === day)).length,
      );
      const [s = 0, d = 0, b = 0] = first14;
      expect(row[5]).toBeCloseTo(on(before.map(([day]) => day)) / Math.max(s, d + b), 12);
      expect(sum([on(all.map(([day]) => day))])).toBe(row[2]);
    }
    const days = tableOf('cause_days');
    expect(new Map(days.rows.map((row) => [row.slice(0, 3).join(' '), row[3]]))).toEqual(
      countBy(failures, ({ day, cause, type }) => `${day} ${cause} ${type}`),
    );
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
      const own = events.filter((one) => one.receiver === receiver);
      const attempts = [...attemptsOn(own).values()].reduce((sum, one) => sum + one, 0);
      expect(column(table, 'attempts')[at]).toBe(attempts);
      expect(column(table, 'delayed_share')[at]).toBeCloseTo(
        (delayed.get(String(receiver)) ?? 0) / attempts,
        12,
      );
      expect(column(table, 'refused_share')[at]).toBeCloseTo(
        (refused.get(String(receiver)) ?? 0) / attempts,
        12,
      );
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
        const [hits, all] = [complaints.get(String(value)) ?? 0, deliveries.get(String(value)) ?? 0];
        expect(column(table, 'share')[at]).toBeCloseTo(hits / all, 12);
        expect(column(table, 'others')[at]).toBeCloseTo(
          (ofType('Complaint').length - hits) / (ofType('Delivery').length - all),
          12,
        );
        // The bounds are where a share would be 2.576 of its own standard deviations from what was seen.
        for (const bound of ['lower', 'upper'].map((end) => Number(column(table, end)[at])))
          if (bound > 0)
            expect(Math.abs(hits / all - bound)).toBeCloseTo(
              2.576 * Math.sqrt((bound * (1 - bound)) / all),
              9,
            );
      }
      expect(column(table, 'complaints').reduce<number>((sum, one) => sum + Number(one), 0)).toBe(
        ofType('Complaint').length,
      );
    }
  });

  it('dead addresses', () => {
    const table = tableOf('dead_addresses');
    const dead = new Map<string, Readonly<Record<string, unknown>>>();
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
        hard_bounces: hard.length,
        first_bounce: first,
        last_bounce: last,
        last_sign_of_life:
          lives
            .map(({ at }) => at)
            .sort()
            .at(-1) ?? null,
        cause: own.find(({ isHard, at }) => isHard && at === last)?.cause,
        sent_after: own.filter(({ type, at }) => type === 'Send' && at > first).length,
      });
    }
    expect(
      new Map(
        column(table, 'address').map((address, at) => [
          address,
          Object.fromEntries(
            ['hard_bounces', 'first_bounce', 'last_bounce', 'last_sign_of_life', 'cause', 'sent_after'].map(
              (name) => [name, column(table, name)[at]],
            ),
          ),
        ]),
      ),
    ).toEqual(dead);
  });

  it('rises, and what they are made of', () => {
    const parts = tableOf('rise_parts').rows;
    const attempts = attemptsOn(events);
    const days = [...attempts.keys()].sort();
    const sent = (some: readonly string[]): number =>
      some.reduce((sum, day) => sum + (attempts.get(day) ?? 0), 0);
    expect(tableOf('rises').rows.length).toBeGreaterThan(0);
    for (const [cause, from, to, before, during, recipients, excess] of tableOf('rises').rows) {
      const own = events.filter((one) => one.cause === cause && one.type !== 'DeliveryDelay');
      const inside = days.filter((day) => day >= String(from) && day <= String(to));
      // The fortnight before it: nothing else rose in it.
      const base = days.filter((day) => day < String(from)).slice(-14);
      const on = (some: readonly string[], among = own): number =>
        among.filter(({ day }) => some.includes(day)).length;
      expect(recipients).toBe(on(inside));
      expect(before).toBeCloseTo(on(base) / sent(base), 12);
      expect(during).toBeCloseTo(on(inside) / sent(inside), 12);
      expect(excess).toBe(Math.round(on(inside) - (on(base) / sent(base)) * sent(inside)));
      for (const [, , dimension, value, hits, more, share] of parts.filter((one) => one[0] === cause)) {
        const named = own.filter((one) => one[dimension as 'receiver' | 'campaign' | 'identity'] === value);
        expect(hits).toBe(on(inside, named));
        expect(more).toBe(Math.round(on(inside, named) - (on(base, named) * sent(inside)) / sent(base)));
        expect(share).toBeCloseTo(Math.min(1, Number(more) / Number(excess)), 12);
      }
    }
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

  it.each(['campaign', 'type', 'day', 'hour', 'receiver', 'identity', 'configuration-set', 'ip'] as const)(
    '--by %s',
    async (name) => {
      const by = tableOf('by', await documentOf(text, ['--by', name]));
      expect(new Map(by.rows.map((row) => [String(row[0]), row[2]]))).toEqual(
        countBy(events, (event) => event[name]),
      );
      for (const row of by.rows) expect(row[3]).toBeCloseTo(Number(row[2]) / events.length, 12);
    },
  );

  it('--where cause=… keeps the failures of that cause, in every table', async () => {
    const only = ['--where', 'cause=bounce/spam-rejected'];
    const own = events.filter(({ cause }) => cause === 'bounce/spam-rejected');
    for (const by of ['receiver', 'day', 'campaign'] as const) {
      const counted = tableOf('by', await documentOf(text, [...only, '--by', by]));
      expect(new Map(counted.rows.map((row) => [row[0], row[1]])), by).toEqual(
        countBy(own, (one) => one[by]),
      );
    }
    const [first] = own;
    const story = await documentOf(text, [...only, '--recipient', first?.recipient ?? '']);
    expect(tableOf('recipient', story).rows.map((row) => row[4])).toEqual(['bounce/spam-rejected']);
    const dead = await documentOf(text, [...only, '--question', 'dead-addresses']);
    expect(tableOf('dead_addresses', dead).rows).toEqual([]);
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
