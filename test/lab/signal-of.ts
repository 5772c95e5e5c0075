/** The signal that a test lets come, by what it aborts: SIGINT unless it says SIGTERM; null while none has come. */
export const signalOf = ({ aborted, reason }: AbortSignal): 'SIGINT' | 'SIGTERM' | null =>
  !aborted ? null : reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
