import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute } from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';

/** Runs a pack of the bundle (build/packs.ts): a file, or what the file would hold, were it one. Throws what reading it does. */
export type RunScript = (file: string, text: string | null) => void;

/**
 * Keeps the compiled program in the user's own cache directory, so that the next start is quicker. Node's own cache
 * (module.enableCompileCache) begins with Node 22 and holds what a file runs when it is loaded; here stands what was run
 * up to the end, which is most of a start. None is kept where it is switched off, in CI, under sudo, or where the folder
 * would not be the caller's alone. Never throws: a cache that cannot be had is none. Returns what runs a pack, and what leaves the
 * cache as it is: V8 takes what was compiled only where its flags are the same, and with others most runs would have to begin anew.
 */
export function keepCompiled(
  env: Readonly<Record<string, string | undefined>>,
  load: (file: string) => unknown,
): { run: RunScript; leave: () => void } {
  try {
    const folder = isWanted(env) ? ownFolder(env) : null;
    if (folder !== null) return compileFrom(folder);
  } catch {
    // Without a cache, then.
  }
  return { run: runner(load), leave: () => undefined };
}

/** Runs packs without a cache of ours: files as Node loads them, with its own cache, where one is set. */
export const runner =
  (load: (file: string) => unknown): RunScript =>
  (file, text) => {
    if (text === null) load(file);
    else new Script(text, { filename: file }).runInThisContext();
  };

/** With NODE_COMPILE_CACHE Node keeps what is compiled itself. A container of CI is thrown away, and its cache too. */
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
  const folder = `${base}/ses-doctor`;
  let found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) {
    // One level at a time: where there is no home, none is made.
    if (lstatSync(base, { throwIfNoEntry: false }) === undefined) mkdirSync(base, { mode: 0o700 });
    mkdirSync(folder, { mode: 0o700 });
    found = lstatSync(folder);
  }
  return found.isDirectory() && found.uid === user && (found.mode & 0o777) === 0o700 ? folder : null;
}

/** XDG Base Directory Specification; a relative XDG_CACHE_HOME is to be ignored. macOS has ~/Library/Caches. */
function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return named;
  // As os.homedir() does; to load it takes longer than to look.
  const own = env['HOME'] ?? '';
  const home = isAbsolute(own) ? own : homedir();
  return process.platform === 'darwin' ? `${home}/Library/Caches` : `${home}/.cache`;
}

/** Runs packs with what an earlier run left in the folder, and leaves there what is new, unless told not to. */
function compileFrom(folder: string): { run: RunScript; leave: () => void } {
  const compiled = new Map<string, Script>();
  let isKept = true;
  process.on('exit', () => {
    if (!isKept || compiled.size === 0) return;
    try {
      for (const [kept, script] of compiled) keep(kept, signed(script.createCachedData()));
      removeOld(folder);
    } catch {
      // No room, or somebody took the folder away: the next start is as slow as this one.
    }
  });
  return {
    run: (file, text) => {
      const kept = `${folder}/${basename(file)}.${process.version}-${process.arch}`;
      const cachedData = bytesOf(kept);
      // A pack needs nothing around it, which would cost a copy of its text.
      const script = new Script(text ?? readFileSync(file, 'latin1'), {
        filename: file,
        ...(cachedData !== null && { cachedData }),
      });
      if (script.cachedDataRejected !== false) compiled.set(kept, script);
      script.runInThisContext();
    },
    leave: () => {
      isKept = false;
    },
  };
}

/** What was kept; null where there is nothing, or not what was written. */
function bytesOf(path: string): Buffer | null {
  try {
    const bytes = readFileSync(path);
    const length = bytes.length - 4;
    return length > 0 && signatureOf(bytes, length) === bytes.readInt32LE(length)
      ? bytes.subarray(0, length)
      : null;
  } catch {
    return null;
  }
}

/** With its signature behind it: V8 does not look at what it is given, and ends the process where pages of it were lost, as when a machine fails. */
function signed(bytes: Buffer): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeInt32LE(signatureOf(bytes, bytes.length));
  return Buffer.concat([bytes, signature]);
}

/** Of a few bytes from each half kilobyte, as no disk loses less: to look at all takes as long as to compile anew. */
function signatureOf(bytes: Buffer, length: number): number {
  let signature = length;
  for (let at = 0; at + 4 <= length; at += 508)
    signature = Math.imul(signature ^ bytes.readInt32LE(at), 0x01000193);
  return signature;
}

/** Written beside it first: a run that starts meanwhile reads all of it or nothing. */
function keep(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, bytes, { mode: 0o600 });
    renameSync(beside, path);
  } catch (error) {
    // On a full disk what was written of it would stay, one more at each start.
    unlinkSync(beside);
    throw error;
  }
}

const longestUnused = 60 * 24 * 60 * 60 * 1000;

/** Takes away what versions left that were not used for long. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    const { atimeMs, mtimeMs } = statSync(path);
    if (Date.now() - Math.max(atimeMs, mtimeMs) > longestUnused) unlinkSync(path);
  }
}
