import { fstatSync, statSync, writeSync } from 'node:fs';

/** Standard output or standard error. */
export interface StandardOutput {
  /** Writes without waiting. */
  write: (text: string) => void;
  /** Resolves when all of it is out, or cannot be written. */
  flushed: () => Promise<void>;
  /** Why something could not be written; null when nobody reads any more (`| head`), which is no failure. */
  failure: () => string | null;
  isTerminal: () => boolean;
  /** Columns of the terminal; 0 where there is none. */
  columns: () => number;
}

/**
 * The output behind a descriptor. Files, pipes and the null device are written to directly: Node's own streams write to
 * them synchronously too, and take milliseconds to load. `stream` gives Node's for everything else.
 */
export const standardOutput = (descriptor: number, stream: () => NodeJS.WriteStream): StandardOutput =>
  isPlain(descriptor) ? plain(descriptor, stream) : streamed(stream());

function isPlain(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isFIFO() || (found.isCharacterDevice() && found.rdev === nullDevice());
  } catch {
    return false;
  }
}

const nullDevice = (): number | null => statSync('/dev/null', { throwIfNoEntry: false })?.rdev ?? null;

function plain(descriptor: number, stream: () => NodeJS.WriteStream): StandardOutput {
  let other: StandardOutput | null = null;
  let broken = false;
  let reason: string | null = null;
  return {
    write: (text) => {
      if (other !== null) other.write(text);
      if (other !== null || broken) return;
      let rest = Buffer.from(text);
      try {
        while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        // Somebody made the pipe one that does not wait.
        if (code === 'EAGAIN') {
          other = streamed(stream());
          other.write(rest.toString());
          return;
        }
        broken = true;
        if (code !== 'EPIPE') reason = message;
      }
    },
    flushed: () => other?.flushed() ?? Promise.resolve(),
    failure: () => other?.failure() ?? reason,
    isTerminal: () => false,
    columns: () => 0,
  };
}

function streamed(stream: NodeJS.WriteStream): StandardOutput {
  let pending = Promise.resolve();
  let broken = false;
  let reason: string | null = null;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    broken = true;
    if (error.code !== 'EPIPE') reason = error.message;
  });
  return {
    write: (text) => {
      if (broken) return;
      const written = new Promise<void>((resolve) => {
        stream.write(text, () => {
          resolve();
        });
      });
      pending = pending.then(() => written);
    },
    flushed: () => pending,
    failure: () => reason,
    isTerminal: () => stream.isTTY,
    columns: () => stream.columns,
  };
}
