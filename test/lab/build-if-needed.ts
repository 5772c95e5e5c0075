import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtProgram } from './run-built.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs `npm run build` when there is no built program, or a source is newer. Throws when that fails. */
export function buildIfNeeded(): void {
  if (newestOf(['src', 'bin', 'checks']) < timeOf(builtProgram)) return;
  process.stderr.write('building dist/ …\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('npm run build failed');
}

function newestOf(folders: readonly string[]): number {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(root, folder, file),
    ),
  );
  return Math.max(...files.map(timeOf), timeOf(join(root, 'package.json')));
}

/** When a file was last changed, in milliseconds; 0 when it is not there. */
const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
