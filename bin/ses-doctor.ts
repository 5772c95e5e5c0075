#!/usr/bin/env node
import process from 'node:process';
import { keepCompiled } from './compile-cache.ts';
import { partsOf } from './parts.ts';
import type * as processHost from './process-host.ts';
import { standardOutput } from './standard-output.ts';
import { endWithStartFailure } from './start-failure.ts';

/** Set by the build from package.json. */
declare const SES_DOCTOR_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered before any import: editors and scripts ask for it often.
  standardOutput(1, () => process.stdout).write(`${SES_DOCTOR_VERSION}\n`);
} else {
  const interrupt = (): void => process.exit(130);
  const terminate = (): void => process.exit(143);
  // Until the program is loaded nothing is written: a signal ends it with its exit code and no output.
  process.on('SIGINT', interrupt).on('SIGTERM', terminate);
  process.on('uncaughtException', endWithStartFailure);
  const compiled = keepCompiled(process.env, require);
  // No top-level await: the entry is CommonJS.
  void Promise.resolve()
    .then(async () => {
      const parts = partsOf(`${__dirname}/chunks`, compiled.run, require);
      // The pack of `explain` holds what a start needs, too.
      const { run } = parts.host(args[0] === 'explain' ? 'explain' : 'start') as typeof processHost;
      await run(args, SES_DOCTOR_VERSION, {
        ready: () => {
          process.off('SIGINT', interrupt).off('SIGTERM', terminate);
        },
        onFlags: compiled.leave,
      });
    })
    .catch(endWithStartFailure);
}
