import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventBlock, KnownSoFar } from '../src/symptom/events/block.ts';
import type { EventFile } from '../src/symptom/events/file.ts';

/** Below this, threads take longer to start than to read. */
const leastSize = 8 * 1024 * 1024;
/** Measured with 200 MB of events, Node 20, two cores: 4 MB took 300 MB of memory, 1 MB 275, this 170, all in the same time. */
const blockSize = 768 * 1024;
/** More read no faster than one can take in what they read. */
const mostThreads = 4;

/** A large regular file, to be read by several threads; null for anything else, which one reads alone. */
export async function eventFile(path: string): Promise<EventFile | null> {
  const found = path === '-' ? null : await stat(path).catch(() => null);
  if (found?.isFile() !== true || found.size < leastSize) return null;
  const { size } = found;
  const file = await open(path);
  const threads = Math.min(mostThreads, availableParallelism());
  const pool = new Pool(threads, { path, size });
  return {
    size,
    blockSize,
    threads,
    read: async (start, end) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    },
    block: (start, end, known) => pool.read({ start, end, known }),
    close: async () => {
      await Promise.all([file.close(), pool.close()]);
    },
  };
}

/** What a thread is to read. */
export interface EventRange {
  start: number;
  end: number;
  known: KnownSoFar;
}

/** Threads that are started when there is work for them, and take the next range when they have read one. */
class Pool {
  readonly #most: number;
  readonly #data: { path: string; size: number };
  readonly #all: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(most: number, data: { path: string; size: number }) {
    this.#most = most;
    this.#data = data;
  }

  async read(range: EventRange): Promise<EventBlock> {
    const worker = await this.#free();
    try {
      return await new Promise<EventBlock>((resolve, reject) => {
        worker.removeAllListeners();
        worker.once('message', resolve).once('error', reject);
        worker.postMessage(range);
      });
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(worker);
      else next(worker);
    }
  }

  #free(): Promise<Worker> | Worker {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.length < this.#most) {
      const worker = new Worker(join(__dirname, 'event-worker.cjs'), {
        workerData: this.#data,
        resourceLimits: { maxYoungGenerationSizeMb: 8 },
      });
      this.#all.push(worker);
      return worker;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }
}
