import { setTimeout as sleep } from 'node:timers/promises';

/** Holds answers back and gives them in rounds: what is asked before any of a round came back belongs to that round. */
export class Rounds {
  #waiting: (() => void)[] = [];
  #asked = 0;

  /** Gives the answer with the others of its round. */
  hold(give: () => void): void {
    this.#asked += 1;
    this.#waiting.push(give);
  }

  /** Resolves with the others of its round. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.hold(resolve);
    });
  }

  /** Gives rounds of answers until `work` has ended; how many it took. */
  async count(work: Promise<unknown>): Promise<number> {
    const state = { done: false };
    const end = (): void => {
      state.done = true;
    };
    work.then(end, end);
    for (let rounds = 0; ;) {
      await this.#allAsked();
      if (state.done) return rounds;
      if (this.#waiting.length === 0) continue;
      rounds += 1;
      for (const give of this.#waiting.splice(0)) give();
    }
  }

  /** Nothing new was asked for many turns of the event loop, with a breath between them. */
  async #allAsked(): Promise<void> {
    for (let quiet = 0; quiet < 10; quiet += 1) {
      const before = this.#asked;
      await sleep(3);
      if (this.#asked !== before) quiet = 0;
    }
  }
}
