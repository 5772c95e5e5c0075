import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A third party's fake of AWS, in a process of its own. */
export interface Moto {
  url: string;
  close: () => Promise<void>;
}

/** Its account, whatever key signs. */
export const motoAccount = '123456789012';

/** Why there is none here, or null. */
export const motoMissing: string | null =
  spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0
    ? null
    : 'NOT RUN: moto_server is not on PATH (pip install "moto[server]")';

/** Starts moto_server on a free port of loopback. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${String(port)}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${String(child.exitCode)}`);
    try {
      await fetch(`${url}/moto-api/data.json`);
      return { url, close: () => end(child) };
    } catch {
      await setTimeout(100);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
