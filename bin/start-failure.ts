import process from 'node:process';
import { startFailure } from '../src/model/start-failure.ts';

/** Ends the process with exit code 4 and one line on standard error. */
export function endWithStartFailure(error: unknown): void {
  process.exitCode = 4;
  process.stderr.write(`${startFailure(error)}\n`, () => process.exit(4));
}
