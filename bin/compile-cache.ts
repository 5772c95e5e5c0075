import { lstatSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';

/**
 * Lets Node keep the compiled program in the user's own cache directory, so that the next start is quicker (Node 22.8
 * and newer). Returns the folder, or null where none is kept: switched off, in CI, under sudo, or where the folder
 * would not be the caller's alone. Never throws: a cache that cannot be had is none.
 */
export function keepCompiled(env: Readonly<Record<string, string | undefined>>): string | null {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined || !isWanted(env)) return null;
  try {
    const folder = ownFolder(env);
    if (folder !== null) enableCompileCache(folder);
    return folder;
  } catch {
    return null;
  }
}

/** NODE_COMPILE_CACHE has switched Node's own cache on already. A container of CI is thrown away, and its cache too. */
const isWanted = (env: Readonly<Record<string, string | undefined>>): boolean =>
  env['SES_DOCTOR_CACHE'] !== 'off' &&
  ['NODE_DISABLE_COMPILE_CACHE', 'NODE_COMPILE_CACHE', 'CI', 'SUDO_UID', 'SUDO_USER'].every(
    (name) => (env[name] ?? '') === '',
  );

/**
 * The folder, made if it is missing. Code is run from it, so nobody else may be able to write to it: null unless it is a
 * folder of mode 0700 that belongs to the caller, and where the system does not tell (Windows).
 */
function ownFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  const user = process.getuid?.();
  if (user === undefined || user !== process.geteuid?.()) return null;
  const base = cacheDirectory(env);
  const folder = join(base, 'ses-doctor');
  // One level at a time: where there is no home, none is made.
  for (const path of [base, folder])
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) mkdirSync(path, { mode: 0o700 });
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === user && (found.mode & 0o777) === 0o700 ? folder : null;
}

/** XDG Base Directory Specification; a relative XDG_CACHE_HOME is to be ignored. macOS has ~/Library/Caches. */
function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return named;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
