import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = ['/usr/sbin/rbldnsd', '/usr/local/sbin/rbldnsd', '/usr/bin/rbldnsd'].find(existsSync) ?? null;

/** Whether the DNS-list server that most lists run (Debian: rbldnsd) is here. */
export const hasRbldnsd = program !== null && spawnSync(program, ['-h']).error === undefined;

/** One zone of rbldnsd: its data set types with the text of each file. */
export interface RblZone {
  zone: string;
  sets: readonly { type: 'ip4set' | 'ip6trie' | 'dnset'; text: string }[];
}

/** A running rbldnsd on loopback. */
export interface Rbldnsd {
  port: number;
  close: () => Promise<void>;
}

/** Starts rbldnsd with these zones on a free UDP port of 127.0.0.1. */
export async function startRbldnsd(zones: readonly RblZone[]): Promise<Rbldnsd> {
  if (program === null) throw new Error('rbldnsd is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'rbldnsd-'));
  // Started by root it gives up its rights before it reads the files.
  await chmod(folder, 0o755);
  const user = process.getuid?.() === 0 ? 'nobody' : userInfo().username;
  const specs: string[] = [];
  for (const { zone, sets } of zones) {
    for (const [index, { type, text }] of sets.entries()) {
      const file = `${zone}.${index}`;
      await writeFile(join(folder, file), text, { mode: 0o644 });
      specs.push(`${zone}:${type}:${file}`);
    }
  }
  const port = await freePort();
  const child = spawn(program, ['-n', '-u', user, '-w', folder, '-b', `127.0.0.1/${port}`, ...specs], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((done) =>
    child.once('close', () => {
      done();
    }),
  );
  for (let tries = 0; tries < 100 && !said.includes('rbldnsd version'); tries += 1) {
    if (child.exitCode !== null) throw new Error(`rbldnsd ended: ${said}`);
    await sleep(20);
  }
  return {
    port,
    close: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  return await new Promise((resolve) => {
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => {
        resolve(port);
      });
    });
  });
}
