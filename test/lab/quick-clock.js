import { syncBuiltinESMExports } from 'node:module';
import { performance } from 'node:perf_hooks';
import timers from 'node:timers/promises';

// Loaded before the built program by `npm run demo`: where `ses-doctor test` pauses, its clock moves on instead. What ends a
// question of the network stays as it is: only the pauses between two looks are this long.
const pauses = new Set([200]);
const longFrom = 5000;

let skipped = 0;
const now = performance.now.bind(performance);
const sleep = timers.setTimeout;

performance.now = () => now() + skipped;
timers.setTimeout = (milliseconds, value, options) => {
  if (!pauses.has(milliseconds) && milliseconds < longFrom) return sleep(milliseconds, value, options);
  skipped += milliseconds;
  return sleep(1, value, options);
};
syncBuiltinESMExports();
