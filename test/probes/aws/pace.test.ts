import { expect, it } from 'vitest';
import { createLane, type Lane } from '../../../src/probes/aws/pace.ts';

/** A lane on a clock of its own: a sleep takes no time and moves the clock on, the earliest first. */
function laneWith(timeoutMs: number): { lane: Lane; clock: () => number } {
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ until: now + milliseconds, wake });
      setImmediate(() => {
        const [first] = sleepers.sort((one, other) => one.until - other.until).splice(0, 1);
        now = Math.max(now, first?.until ?? now);
        first?.wake();
      });
    });
  const clock = (): number => now;
  return { lane: createLane({ clock, random: () => 0.5, sleep, timeoutMs }), clock };
}

it('nobody waits before the first throttle', async () => {
  const { lane, clock } = laneWith(1000);
  for (let call = 0; call < 20; call += 1) expect(await lane.turn(0)).toBe(true);
  expect(clock()).toBe(0);
});

it('a throttle that never ends lets a few calls through, and then says that the time is up', async () => {
  const { lane, clock } = laneWith(2400);
  lane.throttled();
  let turns = 0;
  while (await lane.turn(0)) turns += 1;
  expect(turns).toBe(2);
  expect(clock()).toBe(2400);
});

it('calls that queue wait longer than the time of one, as long as calls of the action are answered', async () => {
  const { lane, clock } = laneWith(1200);
  lane.throttled();
  const got = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const turn = await lane.turn(0);
      lane.answered();
      return turn;
    }),
  );
  expect(got).toEqual([true, true, true, true, true, true]);
  expect(clock()).toBeGreaterThan(1200);
});
