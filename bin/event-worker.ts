/* A thread that reads ranges of a file of events. Started by event-threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { readRange } from '../src/symptom/events/range.ts';
import type { EventRange } from './event-threads.ts';
import { readerAt } from './reader-at.ts';

const { path, size } = workerData as { path: string; size: number };
const readAt = readerAt(path);

parentPort?.on('message', ({ start, end, known }: EventRange) => {
  parentPort?.postMessage(readRange(readAt, start, end, { size, known }));
});
