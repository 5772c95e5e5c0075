/** How long one fact took after its sources were there, and what it waited for longest. */
export interface Timing {
  fact: string;
  subject: string | null;
  durationMs: number;
  after: Timing | null;
  /** The length of the chain that ends with it. */
  chainMs: number;
}

/** The one with the longer chain, the first where they are alike; null where there is none. */
export const longerOf = (one: Timing | null, other: Timing | null): Timing | null =>
  other !== null && (one === null || chainMs(other) > chainMs(one)) ? other : one;

/** The length of a chain of facts, in milliseconds. */
export function chainMs(timing: Timing | null): number {
  return timing === null ? 0 : timing.chainMs;
}
