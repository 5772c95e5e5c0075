import type { Host, Progress } from './host.ts';

/** Says on the terminal what is being read, once that takes a while. */
export interface ReadingProgress {
  /** So many bytes more. */
  read: (bytes: number) => void;
  stop: () => Promise<void>;
}

/** Most files are read before anybody could ask what is going on. */
const quietMs = 1000;

/**
 * Shows what is being read and how much of it came, from a second on: somebody else's program may be slow to write to
 * standard input, and a compressed log is long.
 */
export function readingProgress(what: string, host: Pick<Host, 'progress'>): ReadingProgress {
  let bytes = 0;
  let progress: Promise<Progress> | undefined;
  const words = (): string =>
    bytes === 0
      ? `waiting for ${what}`
      : `reading ${what}: ${bytes < 100_000 ? `${String(bytes)} bytes` : `${(bytes / 1024 / 1024).toFixed(1)} MB`}`;
  const tell = (): void => {
    void progress?.then(({ show }) => {
      show(words());
    });
  };
  const timer = setTimeout(() => {
    progress = host.progress?.();
    tell();
  }, quietMs);
  // Nothing waits for what is only shown.
  timer.unref();
  return {
    read: (more) => {
      bytes += more;
      tell();
    },
    stop: async () => {
      clearTimeout(timer);
      (await progress)?.stop();
    },
  };
}
