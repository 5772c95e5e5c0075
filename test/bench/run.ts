/*
 * Runs the measurements one after the other: `npm run bench`, or `npm run bench -- start events` for some of them.
 * Each prints its figures beside its baseline and the load of the machine. Exits 1 when one of them says that a bound
 * is broken.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const names = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => names.length === 0 || names.includes(file.slice(0, -'.bench.ts'.length)));
if (files.length === 0) throw new Error(`there is no measurement called ${names.join(', ')}`);
for (const file of files) {
  process.stdout.write(`\n${file}\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, file)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
