import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtProgram } from './run-built.ts';

const root = resolve(import.meta.dirname, '../..');
/** Held while one of several test processes builds. */
const lock = join(tmpdir(), `ses-doctor-build${root.replaceAll(/[^\w]/g, '-')}`);
const longestBuildMs = 60_000;

/** Runs `npm run build` when there is no built program, or a source is newer. Throws when that fails. */
export function buildIfNeeded(): void {
  // Even a fresh program may be one that another process has not finished building: its other files come later.
  const mine = takeLock();
  try {
    if (!isFresh()) build();
  } finally {
    if (mine) rmdirSync(lock);
  }
}

const isFresh = (): boolean => newestOf(['src', 'bin', 'build', 'checks']) < timeOf(builtProgram);

function build(): void {
  process.stderr.write('building dist/ …\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('npm run build failed');
}

/** Waits for another process's build. False when its lock was left behind: then we go on without. */
function takeLock(): boolean {
  for (let waited = 0; waited < longestBuildMs; waited += 100) {
    try {
      mkdirSync(lock);
      return true;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  rmdirSync(lock);
  return false;
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
