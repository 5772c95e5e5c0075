import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** A port that never answers a SYN, as behind a firewall that drops. */
export interface BlackHole {
  port: number;
  close: () => Promise<void>;
}

// Listens, and then never accepts: the thread sleeps for good.
const listener = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ ...workerData, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
  });
`;

/**
 * Makes a black hole on loopback without a firewall: the queue of a listener that does not accept is filled, and
 * Linux then drops every further SYN.
 */
export async function startBlackHole(at: { host?: string; port?: number } = {}): Promise<BlackHole> {
  const { host = '127.0.0.1' } = at;
  const worker = new Worker(listener, { eval: true, workerData: { host, port: at.port ?? 0 } });
  const [port] = (await once(worker, 'message')) as [number];
  await new Promise((resolve) => setTimeout(resolve, 60));
  const fillers = Array.from({ length: 8 }, () => net.connect({ host, port }).on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    port,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
