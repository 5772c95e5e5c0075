import type { SymptomReader } from '../symptom/reader.ts';
import type { Host, Progress } from './host.ts';
import { isInterrupted } from './interruption.ts';

/**
 * Reads a large file of events with several threads, where it is one. Returns where ordinary reading goes on: 0 when
 * nothing was read.
 */
export async function readEvents(path: string, reader: SymptomReader, host: Host): Promise<number> {
  const file = (await host.eventFile?.(path)) ?? null;
  if (file === null) return 0;
  const started = host.clock();
  // Shown once a block is read: most files are none of events.
  let progress: Promise<Progress> | undefined;
  try {
    const { readEventFile } = await import('../symptom/events/file.ts');
    return await readEventFile(
      file,
      reader,
      () => isInterrupted(host),
      (done) => {
        progress ??= host.progress?.();
        void progress?.then(({ show }) => {
          show(readingWords(done, file.size, host.clock() - started));
        });
      },
    );
  } finally {
    (await progress)?.stop();
    await file.close();
  }
}

/** `reading events: 41% at 120 MB/s, 5 s left`. */
export function readingWords(done: number, size: number, milliseconds: number): string {
  const rate = done / Math.max(milliseconds, 1);
  const left = Math.ceil((size - done) / rate / 1000);
  const megabytes = (rate * 1000) / (1024 * 1024);
  return `reading events: ${Math.floor((done / size) * 100)}% at ${megabytes.toFixed(0)} MB/s, ${left} s left`;
}
