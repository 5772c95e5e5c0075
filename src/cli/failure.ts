import type { Host } from './host.ts';
import { isStartFailure, startFailure } from './start-failure.ts';
import { oneLine, UsageError } from './usage-error.ts';

/** Says on standard error what ended a command, and returns the exit code: 2 for wrong usage, 4 for everything else. */
export function tellFailure(error: unknown, host: Host): 2 | 4 {
  if (error instanceof UsageError) {
    host.stderr(`ses-doctor: ${oneLine(error.message)}\n`);
    return 2;
  }
  if (isStartFailure(error)) {
    host.stderr(`${startFailure(error)}\n`);
    return 4;
  }
  host.stderr(
    `ses-doctor: a fault of ses-doctor itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 4;
}
