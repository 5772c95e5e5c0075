import { type Fact, factOf } from '../model/fact.ts';
import type { Target } from '../model/target.ts';
import type { Answer } from '../model/unavailable.ts';
import { subjectsFor } from './sources.ts';
import { chainMs, longerOf, type Timing } from './timing.ts';

/** One saved fact: its value, or why there is none. */
export interface SavedFact {
  fact: string;
  subject: string | null;
  answer: Answer<unknown>;
}

/** A fact about a subject, from the first time on that somebody reads it. */
export interface Reading {
  fact: Fact<unknown>;
  subject: string | null;
  promise: Promise<unknown>;
  /** Null until there is an answer. */
  saved: SavedFact | null;
  /** How long it took once its sources were there; null until then, and where nothing had to be asked. */
  durationMs: number | null;
}

/**
 * What was read in a run, by fact and subject: to join both into one key for each time that a fact is read took a fiftieth of a run
 * about many identities.
 */
export class Readings {
  readonly #ofFact = new Map<string, Map<string | null, Reading>>();
  /** In the order in which they came. */
  readonly #answers: SavedFact[] = [];

  get(fact: string, subject: string | null): Reading | undefined {
    return this.#ofFact.get(fact)?.get(subject);
  }

  /** Keeps what was begun. */
  begin(fact: Fact<unknown>, subject: string | null, promise: Promise<unknown>): Reading {
    const reading: Reading = { fact, subject, promise, saved: null, durationMs: null };
    const known = this.#ofFact.get(fact.id);
    if (known === undefined) this.#ofFact.set(fact.id, new Map([[subject, reading]]));
    else known.set(subject, reading);
    return reading;
  }

  /** Keeps what it came to. */
  answered(reading: Reading, answer: Answer<unknown>): void {
    reading.saved = { fact: reading.fact.id, subject: reading.subject, answer };
    this.#answers.push(reading.saved);
  }

  /** Gives a fact of the run its value. */
  put(fact: Fact<unknown>, value: unknown): void {
    const known = this.get(fact.id, null);
    const before = known?.saved ?? null;
    const promise = Promise.resolve(value);
    if (known === undefined || before === null) {
      this.answered(this.begin(fact, null, promise), { ok: true, value });
      return;
    }
    known.promise = promise;
    before.answer = { ok: true, value };
  }

  all(): readonly Reading[] {
    return [...this.#ofFact.values()].flatMap((readings) => [...readings.values()]);
  }

  /** All answers so far. */
  saved(): readonly SavedFact[] {
    return [...this.#answers];
  }
}

/** Worked out when somebody asks: a survey runs thousands of stores and wants none of it. */
export function timingsOf(readings: Readings, target: Target): readonly Timing[] {
  const known = new Map<Reading, Timing>();
  const timingOf = (reading: Reading | undefined): Timing | null => {
    if (reading === undefined || reading.durationMs === null) return null;
    const before = known.get(reading);
    if (before !== undefined) return before;
    const { fact, subject, durationMs } = reading;
    let after: Timing | null = null;
    for (const source of [...Object.values(fact.from), ...Object.values(fact.maybe)])
      for (const about of subjectsFor(source, subject, target))
        after = longerOf(after, timingOf(readings.get(factOf(source).id, about)));
    const timing = { fact: fact.id, subject, durationMs, after, chainMs: durationMs + chainMs(after) };
    known.set(reading, timing);
    return timing;
  };
  return readings.all().flatMap((reading) => timingOf(reading) ?? []);
}
