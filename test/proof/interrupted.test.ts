import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { remains, sendingWorld } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';

/** Runs a tapped test that is interrupted once so many calls have come in; an event never comes. */
async function interruptedAfter(calls: number): Promise<{ left: readonly string[]; exitCode: number }> {
  const world = healthyWorld();
  const sending = { ...sendingWorld(), mute: ['Complaint'] };
  world.region.sending = sending;
  world.aws.delayMs = 2;
  const lab = await startLab(world);
  const interrupt = new AbortController();
  try {
    const running = runInProcess({
      args: commandLine(
        { title: '', command: ['test', 'example.com', '--tap'], expect: { exitCode: 0, codes: [] } },
        lab,
      ),
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
      interrupted: interrupt.signal,
      host: { pause: (milliseconds) => setTimeout(Math.min(milliseconds, 5)) },
    });
    while (lab.aws.calls.length < calls) await setTimeout(1);
    interrupt.abort('SIGINT');
    const { exitCode } = await running;
    return { left: remains(sending), exitCode };
  } finally {
    await lab.close();
  }
}

describe('SIGINT leaves nothing behind', () => {
  it.each(Array.from({ length: 20 }, (_, index) => 6 + index))(
    'after %i calls',
    { timeout: 180_000 },
    async (calls) => {
      expect(await interruptedAfter(calls)).toEqual({ left: [], exitCode: 130 });
    },
  );
});
