import { setImmediate } from 'node:timers/promises';
import type { Host } from '../../src/cli/host.ts';

/** A clock on which waiting takes no time: a pause moves it on, and is over. */
export function quickTime(): Pick<Host, 'clock' | 'pause'> {
  let skipped = 0;
  return {
    clock: () => performance.now() + skipped,
    pause: async (milliseconds) => {
      skipped += milliseconds;
      await setImmediate();
    },
  };
}
