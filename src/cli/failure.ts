import type { Host } from './host.ts';
import { isInterrupted, signalCode } from './interruption.ts';
import { isStartFailure, startFailure } from '../model/start-failure.ts';
import { oneLine, UsageError } from './usage-error.ts';

/** Says on standard error what ended a command, and returns the exit code: 2 for wrong usage, 4 for everything else. */
export function tellFailure(error: unknown, host: Host): number {
  // An input that a signal cut off is no mistake of the caller.
  if (error instanceof UsageError && isInterrupted(host)) return signalCode(host);
  if (error instanceof UsageError) {
    host.stderr(`ses-doctor: ${oneLine(error.message)}\n`);
    return 2;
  }
  if (isStartFailure(error)) {
    host.stderr(`${startFailure(error)}\n`);
    return 4;
  }
  host.stderr(
    `ses-doctor: internal error (a bug in ses-doctor): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 4;
}
