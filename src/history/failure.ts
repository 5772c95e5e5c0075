import { isStartFailure } from '../model/start-failure.ts';

/** The question cannot be put as it was typed, or a source cannot be read: exit 2, one line, nothing written. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
}

/** Somebody pressed Ctrl-C, or a signal came: nothing is printed that is only half counted. The message, if any, says what is left to do. */
export class HistoryInterrupted extends Error {
  override readonly name = 'HistoryInterrupted';
}

/** Why a file or folder cannot be read, in words. Throws the error where a part of the program is missing, or no more files can be opened. */
export function readFault(error: unknown): string {
  if (isStartFailure(error)) throw error;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'there is no such file';
  return error instanceof Error ? error.message : String(error);
}

/** A full disk is a line for the user; anything else stays what it is. For what is written into the temporary folder. */
export const diskFault = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    ? new HistoryFault(
        'history: the disk of the temporary folder is full; clear it, or set TMPDIR to a folder with more room',
      )
    : error;
