/** Signals that live as long as a piece of work, and fire with the signal of the run. */
export interface ShortSignals {
  /** Runs work with a signal of its own. */
  during: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** One listener for all of a run: whoever listens to the run itself is kept until it ends. */
export function shortSignals(run: AbortSignal): ShortSignals {
  const open = new Set<AbortController>();
  run.addEventListener('abort', () => {
    for (const one of open) one.abort(run.reason);
  });
  return {
    during: async (work) => {
      const own = new AbortController();
      if (run.aborted) own.abort(run.reason);
      open.add(own);
      try {
        return await work(own.signal);
      } finally {
        open.delete(own);
      }
    },
  };
}
