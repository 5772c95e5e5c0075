import { clearTimeout, setTimeout } from 'node:timers';

/** Milliseconds by which a timer is late on a machine that is merely busy. */
const usualLateness = 50;

/**
 * Calls `onEnd` after `milliseconds` in which the world could have answered. Node runs timers before it reads sockets,
 * so after a stretch of our own computing a time-out would fire though the answer lies in the socket's buffer: a timer
 * that is late waits as long again as it was late. The time counts from `since` on. Returns what stops it.
 */
export function patientTimer(milliseconds: number, onEnd: () => void, since = performance.now()): () => void {
  let timer: NodeJS.Timeout;
  const waitUntil = (due: number): void => {
    timer = setTimeout(
      () => {
        const late = performance.now() - due;
        if (late > usualLateness) waitUntil(performance.now() + Math.min(late, milliseconds));
        else onEnd();
      },
      Math.max(0, due - performance.now()),
    );
  };
  waitUntil(since + Math.max(0, milliseconds));
  return () => {
    clearTimeout(timer);
  };
}

/** Whether something that should have ended after `milliseconds` ended so late that this process was busy itself. */
export const wasBusy = (startedAt: number, milliseconds: number): boolean =>
  performance.now() - startedAt - milliseconds > usualLateness;
