import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';

/** What is wrong with a state file, in words for the command line. */
export class StateFault extends Error {
  override readonly name = 'StateFault';
}

/** This process, and whether another one lives. */
export interface Process {
  pid: number;
  isAlive: (pid: number) => boolean;
}

/**
 * Two runs on one file would mix their lines. The lock of a process that is gone is taken over. It appears with its
 * content at once, as a second name of a file that is written already: an empty one would look abandoned. Throws
 * `StateFault` where another run holds it, and what the file system says where there can be no lock.
 */
export function lock(path: string, { pid, isAlive }: Process): () => void {
  const own = `${path}.${pid}`;
  try {
    writeFileSync(own, String(pid), { mode: 0o600 });
    for (let attempt = 1; ; attempt++) {
      if (linked(own, path)) break;
      const owner = ownerOf(path);
      if (attempt > 3 || (owner !== null && isAlive(owner))) throw heldBy(owner, path);
      takeAway(path, `${own}.old`, isAlive);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    unlinkSync(path);
  };
}

const heldBy = (owner: number | null, path: string): StateFault =>
  new StateFault(`another run (process ${owner ?? 'unknown'}) writes it; ${path} is its lock`);

/** Takes an abandoned lock away. Where another run was quicker and it is that run's by now, it is put back. */
function takeAway(path: string, aside: string, isAlive: Process['isAlive']): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    const owner = ownerOf(aside);
    if (owner === null || !isAlive(owner)) return;
    linked(aside, path);
    throw heldBy(owner, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Gives a file a second name; false where that name is taken. Where there are no second names, a copy has to do. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
  }
  try {
    writeFileSync(to, readFileSync(from), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

function ownerOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
