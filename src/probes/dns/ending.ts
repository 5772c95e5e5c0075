/**
 * The end of something that others wait for, told once. What an AbortSignal does, without its events and exceptions:
 * a run with many identities puts thousands of questions, and each has an end of its own.
 */
export class Ending {
  /** Made for the first listener: most endings have one or none. */
  #listeners: Set<() => void> | null = null;
  #reached = false;

  get reached(): boolean {
    return this.#reached;
  }

  /** Calls `listener` when the end comes; not when it has come already. */
  add(listener: () => void): void {
    (this.#listeners ??= new Set()).add(listener);
  }

  delete(listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  reach(): void {
    if (this.#reached) return;
    this.#reached = true;
    if (this.#listeners === null) return;
    for (const listener of this.#listeners) listener();
    this.#listeners = null;
  }
}

/** The end that an AbortSignal tells. */
export function endingOf(signal: AbortSignal): Ending {
  const ending = new Ending();
  const reach = (): void => {
    ending.reach();
  };
  if (signal.aborted) reach();
  else signal.addEventListener('abort', reach, { once: true });
  return ending;
}
