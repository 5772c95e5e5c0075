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
 * Runs `work` for at most `milliseconds`, and only until the run is interrupted. Either ends the wait at once, even
 * when the work does not listen to the signal it is given.
 */
export async function withDeadline<T>(
  milliseconds: number,
  run: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (run.aborted) throw new Interrupted();
  const controller = new AbortController();
  let tidy: () => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (reason: Error): void => {
      reject(reason);
      controller.abort();
    };
    const onAbort = (): void => {
      end(new Interrupted());
    };
    const stop = patientTimer(milliseconds, () => {
      end(new DeadlinePassed());
    });
    run.addEventListener('abort', onAbort, { once: true });
    tidy = () => {
      stop();
      run.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    tidy();
  }
}
