/**
 * The end of something that others wait for, told once. What an AbortSignal does, without its events and exceptions:
 * a run with many identities puts thousands of questions, and each has an end of its own.
 */
export class Ending {
  /** Most endings have one listener or none. */
  #only: (() => void) | null = null;
  /** All of them, where there are more. */
  #listeners: Set<() => void> | null = null;
  #reached = false;

  get reached(): boolean {
    return this.#reached;
  }

  /** Calls `listener` when the end comes; not when it has come already. */
  add(listener: () => void): void {
    if (this.#listeners !== null) this.#listeners.add(listener);
    else if (this.#only === null) this.#only = listener;
    else this.#listeners = new Set([this.#only, listener]);
  }

  delete(listener: () => void): void {
    if (this.#listeners !== null) this.#listeners.delete(listener);
    else if (this.#only === listener) this.#only = null;
  }

  reach(): void {
    if (this.#reached) return;
    this.#reached = true;
    if (this.#listeners !== null) for (const listener of this.#listeners) listener();
    else this.#only?.();
    this.#only = this.#listeners = null;
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
