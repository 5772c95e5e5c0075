/** Runs tasks in the order they came, at most `limit` at a time. */
export function inFlight(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const free = (): void => {
    // The place goes straight to the next in line, so that nobody can step in between.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  const begin = <T>(task: () => Promise<T>): Promise<T> => {
    const work = task();
    work.then(free, free);
    return work;
  };
  return (task) => {
    if (running >= limit)
      return new Promise((resolve) => {
        waiting.push(() => {
          resolve(begin(task));
        });
      });
    running++;
    return begin(task);
  };
}
