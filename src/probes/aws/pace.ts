/** Starts of calls of a throttled action are so far apart on average: SES allows about one a second (SES quotas, "API sending limits"). */
const spacingMs = 1000;

export interface PaceOptions {
  /** Milliseconds, rising. */
  clock: () => number;
  /** 0 to 1. */
  random: () => number;
  /** Rejects when the run is interrupted. */
  sleep: (milliseconds: number) => Promise<void>;
  /** How long a call may go without any call of its action being answered. */
  timeoutMs: number;
}

/** The turns of one action in one Region. Until its first throttle nobody waits. */
export interface Lane {
  /** Waits for this call's turn. False when the time of the call, which began at `startedAt`, is up before that. */
  turn: (startedAt: number) => Promise<boolean>;
  /** When the time of a call that began at `startedAt` is up. */
  endOf: (startedAt: number) => number;
  /** A call was throttled. */
  throttled: () => void;
  /** A call got an answer, whichever. */
  answered: () => void;
}

/**
 * Paces one action. Turns are handed out first come, first served, each after a random wait (full jitter) on top of
 * half the spacing. As long as calls of the action are answered, those that queue keep waiting: twenty identities
 * at one call a second are slow, not throttled for good.
 */
export function createLane({ clock, random, sleep, timeoutMs }: PaceOptions): Lane {
  let paced = false;
  let next = 0;
  let lastAnswer = -Infinity;
  const jitter = (): number => random() * spacingMs;
  const endOf = (startedAt: number): number =>
    (paced ? Math.max(startedAt, lastAnswer) : startedAt) + timeoutMs;

  return {
    turn: async (startedAt) => {
      if (!paced) return true;
      const slot = Math.max(clock(), next) + jitter();
      next = slot + spacingMs / 2;
      for (;;) {
        const now = clock();
        if (now >= slot) return true;
        const end = endOf(startedAt);
        if (now >= end) return false;
        await sleep(Math.min(slot, end) - now);
      }
    },
    endOf,
    throttled: () => {
      paced = true;
    },
    answered: () => {
      lastAnswer = clock();
    },
  };
}
