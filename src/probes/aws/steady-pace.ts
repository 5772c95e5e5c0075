import type { Lane, PaceOptions } from './pace.ts';

/** SES allows about one call a second of an action ("API sending limits"); some actions, and some accounts, get more. */
const documentedMs = 1000;
/** No action is called more often than this. */
const leastMs = 25;
/** What is throttled for ever is asked so rarely in the end. */
const mostMs = 8000;

/**
 * Paces one action from its first call on, for runs of thousands. It begins at what SES documents, goes faster as long
 * as nothing is throttled, and takes the first throttle for the limit: from then on it stays just below, and feels its
 * way up again slowly. Turns are evenly spaced and first come, first served.
 */
export function createSteadyLane({ clock, sleep, timeoutMs }: Omit<PaceOptions, 'random'>): Lane {
  let spacing = documentedMs;
  let next = -Infinity;
  let lastAnswer = -Infinity;
  let lastThrottle = -Infinity;
  /** Answers since the spacing was changed, and throttles since the last answer. */
  let answers = 0;
  let throttles = 0;
  let limited = false;
  const endOf = (startedAt: number): number => Math.max(startedAt, lastAnswer) + timeoutMs;

  function answered(): void {
    lastAnswer = clock();
    throttles = 0;
    answers += 1;
    // Each step up is tried for a few answers: what is on the way still comes from the step before.
    if (answers < (limited ? 40 : 4)) return;
    answers = 0;
    spacing = Math.max(leastMs, spacing * (limited ? 0.99 : 0.75));
  }

  function throttled(): void {
    const now = clock();
    answers = 0;
    throttles += 1;
    // Calls that were under way together are one sign, not several.
    if (now - lastThrottle < spacing) return;
    lastThrottle = now;
    const back = throttles > 2 ? 2 : limited ? 1.02 : 1 / 0.75;
    // One throttle does not mean less than what is documented; two in a row do.
    const most = throttles > 1 ? mostMs : documentedMs * 1.01;
    spacing = Math.min(Math.max(most, spacing), spacing * back);
    limited = true;
    next = Math.max(next, now + spacing);
  }

  return {
    turn: async (startedAt) => {
      const mine = Math.max(clock(), next);
      next = mine + spacing;
      for (;;) {
        const now = clock();
        if (now >= mine) return true;
        const end = endOf(startedAt);
        if (now >= end) return false;
        await sleep(Math.min(mine, end) - now);
      }
    },
    endOf,
    throttled,
    answered,
  };
}
