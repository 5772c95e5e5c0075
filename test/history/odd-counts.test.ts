import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { documentOf } from './asked.ts';
import { oddRecords, rowsOf, type OddRow } from './odd-sender.ts';
import { countBy } from './plain-count.ts';

/** The tables over the mail of an odd sender, against counts that know nothing of SQL. */
const records = oddRecords(7);
const text = [...records, ...records.slice(0, 50)].map((record) => JSON.stringify(record)).join('\n');

/** Written down here, not taken from the table of the program. */
const names: Readonly<Record<string, string>> = {
  'gmail.com': 'Gmail',
  'googlemail.com': 'Gmail',
  'hotmail.fr': 'Outlook.com',
  'outlook.com': 'Outlook.com',
  'live.de': 'Outlook.com',
  'tampabay.rr.com': 'Spectrum',
  'rr.com': 'Spectrum',
};
const receiverOf = ({ domain }: Pick<OddRow, 'domain'>): string =>
  domain === '' ? '(none)' : (names[domain] ?? domain);
const causeOf = (row: OddRow): string => {
  const bounce = row.record['bounce'] as { bouncedRecipients?: readonly object[] } | undefined;
  const own =
    bounce === undefined
      ? row.record
      : {
          ...row.record,
          bounce: { ...bounce, bouncedRecipients: [bounce.bouncedRecipients?.[row.nth - 1]] },
        };
  return readSymptom(JSON.stringify(own)).candidates[0]?.code ?? 'send/unrecognised';
};

describe.each([
  ['of all their mail', [], '2011', '2099'],
  [
    'of a range that begins and ends within a day',
    ['--since', '2024-02-25T11:30:00+02:00', '--until', '2024-03-04T18:00Z'],
    '2024-02-25T09:30:00.000Z',
    '2024-03-04T18:00:00.000Z',
  ],
] as const)('the tables of an odd sender %s', (_, range, from, to) => {
  /** What is read: the days before the range as well. */
  const read = rowsOf(records).filter(({ at }) => at < to);
  const rows = read.filter(({ at }) => at >= from);
  let report: HistoryReport;
  beforeAll(async () => {
    report = await documentOf(text, range);
  }, 120_000);
  const ofType = (type: string, among: readonly OddRow[] = rows): readonly OddRow[] =>
    among.filter((row) => row.type === type);
  const keyed = (
    table: string,
    key: string,
    column: string,
    from = report,
  ): ReadonlyMap<unknown, unknown> => {
    const { columns = [], rows: all = [] } = from.tables[table] ?? {};
    const [at, value] = [key, column].map((name) => columns.findIndex((one) => one.name === name));
    return new Map(all.map((row) => [row[at ?? 0], row[value ?? 0]]));
  };
  /** Recipients of whom any record says that a message was for them. */
  const mailed = (some: readonly OddRow[]): number =>
    new Set(
      some
        .filter(({ type }) => ['Send', 'Delivery', 'Bounce'].includes(type))
        .map(({ messageId, recipient }) => `${messageId} ${recipient}`),
    ).size;

  it('records', () => {
    const inside = rows.filter(({ nth }) => nth === 1);
    expect(report.records).toEqual({
      ...{ read: records.length, unreadable: 0, duplicates: 50 },
      outsideRange: records.length - inside.length,
    });
    expect(report.events).toEqual(Object.fromEntries(countBy(inside, ({ type }) => type)));
  });

  it('causes', () => {
    const seen = new Set<string>();
    const failing = rows
      .filter(
        ({ type, nth }) => ['Bounce', 'DeliveryDelay'].includes(type) || (type === 'Complaint' && nth === 1),
      )
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .filter(({ type, messageId, recipient }) => {
        const key = `${type} ${messageId} ${recipient}`;
        return !seen.has(key) && seen.add(key);
      });
    expect(
      new Map(
        (report.tables['causes']?.rows ?? []).map(([cause, type, count]) => [
          `${String(cause)} ${String(type)}`,
          count,
        ]),
      ),
    ).toEqual(countBy(failing, (row) => `${causeOf(row)} ${row.type}`));
  });

  it('days, among them the 29th of February', () => {
    expect(keyed('days', 'day', 'bounces').get('2024-02-29')).toBeGreaterThan(0);
    for (const [column, type] of [
      ['sends', 'Send'],
      ['deliveries', 'Delivery'],
      ['delays', 'DeliveryDelay'],
      ['complaints', 'Complaint'],
    ] as const) {
      const counts = countBy(ofType(type), ({ day }) => day);
      for (const [day, count] of keyed('days', 'day', column))
        expect(count).toBe(counts.get(String(day)) ?? 0);
    }
    expect(
      [...keyed('days', 'day', 'hard_bounces').values()].reduce<number>((sum, one) => sum + Number(one), 0),
    ).toBe(rows.filter(({ isHard }) => isHard).length);
  });

  it('receivers: all domains of one count, and each message that waited counts once', () => {
    const failures = countBy([...ofType('Bounce', read), ...ofType('DeliveryDelay', read)], receiverOf);
    const expected = [...failures].filter(([, count]) => count >= 20).map(([name]) => name);
    const told = [...keyed('receivers', 'receiver', 'attempts').keys()];
    expect(new Set(told)).toEqual(new Set(expected));
    expect(told).toEqual(expect.arrayContaining(['Gmail', 'Outlook.com', 'Spectrum']));
    for (const name of expected) {
      const own = rows.filter((row) => receiverOf(row) === name);
      // One message in twenty has no Send: what is told of them may fall short by as much, and never by more.
      const attempts = mailed(own);
      const told = Number(keyed('receivers', 'receiver', 'attempts').get(name));
      expect(told, name).toBeLessThanOrEqual(attempts);
      expect(told, name).toBeGreaterThanOrEqual(0.95 * attempts - 1);
      const first = new Map<string, string>();
      for (const { messageId, domain, at } of ofType('DeliveryDelay', read)) {
        const key = `${messageId} ${domain}`;
        if (receiverOf({ domain }) === name && at < (first.get(key) ?? '9')) first.set(key, at);
      }
      expect(keyed('receivers', 'receiver', 'delayed').get(name), name).toBe(
        [...first.values()].filter((at) => at >= from).length,
      );
      const refused = ofType('Bounce', own).filter((row) => causeOf(row) === 'bounce/spam-rejected');
      expect(keyed('receivers', 'receiver', 'refused').get(name), name).toBe(refused.length);
    }
  });

  it('complaints: what has no name, and what is too small to be listed, counts among the others', () => {
    for (const [table, keyOf] of [
      ['campaign', ({ campaign }: OddRow) => campaign ?? ''],
      ['receiver', receiverOf],
    ] as const) {
      const complaints = countBy(ofType('Complaint'), keyOf);
      const deliveries = countBy(ofType('Delivery'), keyOf);
      const told = keyed(`complaints_by_${table}`, table, 'complaints');
      for (const [name, count] of complaints) if (name !== '') expect(told.get(name), name).toBe(count);
      for (const [name, count] of told) {
        const [hits, all] = [complaints.get(String(name)) ?? 0, deliveries.get(String(name)) ?? 0];
        expect(count, String(name)).toBe(hits);
        expect(keyed(`complaints_by_${table}`, table, 'deliveries').get(name), String(name)).toBe(all);
        expect(keyed(`complaints_by_${table}`, table, 'others').get(name), String(name)).toBeCloseTo(
          (ofType('Complaint').length - hits) / (ofType('Delivery').length - all),
          12,
        );
      }
    }
  });

  it('dead addresses', () => {
    const dead = new Map<string, number>();
    for (const recipient of new Set(rows.map((row) => row.recipient))) {
      if (recipient === '') continue;
      const own = rows.filter((row) => row.recipient === recipient);
      const hard = own.filter(({ isHard }) => isHard).toSorted((a, b) => (a.at < b.at ? -1 : 1));
      const last = hard.at(-1);
      if (last === undefined || causeOf(last) === 'bounce/spam-rejected') continue;
      // A sign of life counts after the end of the range as well, unless the address bounced once more.
      const later = rowsOf(records).filter((row) => row.recipient === recipient && row.at >= from);
      const lastOfAll = later
        .filter(({ isHard }) => isHard)
        .map(({ at }) => at)
        .reduce((most, at) => (at > most ? at : most), last.at);
      const isAlive = later.some(
        ({ type, at, isAutomated }) =>
          at >= lastOfAll && (type === 'Delivery' || type === 'Click' || (type === 'Open' && !isAutomated)),
      );
      if (!isAlive) dead.set(recipient, hard.length);
    }
    expect(dead.size).toBeGreaterThan(20);
    expect(keyed('dead_addresses', 'address', 'hard_bounces')).toEqual(dead);
  });

  it('--by and --where of the same name tell the same number', async () => {
    for (const [by, keyOf] of [
      ['campaign', ({ campaign }: OddRow) => campaign ?? '(none)'],
      ['receiver', receiverOf],
    ] as const) {
      const counts = keyed('by', by, 'recipients', await documentOf(text, [...range, '--by', by]));
      expect(counts).toEqual(countBy(rows, keyOf));
      const some = [
        '(none)',
        "o'neill",
        'a,b "c"',
        'two\nlines',
        'select',
        'Outlook.com',
        'Spectrum',
        'firma-süd.example',
      ];
      for (const name of some.filter((one) => counts.has(one))) {
        const part = await documentOf(text, [...range, '--by', 'type', '--where', `${by}=${name}`]);
        const all = [...keyed('by', 'type', 'recipients', part).values()];
        expect(
          all.reduce<number>((sum, one) => sum + Number(one), 0),
          name,
        ).toBe(counts.get(name));
      }
    }
  }, 120_000);
});
