import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';

/** What is wrong with a state file, in words for the command line. */
export class StateFault extends Error {
  override readonly name = 'StateFault';
}

/** This process, and whether another one lives. */
export interface Process {
  pid: number;
  isAlive: (pid: number) => boolean;
}

/** Two runs on one file would mix their lines. The lock of a process that is gone is taken over. */
export function lock(path: string, { pid, isAlive }: Process): () => void {
  for (let attempt = 1; ; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(pid));
      closeSync(file);
      return () => {
        unlinkSync(path);
      };
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST')
        throw new StateFault(error instanceof Error ? error.message : String(error));
      const owner = ownerOf(path);
      if (attempt > 3 || (owner !== null && isAlive(owner)))
        throw new StateFault(`another run (process ${owner ?? 'unknown'}) writes it; ${path} is its lock`);
      unlinkSync(path);
    }
  }
}

function ownerOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
