import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** A Chromium of this machine, or null. */
export const chromium: string | null =
  (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null;

/** Runs a headless Chromium that knows no user and talks to nobody of its own accord; returns its standard output. */
export async function browse(url: string, flags: readonly string[]): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'ses-doctor-chromium-'));
  const quiet = ['networking', 'timer-throttling'].map((what) => `--disable-background-${what}`);
  const child = spawn(
    chromium ?? 'chromium',
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run', '--disable-extensions', ...quiet],
      `--user-data-dir=${profile}`,
      ...flags,
      url,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  } finally {
    child.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
