import { realpathSync, statSync } from 'node:fs';
import { StateFault } from './state-lock.ts';

/**
 * The file that a path leads to, through links: it is replaced when it is put in order, and a link must not be. Throws
 * `StateFault` for what is no file: a device has no end, and would be replaced by one.
 */
export function statePath(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return path;
  if (!found.isFile()) throw new StateFault('it is no regular file');
  return realpathSync(path);
}
