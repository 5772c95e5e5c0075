/* A thread that reads ranges of a file of events. Started by event-threads.ts. */
import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventRange } from './event-threads.ts';
import { readRange } from '../src/symptom/events/range.ts';

const { path, size } = workerData as { path: string; size: number };
const file = openSync(path, 'r');

/** Used again for each range: new memory would be filled with zeros, and freed late. */
let buffer = new Uint8Array(0);

function readAt(start: number, end: number): Uint8Array {
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
}

parentPort?.on('message', ({ start, end, known }: EventRange) => {
  parentPort?.postMessage(readRange(readAt, start, end, { size, known }));
});
