import type { Lane, PaceOptions } from './pace.ts';

/** SES allows about one call a second of an action ("API sending limits"); some actions, and some accounts, get more. */
const documentedMs = 1000;
/** No action is called more often than this. */
const leastMs = 25;
/** What is throttled for ever is asked so rarely in the end. */
const mostMs = 8000;
/**
 * How long to wait after the first throttles in a row, in parts of the spacing. The first is mostly a call that came a
 * little early since the one before came late: a whole turn would be lost for it.
 */
const patience = [0.05, 0.25];

/**
 * Paces one action from its first call on, for runs of thousands. It begins at what SES documents, goes faster as long
 * as nothing is throttled, and takes the first throttle for the limit: from then on it stays just below, and feels its
 * way up again slowly. Turns are first come, first served, and each is spaced from when the one before really began.
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
  let lastInLine = Promise.resolve();
  /** Tells who is first in line that the turn comes at another time. */
  let sooner: () => void = () => undefined;
  const endOf = (startedAt: number): number => Math.max(startedAt, lastAnswer) + timeoutMs;

  function answered(): void {
    lastAnswer = clock();
    throttles = 0;
    answers += 1;
    // Each step up is tried for a few answers: what is on the way still comes from the step before.
    if (answers < (limited ? 40 : 4)) return;
    answers = 0;
    // Below what is documented one feels one's way; what is documented is not asked to be more once it was not.
    const least = limited && spacing >= documentedMs ? documentedMs : leastMs;
    spacing = Math.max(least, spacing * (limited ? 0.99 : 0.75));
  }

  function throttled(): void {
    const now = clock();
    answers = 0;
    throttles += 1;
    // The turn was not taken: the next one need not wait for its end.
    next = now + spacing * (patience[throttles - 1] ?? 1);
    sooner();
    // Calls that were under way together are one sign, not several.
    if (now - lastThrottle < spacing) return;
    lastThrottle = now;
    const back = throttles > patience.length ? 2 : limited ? 1.02 : 1 / 0.75;
    // A throttle or two do not mean less than what is documented; more in a row do.
    const most = throttles > patience.length ? mostMs : documentedMs * 1.01;
    spacing = Math.min(Math.max(most, spacing), spacing * back);
    limited = true;
  }

  return {
    turn: async (startedAt) => {
      const before = lastInLine;
      let leave: () => void = () => undefined;
      lastInLine = new Promise((resolve) => {
        leave = resolve;
      });
      await before;
      try {
        for (;;) {
          const now = clock();
          if (now >= next) {
            next = now + spacing;
            return true;
          }
          const end = endOf(startedAt);
          if (now >= end) return false;
          const changed = new Promise<void>((resolve) => {
            sooner = resolve;
          });
          await Promise.race([sleep(Math.min(next, end) - now), changed]);
        }
      } finally {
        leave();
      }
    },
    endOf,
    throttled,
    answered,
  };
}
