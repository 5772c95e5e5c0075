import { openSync, readSync } from 'node:fs';
import type { ReadAt } from '../src/symptom/events/range.ts';

/** Reads ranges of a file, up to its end. What it returns is overwritten by the next call. Throws what opening the file does. */
export function readerAt(path: string): ReadAt {
  const file = openSync(path, 'r');
  // Used again for each range: new memory would be filled with zeros, and freed late.
  let buffer = new Uint8Array(0);
  return (start, end) => {
    if (buffer.length < end - start) buffer = new Uint8Array(end - start);
    const bytes = buffer.subarray(0, end - start);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, start + length);
      // The file was cut while it was read.
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  };
}
