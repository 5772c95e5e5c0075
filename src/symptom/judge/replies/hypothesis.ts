import type { Explanation } from '../evidence.ts';

/** Concepts that stand together in one clause, the cause, and how much they weigh. */
export interface Hypothesis extends Explanation {
  weight: number;
  data?: Readonly<Record<string, string>>;
}
