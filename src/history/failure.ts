/** The question cannot be put as it was typed, or a source cannot be read: exit 2, one line, nothing written. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
}

/** Somebody pressed Ctrl-C, or a signal came: nothing is printed that is only half counted. */
export class HistoryInterrupted extends Error {
  override readonly name = 'HistoryInterrupted';
}
