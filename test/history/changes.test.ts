import { describe, expect, it } from 'vitest';
import type { DayCount } from '../../src/history/day-count.ts';
import { changesOf } from '../../src/history/changes.ts';
import { climbOf } from '../../src/history/climb.ts';
import { risesOf } from '../../src/history/jumps.ts';

/** Numbers that look random and are the same in every run. */
function randomness(seed: number): { poisson: (mean: number) => number } {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const poisson = (mean: number): number => {
    // Sums of Poisson counts are Poisson counts: so the powers below stay within what a number holds.
    if (mean > 100) return poisson(100) + poisson(mean - 100);
    const least = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > least; product *= next()) count += 1;
    return Math.max(0, count);
  };
  return { poisson };
}

interface Incident {
  fromDay: number;
  days: number;
  /** Of the mail, so much is hit. */
  share: number;
  /** Of the mail of the first day, so much comes after it began. */
  firstDay: number;
}

/** Thirty days of a sender who sends less at weekends, a share of whose mail fails by chance. */
function monthOf(seed: number, perDay: number, share: number, incident: Incident | null = null): DayCount[] {
  const { poisson } = randomness(seed);
  return Array.from({ length: 30 }, (_, index) => {
    const all = poisson(perDay * (index % 7 < 5 ? 1 : 0.4));
    const inside = incident !== null && index >= incident.fromDay && index < incident.fromDay + incident.days;
    const part = inside ? (index === incident.fromDay ? incident.firstDay : 1) * incident.share : 0;
    return { day: dayOf(index), all, hits: Math.min(all, poisson(all * share) + poisson(all * part)) };
  });
}

const dayOf = (index: number): string => new Date(Date.UTC(2026, 9, 1 + index)).toISOString().slice(0, 10);
const seeds = Array.from({ length: 200 }, (_, index) => 7919 * (index + 1));

describe('rises of a share', () => {
  it.each([
    [40, 0.005],
    [150, 0.005],
    [800, 0.005],
    [800, 0.03],
    [5000, 0.0005],
    [5000, 0.03],
  ])('of %i messages a day of which %d fail: nothing is invented in a quiet month', (perDay, share) => {
    const invented = seeds.filter((seed) => risesOf(monthOf(seed, perDay, share)).length > 0);
    expect(invented.length).toBeLessThanOrEqual(1);
  });

  it.each([
    [800, 0.005, 0.15],
    [800, 0.03, 0.15],
    [5000, 0.03, 0.15],
    [5000, 0.1, 0.15],
    [800, 0.1, 0.3],
    [5000, 0.2, 0.3],
  ])(
    'of %i messages a day, %d of which fail: begin on the first day that is out of line, though most of it came in the evening',
    (perDay, share, hit) => {
      const right = seeds.filter((seed) => {
        const fromDay = 14 + (seed % 10);
        const incident = { fromDay, days: 3, share: hit, firstDay: 0.25 };
        return risesOf(monthOf(seed, perDay, share, incident))[0]?.first === dayOf(fromDay);
      });
      expect(right.length).toBeGreaterThan(180);
    },
  );

  it('end on the last day that is out of line', () => {
    const quiet = monthOf(1, 2000, 0.005);
    const days = quiet.map((one, index) => ({
      ...one,
      hits: index === 20 ? 200 : index === 21 ? 32 : Math.min(one.hits, 12),
    }));
    expect(risesOf(days)).toMatchObject([{ first: dayOf(20), last: dayOf(21) }]);
  });

  it('are found where so little is sent that no day is far above by itself', () => {
    const found = seeds.filter((seed) => {
      const incident = { fromDay: 17, days: 4, share: 0.2, firstDay: 1 };
      return risesOf(monthOf(seed, 40, 0.002, incident)).length > 0;
    });
    expect(found.length).toBeGreaterThan(180);
  });

  it('of ten recipients are told; of five nothing is', () => {
    const days = monthOf(3, 100, 0).map((one, index) => ({ ...one, hits: index === 20 ? 10 : 0 }));
    expect(risesOf(days)).toMatchObject([{ first: dayOf(20), last: dayOf(20), hits: 10 }]);
    expect(risesOf(days.map((one) => ({ ...one, hits: one.hits / 2 })))).toEqual([]);
  });
});

describe('a share that climbs little by little', () => {
  const climb = (seed: number, perDay: number, from: number, to: number): DayCount[] => {
    const { poisson } = randomness(seed);
    return monthOf(seed, perDay, from).map(({ day, all }, index) => ({
      day,
      all,
      hits: Math.min(all, poisson(all * (from + ((to - from) * index) / 29))),
    }));
  };

  it.each([
    [40, 0.005],
    [150, 0.02],
    [800, 0.005],
    [800, 0.03],
    [5000, 0.0005],
    [5000, 0.03],
  ])('of %i messages a day of which %d fail: none is invented in a quiet month', (perDay, share) => {
    expect(seeds.filter((seed) => climbOf(monthOf(seed, perDay, share)) !== null)).toEqual([]);
  });

  it.each([
    [800, 0.004, 0.05],
    [300, 0.01, 0.12],
    [5000, 0.001, 0.01],
    [5000, 0.02, 0.06],
  ])('of %i messages a day, from %d to %d within a month: is found', (perDay, from, to) => {
    const found = seeds.map((seed) => climbOf(climb(seed, perDay, from, to))).filter((one) => one !== null);
    expect(found.length).toBeGreaterThan(190);
    for (const { first, last, before, during, excess } of found) {
      expect([first, last]).toEqual([dayOf(10), dayOf(29)]);
      expect(during).toBeGreaterThan(1.5 * before);
      expect(excess).toBeGreaterThan(0);
    }
  });

  it('is none where it falls, goes up and down, is of fewer than 15 days, or of other mail at the end', () => {
    const days = climb(1, 800, 0.004, 0.05);
    const turned = days.map(({ day }, index) => ({ ...days[29 - index], day })) as DayCount[];
    const waves = days.map((one, index) => ({
      ...one,
      hits: Math.round(one.all * ([0.03, 0.01, 0.05][Math.floor(index / 10)] ?? 0.05)),
    }));
    const mailing = monthOf(1, 800, 0.01).map((one, index) =>
      index < 24 ? one : { ...one, all: one.all * 20, hits: one.hits * 100 },
    );
    expect(climbOf(days)).not.toBeNull();
    for (const series of [turned, waves, days.slice(-14), mailing, []]) expect(climbOf(series)).toBeNull();
  });
});

describe('a step that stays', () => {
  const some = seeds.slice(0, 60);
  const step = (
    seed: number,
    perDay: number,
    share: number,
    times: number,
    from: number,
    to: number,
  ): DayCount[] => {
    const { poisson } = randomness(seed);
    return monthOf(seed, perDay, share).map(({ day, all }, index) => ({
      day,
      all,
      hits: Math.min(all, poisson(all * share * (index >= from && index < to ? times : 1))),
    }));
  };

  it.each([
    [15, 0.02],
    [40, 0.005],
    [150, 0.005],
    [800, 0.03],
    [5000, 0.0005],
    [5000, 0.03],
  ])('of %i messages a day of which %d fail: none is invented in a quiet month', (perDay, share) => {
    expect(some.filter((seed) => changesOf(monthOf(seed, perDay, share)).changes.length > 0)).toEqual([]);
  });

  it.each([
    // Three times as much for 19 days; less than twice of much mail; for ten days, then over; a small identity; for a week.
    [800, 0.01, 3, 9, 30],
    [4000, 0.01, 1.7, 14, 30],
    [800, 0.01, 4, 12, 22],
    [15, 0.01, 35, 15, 30],
    [2000, 0.005, 3, 20, 27],
    [300, 0.02, 4, 10, 30],
  ])(
    'of %i messages a day, of which %d fail, times %d from day %i to %i: is found with its days',
    (...what) => {
      const [perDay, share, times, from, to] = what;
      const found = some
        .map((seed) => changesOf(step(seed, perDay, share, times, from, to)).changes)
        .filter(({ length }) => length > 0);
      expect(found.length).toBeGreaterThan(54);
      const days = (a: string | undefined, index: number): number =>
        Math.abs(Date.parse(a ?? '') - Date.parse(dayOf(index))) / 86_400_000;
      const near = found.filter(([one]) => days(one?.first, from) <= 2);
      expect(near.length).toBeGreaterThan(0.9 * found.length);
    },
  );

  it('begins with the first day that had some where there was none before, and goes on over days that say nothing', () => {
    // Some four a day, all of which wait from the 18th day on: three, none sent, then as before.
    const small = Array.from({ length: 28 }, (_, index) => {
      const all = [3, 0, 5, 4, 6, 2, 4, 1, 5, 3][index - 17] ?? 4;
      return { day: dayOf(index), all, hits: index < 17 ? 0 : all };
    });
    expect(changesOf(small).changes).toMatchObject([
      { first: dayOf(17), last: dayOf(27), before: 0, during: 1 },
    ]);
    // 15 % of thirty a day: no day alone, and no three days, are far above.
    const part = Array.from({ length: 28 }, (_, index) => ({
      day: dayOf(index),
      all: 30,
      hits: index < 9 ? 0 : ([3, 5, 3, 6, 4][index % 5] ?? 0),
    }));
    expect(changesOf(part).changes).toMatchObject([{ first: dayOf(9), last: dayOf(27) }]);
    // A weekend of little mail between two weeks of it.
    const week = Array.from({ length: 28 }, (_, index) => {
      const all = index % 7 < 5 ? 500 : 6;
      return { day: dayOf(index), all, hits: Math.round(all * (index > 14 ? 0.2 : 0.004)) };
    });
    expect(changesOf(week).changes).toMatchObject([{ first: dayOf(15), last: dayOf(27) }]);
  });

  it('two stretches with a clean day between stay two, and a clean end is one', () => {
    const days = Array.from({ length: 28 }, (_, index) => ({
      day: dayOf(index),
      all: 400,
      hits: [19, 20, 22, 23].includes(index) ? 60 : 2,
    }));
    expect(changesOf(days).changes.map(({ first, last }) => [first, last])).toEqual([
      [dayOf(19), dayOf(20)],
      [dayOf(22), dayOf(23)],
    ]);
  });

  it('of mail that jumps about by itself, or of other mail, is none', () => {
    const wild = monthOf(5, 600, 0.01).map((one, index) => ({
      ...one,
      hits: [2, 9, 4, 12, 3, 7, 11][index % 7] ?? 3,
    }));
    const mailings = monthOf(6, 100, 0.005).map((one, index) =>
      index > 14 && index % 3 === 0 ? { ...one, all: 3000, hits: 60 } : one,
    );
    for (const series of [wild, mailings]) expect(changesOf(series).changes).toEqual([]);
  });
});
