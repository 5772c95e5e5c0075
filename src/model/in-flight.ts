/** Runs tasks in the order they came, at most `limit` at a time. */
export function inFlight(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line, so that nobody can step in between.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
