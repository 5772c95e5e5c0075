/**
 * Starts tasks group by group, each in a turn of the event loop of its own: answers that have come are taken before more questions
 * are put. Where the processor is what is scarce, groups begin about as quickly as others end, and what all of them hold at
 * once does not pile up; where everybody waits for the network, turns are over at once and nothing is put off.
 */
export async function inTurns<T>(
  groups: readonly (readonly T[])[],
  start: (task: T) => Promise<void>,
): Promise<void> {
  const started: Promise<void>[] = [];
  for (const [index, group] of groups.entries()) {
    if (index > 0) await nextTurn();
    started.push(...group.map(start));
  }
  await Promise.all(started);
}

const nextTurn = (): Promise<void> =>
  new Promise((begun) => {
    setImmediate(begun);
  });
