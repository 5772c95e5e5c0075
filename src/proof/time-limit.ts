import { clearTimeout, setTimeout } from 'node:timers';

/** How long a run may take. */
export interface TimeLimit {
  /** Fires when the time is up. */
  signal: AbortSignal;
  /** When that is, on the clock of the run. */
  endsAt: () => number;
  /** --wait was given: nothing makes it longer. */
  given: boolean;
  /** Makes the limit so long from the beginning on, unless it is longer or was given. */
  atLeast: (milliseconds: number) => void;
  /** The run is over. */
  clear: () => void;
}

/** Starts the time. */
export function timeLimit(
  milliseconds: number,
  { given, clock }: { given: boolean; clock: () => number },
): TimeLimit {
  const started = clock();
  const controller = new AbortController();
  let length = milliseconds;
  const start = (): NodeJS.Timeout =>
    setTimeout(
      () => {
        controller.abort('deadline');
      },
      started + length - clock(),
    );
  let timer = start();
  return {
    signal: controller.signal,
    endsAt: () => started + length,
    given,
    atLeast: (least) => {
      if (given || least <= length) return;
      length = least;
      clearTimeout(timer);
      timer = start();
    },
    clear: () => {
      clearTimeout(timer);
    },
  };
}
