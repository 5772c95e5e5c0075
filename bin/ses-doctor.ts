#!/usr/bin/env node
import process from 'node:process';

/** Set by the build from package.json. */
declare const SES_DOCTOR_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered before any import: editors and scripts ask for it often.
  process.stdout.write(`${SES_DOCTOR_VERSION}\n`);
} else {
  // No top-level await: the bundle's entry is CommonJS, which starts quicker.
  void import('./process-host.ts').then(({ run }) => run(args, SES_DOCTOR_VERSION));
}
