import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventBlock, KnownSoFar } from '../src/symptom/events/block.ts';
import type { EventFile } from '../src/symptom/events/file.ts';
import type { ReadAt } from '../src/symptom/events/range.ts';
import { readerAt } from './reader-at.ts';

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
  readonly #all: Thread[] = [];
  readonly #idle: Thread[] = [];
  readonly #waiting: ((thread: Thread | null) => void)[] = [];
  /** Read by this thread, once a thread has failed: what is wrong is met again there, or was of the thread alone. */
  #here: ReadAt | null = null;
  #isClosed = false;

  constructor(most: number, data: { path: string; size: number }) {
    this.#most = most;
    this.#data = data;
  }

  async read(range: EventRange): Promise<EventBlock> {
    const thread = await this.#free();
    if (thread === null) return await this.#readHere(range);
    try {
      const block = await thread.read(range);
      this.#release(thread);
      return block;
    } catch (error) {
      if (this.#isClosed) throw error;
      // None that has failed is asked again, and whoever waits for one waits no more.
      this.#here ??= readerAt(this.#data.path);
      for (const next of this.#waiting.splice(0)) next(null);
      return await this.#readHere(range);
    }
  }

  async #readHere({ start, end, known }: EventRange): Promise<EventBlock> {
    if (this.#isClosed || this.#here === null) throw new Error('the file is closed');
    const { readRange } = await import('../src/symptom/events/range.ts');
    return readRange(this.#here, start, end, { size: this.#data.size, known });
  }

  #release(thread: Thread): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(thread);
    else next(thread);
  }

  #free(): Promise<Thread | null> | Thread | null {
    if (this.#here !== null || this.#isClosed) return null;
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.length < this.#most) {
      const thread = new Thread(this.#data);
      this.#all.push(thread);
      return thread;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const next of this.#waiting.splice(0)) next(null);
    await Promise.all(this.#all.map((thread) => thread.close()));
  }
}

/** One thread, which reads one range at a time. */
class Thread {
  readonly #worker: Worker;
  #settle: { resolve: (block: EventBlock) => void; reject: (error: unknown) => void } | null = null;
  /** Why it reads nothing any more. */
  #fault: unknown = null;

  constructor(workerData: { path: string; size: number }) {
    this.#worker = new Worker(join(__dirname, 'event-worker.cjs'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    // One that ends without a word, or between two ranges, must leave nobody waiting.
    this.#worker
      .on('message', (block: EventBlock) => {
        this.#settle?.resolve(block);
        this.#settle = null;
      })
      .on('error', (error) => {
        this.#end(error);
      })
      .on('exit', () => {
        this.#end(new Error('the thread has ended'));
      });
  }

  read(range: EventRange): Promise<EventBlock> {
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) {
        reject(new Error('the thread has ended', { cause: this.#fault }));
        return;
      }
      this.#settle = { resolve, reject };
      this.#worker.postMessage(range);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(fault: unknown): void {
    this.#fault ??= fault;
    this.#settle?.reject(this.#fault);
    this.#settle = null;
  }
}
