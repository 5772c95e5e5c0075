import { type Ending, endingOf } from '../ending.ts';
import { patientTimer } from '../net/patient-timer.ts';

/** The time of a question was up. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** The run was interrupted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Tells the SDK that nobody waits any more: the least that it takes for an AbortSignal, which has it go through three lists of
 * listeners for each call.
 */
export interface CallSignal {
  aborted: boolean;
  onabort: (() => void) | null;
}

/** One listener at the signal of a run, for all of its calls. */
const endings = new WeakMap<AbortSignal, Ending>();

function endOf(run: AbortSignal): Ending {
  const known = endings.get(run) ?? endingOf(run);
  endings.set(run, known);
  return known;
}

/**
 * Runs `work` for at most `milliseconds`, and only until the run is interrupted. Either ends the wait at once, even
 * when the work does not listen to the signal it is given.
 */
export async function withDeadline<T>(
  milliseconds: number,
  run: AbortSignal,
  work: (signal: CallSignal) => Promise<T>,
): Promise<T> {
  if (run.aborted) throw new Interrupted();
  const end = endOf(run);
  const signal: CallSignal = { aborted: false, onabort: null };
  let tidy: () => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    const stopWith = (reason: Error): void => {
      reject(reason);
      signal.aborted = true;
      signal.onabort?.();
    };
    const onAbort = (): void => {
      stopWith(new Interrupted());
    };
    const stop = patientTimer(milliseconds, () => {
      stopWith(new DeadlinePassed());
    });
    end.add(onAbort);
    tidy = () => {
      stop();
      end.delete(onAbort);
    };
  });
  try {
    return await Promise.race([work(signal), ended]);
  } finally {
    tidy();
  }
}
