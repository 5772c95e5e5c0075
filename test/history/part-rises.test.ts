import { describe, expect, it } from 'vitest';
import type { DayTotals, PartRise } from '../../src/history/answers.ts';
import type { Row } from '../../src/history/engine.ts';
import type { FailureGroup } from '../../src/history/failures.ts';
import { partRises } from '../../src/history/part-rises.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { randomFrom } from '../lab/history/random.ts';
import { documentOf } from './asked.ts';

/** Mail of an identity and campaign on a day: so much, with these shares of failures. */
interface Stream {
  identity: string;
  campaign: string;
  set?: string;
  receiver?: string;
  cause?: string;
  sends: (day: number) => number;
  bounces?: (day: number) => number;
  complaints?: (day: number) => number;
  delays?: (day: number) => number;
}

const days = daysFrom('2026-10-01', 31);
const dayOf = (day: number): string => days[day] ?? '';
const weekday = (day: number): number => new Date(`${dayOf(day)}T00:00:00Z`).getUTCDay();
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** What is found in the mail of some streams, each failure by chance of its share. */
function found(seed: number, streams: readonly Stream[], from = 0): readonly PartRise[] {
  const random = randomFrom(seed);
  const chance = (count: number, share: number): number => {
    // From one hit to the next: as many trials as a geometric distribution says.
    let hits = -1;
    for (let at = 0; at <= count; hits += 1)
      at += share >= 1 ? 1 : 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - share));
    return hits;
  };
  const parts = new Map<
    string,
    { key: [string, string | null, string | null, string | null, number]; sends: number }
  >();
  const groups: FailureGroup[] = [];
  const totals = new Map<string, number>();
  for (const [index, day] of days.entries())
    for (const { identity, campaign, set = 'all', receiver = 'Gmail', ...stream } of streams) {
      const sends = Math.round(stream.sends(index));
      if (sends === 0) continue;
      totals.set(day, (totals.get(day) ?? 0) + sends);
      for (const key of [
        [day, identity, null, null, 3],
        [day, null, campaign, null, 5],
        [day, null, null, set, 6],
      ] as const) {
        const name = JSON.stringify(key);
        const known = parts.get(name) ?? { key: [...key], sends: 0 };
        known.sends += sends;
        parts.set(name, known);
      }
      for (const [type, share, cause] of [
        ['Bounce', stream.bounces ?? (() => 0.005), stream.cause ?? 'bounce/unknown-user'],
        ['Complaint', stream.complaints ?? (() => 0.0002), 'bounce/complaint'],
        ['DeliveryDelay', stream.delays ?? (() => 0.01), 'bounce/rate-limited'],
      ] as const) {
        const hits = chance(sends, share(index));
        if (hits === 0) continue;
        groups.push({
          ...{
            day,
            type,
            cause,
            receiver,
            campaign,
            identity,
            set,
            ...{ account: '111122223333', region: 'eu-west-1' },
            recipients: hits,
            once: hits,
            sample: '550 no',
          },
          ...{ sentDay: day, judged: hits, steady: hits, untold: 0, isSentInside: true, isInside: true },
        });
      }
    }
  return partRises({
    rows: [...parts.values()].map(({ key: [day, ...names], sends }): Row => {
      const [identity, campaign, set, part] = names;
      return [day, identity, campaign, set, part, 3, sends, 0, 0];
    }),
    groups,
    days: [...totals].map(
      ([day, all]) => ({ day, attempts: all, steadyAttempts: all, steadyBounceAttempts: all }) as DayTotals,
    ),
    inRange: (day) => day >= dayOf(from),
    ...{ rises: [], receivers: [], manyDelays: null },
  });
}

const main: readonly Stream[] = [
  { identity: 'example.com', campaign: 'newsletter', sends: () => 3000 },
  { identity: 'shop.example', campaign: 'receipts', set: 'transactional', sends: () => 1500 },
];
/** Identities of some mails a day each, of a Zipf's law of sizes. */
const small = (count: number, more: Partial<Stream> = {}): readonly Stream[] =>
  Array.from({ length: count }, (_, nth) => ({
    identity: `tenant${nth}.example`,
    campaign: `campaign-${nth % 40}`,
    sends: () => 4 + 300 / (nth + 1),
    bounces: () => 0.005 + 0.03 * ((nth * 7919) % 10) * 0.1,
    ...more,
  }));

const named = (parts: readonly PartRise[]): readonly string[] =>
  parts.map(({ kind, dimension, value, first }) => `${kind} ${dimension} ${value} ${first}`);

describe('of quiet parts nothing is invented', () => {
  it.each<readonly [string, readonly Stream[]]>([
    ['two identities and sets', main],
    ['five hundred small identities', [...main, ...small(500)]],
    [
      'identities that start and stop',
      [
        ...main,
        ...small(120).map((one, nth) => ({
          ...one,
          sends: (day: number) => ((nth % 2 === 0 ? day >= nth % 28 : day < nth % 28) ? 40 : 0),
        })),
      ],
    ],
    [
      'identities that write on some days of the week, to lists that bounce more',
      [
        ...main,
        ...small(60).map((one, nth) => ({
          ...one,
          sends: (day: number) => (weekday(day) === nth % 7 ? 600 : 40),
          bounces: (day: number) => (weekday(day) === nth % 7 ? 0.07 : 0.005),
        })),
      ],
    ],
    [
      'campaigns of one day each',
      [
        ...main,
        ...days.map((_, nth) => ({
          identity: 'example.com',
          campaign: `blast-${nth}`,
          sends: (day: number) => (day === nth ? 1500 : 0),
          bounces: () => 0.03,
        })),
      ],
    ],
    [
      'a sender without mail at weekends, whose receivers let a part wait',
      [
        ...main,
        ...small(40).map((one) => ({
          ...one,
          sends: (day: number) => (weekday(day) % 6 === 0 ? 2 : 80),
          delays: (day: number) => (weekday(day) % 6 === 0 ? 0.3 : 0.08),
        })),
      ],
    ],
    [
      'automatic replies while people are on holiday',
      [
        ...main,
        {
          ...small(1)[0],
          sends: () => 100,
          cause: 'bounce/auto-reply',
          bounces: (day: number) => (day > 20 ? 0.4 : 0.01),
        } as Stream,
      ],
    ],
  ])('%s', (_, streams) => {
    for (const seed of seeds) expect(named(found(seed, streams)), `seed ${seed}`).toEqual([]);
  });
});

describe('what was planted in a small part comes first', () => {
  const others = [...main, ...small(500)];
  const later =
    (rest: number, from: number, risen: number, to = 99) =>
    (day: number) =>
      day >= from && day <= to ? risen : rest;

  it.each<readonly [string, (from: number) => Partial<Stream>, string]>([
    ['bounces of an identity', (from) => ({ bounces: later(0.01, from, 0.4) }), 'bounce'],
    ['bounces for some days', (from) => ({ bounces: later(0.01, from, 0.35, from + 3) }), 'bounce'],
    ['refusals', (from) => ({ bounces: later(0.01, from, 0.3), cause: 'bounce/spam-rejected' }), 'bounce'],
    ['complaints', (from) => ({ complaints: later(0.0002, from, 0.06) }), 'complaint'],
    ['deferrals', (from) => ({ delays: later(0.01, from, 0.5) }), 'delay'],
  ])('%s', (_, plant, kind) => {
    for (const seed of seeds) {
      const from = 10 + (seed % 15);
      const planted = {
        identity: 'small.example',
        campaign: 'invoices',
        set: 'billing',
        sends: () => 60,
        ...plant(from),
      };
      const [first, ...more] = found(seed, [...others, planted]);
      expect([first?.kind, first?.first], `seed ${seed}`).toEqual([kind, dayOf(from)]);
      expect(
        [first, ...(first?.same ?? [])].map((one) => `${one?.dimension} ${one?.value}`).sort(),
        `seed ${seed}`,
      ).toEqual(['campaign invoices', 'configuration-set billing', 'identity small.example']);
      expect(named(more), `seed ${seed}`).toEqual([]);
    }
  });

  it('bounces of one campaign of a large identity, in a set of others', () => {
    for (const seed of seeds) {
      const parts = found(seed, [
        ...main,
        {
          identity: 'example.com',
          campaign: 'winback',
          sends: () => 80,
          bounces: later(0.01, 18, 0.4),
        },
      ]);
      expect(named(parts), `seed ${seed}`).toEqual([`bounce campaign winback ${dayOf(18)}`]);
      expect(parts[0]?.same).toEqual([]);
    }
  });

  it('an identity that fails from its first day on', () => {
    for (const seed of seeds) {
      const [first, ...more] = found(seed, [
        ...others,
        {
          identity: 'new.example',
          campaign: 'bought',
          set: 'new',
          sends: (day) => (day >= 25 ? 60 : 0),
          bounces: () => 0.4,
        },
      ]);
      expect([first?.before, first?.first], `seed ${seed}`).toEqual([null, dayOf(25)]);
      expect(more).toEqual([]);
    }
  });

  it('a campaign of one day', () => {
    for (const seed of seeds) {
      const parts = found(seed, [
        ...main,
        {
          identity: 'example.com',
          campaign: 'bought',
          sends: (day) => (day === 20 ? 300 : 0),
          bounces: () => 0.35,
        },
      ]);
      expect(named(parts), `seed ${seed}`).toEqual([`bounce campaign bought ${dayOf(20)}`]);
    }
  });

  it('two at once, and one that is over before the range is not told', () => {
    const two = [
      { identity: 'a.example', campaign: 'a', set: 'a', sends: () => 50, bounces: later(0.01, 12, 0.5, 14) },
      { identity: 'b.example', campaign: 'b', set: 'b', sends: () => 50, bounces: later(0.01, 22, 0.5) },
    ];
    for (const seed of seeds) {
      expect(named(found(seed, [...main, ...two])).toSorted(), `seed ${seed}`).toEqual([
        `bounce identity a.example ${dayOf(12)}`,
        `bounce identity b.example ${dayOf(22)}`,
      ]);
      expect(named(found(seed, [...main, ...two], 17)), `seed ${seed}`).toEqual([
        `bounce identity b.example ${dayOf(22)}`,
      ]);
    }
  });
});

describe('the report', () => {
  const month = daysFrom('2026-10-01', 30);
  const streams = month.flatMap((day, index) => [
    ...mailsOf(day, 900, { bounced: 5, delayed: 9 }),
    ...mailsOf(day, 300, { bounced: 2, set: 'receipts', identity: 'shop.example', campaign: 'receipts' }),
    ...mailsOf(day, 25, {
      ...{ bounced: index >= 22 ? 10 : index % 6 === 0 ? 1 : 0, delayed: index === 10 ? 12 : 0 },
      ...{ set: 'billing', identity: 'small.example', campaign: 'invoices', domain: 'gmx.de' },
    }),
  ]);
  const lines = linesOf(recordsOf(streams));

  it('names who, since when, from what to what, and what leads; the numbers are those of a plain count', async () => {
    const report = await documentOf(lines);
    const part = report.problems.filter(({ code }) => code === 'history/part-rise');
    expect(part.map(({ summary }) => summary).toSorted()).toEqual([
      '40% of the mail of the identity small.example (campaign invoices, configuration set billing) has bounced since 2026-10-23, 0.727% before: 80 of 200 recipients, most of them unknown addresses at GMX and WEB.DE.',
      expect.stringMatching(/^48% of the mail .* was deferred on 2026-10-11, 0% before: 12 of 25 recipients/),
    ]);
    // What rose in all mail is this part, which says more; so is what its receiver lets wait.
    expect(report.problems.map(({ code, because }) => `${code} ${because?.code ?? ''}`)).toEqual([
      'history/rise ',
      'history/part-rise history/rise',
      'history/part-rise ',
      'history/receiver-defers history/part-rise',
    ]);
    const own = streams.filter(({ identity }) => identity === 'small.example');
    for (const [type, event, from] of [
      ['Bounce', 'Bounce', '2026-10-23'],
      ['DeliveryDelay', 'DeliveryDelay', '2026-10-11'],
    ] as const) {
      const { columns = [], rows = [] } = report.tables['part_rises'] ?? {};
      const at = (name: string): number => columns.findIndex((one) => one.name === name);
      const row = rows.find((one) => one[at('type')] === type) ?? [];
      const [first, last] = [String(row[at('first_day')]), String(row[at('last_day')])];
      expect(first).toBe(from);
      const on = (some: typeof own): number =>
        some.filter((one) => one.fate.some((fate) => fate.type === event)).length;
      const inside = own.filter((one) => one.at.slice(0, 10) >= first && one.at.slice(0, 10) <= last);
      const before = own.filter((one) => one.at.slice(0, 10) < first);
      const others = streams.filter(
        (one) =>
          one.identity !== 'small.example' && one.at.slice(0, 10) >= first && one.at.slice(0, 10) <= last,
      );
      expect(['recipients', 'attempts'].map((name) => row[at(name)])).toEqual([on(inside), inside.length]);
      for (const [name, some] of [
        ['before', before],
        ['during', inside],
        ['others', others],
      ] as const)
        expect(row[at(name)], name).toBeCloseTo(on(some) / some.length, 12);
    }
  });

  it('tells deferrals alone to who asks for them, and to who asks for rates of the set that is above all limits', async () => {
    const codes = async (question: string): Promise<readonly string[]> =>
      (await documentOf(lines, ['--question', question])).problems.map(
        ({ code, subject }) => `${code} ${subject}`,
      );
    expect(await codes('deferrals')).toContain('history/part-rise identity small.example (deferrals)');
    expect(await codes('deferrals')).not.toContain('history/part-rise identity small.example');
    expect(await codes('overview')).toEqual(['history/part-rise configuration-set billing']);
  });

  it('is the same where mail is known by its Deliveries alone', async () => {
    const report = await documentOf(
      linesOf(recordsOf(streams, (_, type) => (type === 'Send' ? 'nothing' : 'event'))),
      ['--question', 'rise'],
    );
    expect(report.tables['part_rises']?.rows.map((row) => row.slice(0, 11))).toEqual(
      (await documentOf(lines, ['--question', 'rise'])).tables['part_rises']?.rows.map((row) =>
        row.slice(0, 11),
      ),
    );
  });
});
