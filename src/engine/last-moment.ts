import { Unavailable } from '../model/unavailable.ts';

/** Work that an interruption ends: it gets a moment after the signal to hand over what it has. */
export class LastMoment {
  readonly #signal: AbortSignal;
  /**
   * Ends what is under way, and does nothing to what has ended. One listener for all of it: a run of many identities has thousands of
   * facts, and to take each out again costs more than to keep it.
   */
  readonly #begun: (() => void)[] = [];

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener(
      'abort',
      () => {
        setImmediate(() => {
          for (const fail of this.#begun) fail();
        });
      },
      { once: true },
    );
  }

  /** What `work` gives; soon after the signal `interrupted`. */
  of<T>(work: Promise<T>, title: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        reject(new Unavailable('interrupted', `interrupted while reading ${title}`));
      };
      this.#begun.push(fail);
      if (this.#signal.aborted) setImmediate(fail);
      work.then(resolve, reject);
    });
  }
}
