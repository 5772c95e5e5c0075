import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * What comes through a pipe that a shell has opened (`/dev/fd/63`), up to its end or to an interruption. Read as a file is, one
 * that stays silent would hold a thread, and the process with it, for as long as its writer lives.
 */
export async function* pipeBytes(path: string, interrupted: AbortSignal): AsyncGenerator<Uint8Array> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stream = new Socket({ fd, readable: true, writable: false });
  const stop = (): void => {
    stream.destroy();
  };
  interrupted.addEventListener('abort', stop, { once: true });
  try {
    if (interrupted.aborted) return;
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    if (!interrupted.aborted) throw error;
  } finally {
    interrupted.removeEventListener('abort', stop);
    stream.destroy();
  }
}
