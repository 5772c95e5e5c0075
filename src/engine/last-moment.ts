import { Unavailable } from '../model/unavailable.ts';

/** Work that an interruption ends: it gets a moment after the signal to hand over what it has. */
export class LastMoment {
  readonly #signal: AbortSignal;
  /** Ends what is under way. One listener for all of it: a run of many identities has thousands of facts. */
  readonly #underWay = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener(
      'abort',
      () => {
        setImmediate(() => {
          for (const fail of this.#underWay) fail();
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
      this.#underWay.add(fail);
      if (this.#signal.aborted) setImmediate(fail);
      const over = (): void => {
        this.#underWay.delete(fail);
      };
      work.then(over, over);
      work.then(resolve, reject);
    });
  }
}
