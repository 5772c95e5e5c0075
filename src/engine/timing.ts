/** How long one fact took after its sources were there, and what it waited for longest. */
export interface Timing {
  fact: string;
  subject: string | null;
  durationMs: number;
  after: Timing | null;
  /** The length of the chain that ends with it. */
  chainMs: number;
}

/** The longest chain among timings; null where there is none. */
export function longestOf(timings: readonly (Timing | undefined)[]): Timing | null {
  let longest: Timing | null = null;
  for (const timing of timings) {
    if (timing !== undefined && (longest === null || chainMs(timing) > chainMs(longest))) longest = timing;
  }
  return longest;
}

/** The length of a chain of facts, in milliseconds. */
export function chainMs(timing: Timing | null): number {
  return timing === null ? 0 : timing.chainMs;
}
