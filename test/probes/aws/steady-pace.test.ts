import { describe, expect, it } from 'vitest';
import { createSteadyLane } from '../../../src/probes/aws/steady-pace.ts';
import { rateLimiter } from '../../lab/aws/rate.ts';

/** Time that passes only when everybody waits. */
function stoppedClock(): {
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  run: <T>(work: Promise<T>) => Promise<T>;
} {
  let now = 0;
  const waiting: { at: number; wake: () => void }[] = [];
  return {
    clock: () => now,
    sleep: async (ms) => {
      await new Promise<void>((resolve) => waiting.push({ at: now + ms, wake: resolve }));
    },
    run: async (work) => {
      let over = false;
      const ended = work.finally(() => {
        over = true;
      });
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        // It is set while this loop waits.
        if (over as boolean) return await ended;
        const [first] = waiting.sort((one, other) => one.at - other.at).splice(0, 1);
        if (first === undefined) throw new Error('nobody waits for anything');
        now = Math.max(now, first.at);
        first.wake();
      }
    },
  };
}

/** Numbers from 0 to 1 that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Makes so many calls, four side by side, each a little late, of a service with such a rate. */
async function called({
  calls,
  ratePerSecond,
  lateMs,
}: {
  calls: number;
  ratePerSecond: number;
  lateMs: number;
}) {
  const { clock, sleep, run } = stoppedClock();
  const overRate = rateLimiter(ratePerSecond, clock);
  const random = seeded(7);
  const lane = createSteadyLane({ clock, sleep, timeoutMs: 30_000 });
  const left = Array.from({ length: calls }).values();
  let throttled = 0;
  let answered = 0;
  const call = async (): Promise<void> => {
    const startedAt = clock();
    while (await lane.turn(startedAt)) {
      await sleep(random() * lateMs);
      const refused = overRate('one');
      await sleep(20);
      if (!refused) {
        lane.answered();
        answered += 1;
        return;
      }
      throttled += 1;
      lane.throttled();
    }
  };
  const work = async (): Promise<void> => {
    for (const _ of left) await call();
  };
  await run(Promise.all(Array.from({ length: 4 }, work)));
  return { seconds: clock() / 1000, throttled, answered };
}

describe('the pace of a survey', () => {
  it('takes nearly all that the rate allows, though calls go out a little late', async () => {
    for (const lateMs of [0, 20, 100]) {
      const { seconds, answered, throttled } = await called({ calls: 200, ratePerSecond: 1, lateMs });
      expect(answered).toBe(200);
      expect(
        200 / seconds,
        `late by up to ${String(lateMs)} ms, ${String(throttled)} throttled`,
      ).toBeGreaterThan(lateMs > 50 ? 0.9 : 0.96);
      expect(throttled).toBeLessThan(130);
    }
  });

  it('goes as fast as an account is let, and no faster than 40 a second', async () => {
    const more = await called({ calls: 1000, ratePerSecond: 10, lateMs: 5 });
    expect(1000 / more.seconds).toBeGreaterThan(7);
    const most = await called({ calls: 1000, ratePerSecond: 1000, lateMs: 5 });
    expect(1000 / most.seconds).toBeGreaterThan(15);
    expect(1000 / most.seconds).toBeLessThan(40);
    expect(most.throttled).toBe(0);
  });

  it('asks what is throttled for ever more and more rarely, and gives up when the time is up', async () => {
    const { answered, throttled, seconds } = await called({ calls: 4, ratePerSecond: 1e-9, lateMs: 0 });
    // The first call of all finds a token.
    expect(answered).toBe(1);
    expect(throttled).toBeLessThan(15);
    expect(seconds).toBeLessThan(40);
  });
});
