/** The question cannot be put as it was typed, or a source cannot be read: exit 2, one line, nothing written. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
}

/** Somebody pressed Ctrl-C, or a signal came: nothing is printed that is only half counted. The message, if any, says what is left to do. */
export class HistoryInterrupted extends Error {
  override readonly name = 'HistoryInterrupted';
}

/** A full disk is a line for the user; anything else stays what it is. For what is written into the temporary folder. */
export const diskFault = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    ? new HistoryFault(
        'history: the disk of the temporary folder is full; clear it, or set TMPDIR to a folder with more room',
      )
    : error;
