import { setImmediate, setTimeout } from 'node:timers/promises';
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

/** A clock for a run against somebody else's servers: of each pause little is waited, and `passes` may move the clock on. */
export function shortPauses(passes: () => Promise<number>): Pick<Host, 'clock' | 'pause'> {
  let skipped = 0;
  return {
    clock: () => performance.now() + skipped,
    pause: async (milliseconds) => {
      skipped += await passes();
      await setTimeout(Math.min(milliseconds, 20));
    },
  };
}
