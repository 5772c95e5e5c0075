import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { patientTimer } from '../../../src/probes/net/patient-timer.ts';

function computeFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('an answer that came while this process was computing is read before the time is up', async () => {
  const onEnd = vi.fn();
  const stop = patientTimer(10, onEnd);
  computeFor(150);
  // Timers come first in Node's loop, sockets after them, immediates last.
  await setImmediate();
  stop();
  expect(onEnd).not.toHaveBeenCalled();
});

test('without an answer the time is up all the same', async () => {
  await new Promise<void>((resolve) => {
    patientTimer(10, resolve);
    computeFor(150);
  });
});
