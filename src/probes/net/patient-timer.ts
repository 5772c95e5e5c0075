import { clearTimeout, setTimeout } from 'node:timers';

/** Milliseconds by which a timer is late on a machine that is merely busy. */
const usualLateness = 50;

/**
 * Calls `onEnd` after `milliseconds` in which the world could have answered. Node runs timers before it reads sockets,
 * so after a stretch of our own computing a time-out would fire though the answer lies in the socket's buffer: a timer
 * that is late waits as long again as it was late. Returns what stops it.
 */
export function patientTimer(milliseconds: number, onEnd: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (length: number): void => {
    const due = performance.now() + length;
    timer = setTimeout(() => {
      const late = performance.now() - due;
      if (late > usualLateness) wait(Math.min(late, milliseconds));
      else onEnd();
    }, length);
  };
  wait(Math.max(0, milliseconds));
  return () => {
    clearTimeout(timer);
  };
}

/** Whether something that should have ended after `milliseconds` ended so late that this process was busy itself. */
export const wasBusy = (startedAt: number, milliseconds: number): boolean =>
  performance.now() - startedAt - milliseconds > usualLateness;
