import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { demo } from '../lab/demonstrate.ts';

const root = resolve(import.meta.dirname, '../..');
let folder = '';

/** What the demo answers, without a process of its own. */
async function answered(...words: readonly string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const take = (more: string): void => {
    text += more;
  };
  return { code: await demo(words, { stdout: take, stderr: take }), text };
}

/** `npm run demo -- <words>`; `isCut` closes its output after the first piece, as `head` does. */
async function started(
  words: readonly string[],
  isCut = false,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/lab/demo.ts'), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    take(chunk);
    if (isCut) child.stdout.destroy();
  });
  child.stderr.on('data', take);
  const code = await new Promise<number | null>((done) => {
    child.on('close', done);
  });
  return { code, text };
}

describe('npm run demo', () => {
  beforeAll(async () => {
    buildIfNeeded();
    folder = await mkdtemp(join(tmpdir(), 'ses-doctor-demo-'));
  }, 300_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('says what it takes', async () => {
    const { code, text } = await answered('--help');
    expect(code).toBe(0);
    expect(text).toContain('npm run demo -- --list');
  });

  it('lists the scenarios, also to somebody who reads only the first', { timeout: 120_000 }, async () => {
    const { code, text } = await started(['--list'], true);
    expect(code).toBe(0);
    expect(text).toContain('access/');
    expect(text).not.toContain('EPIPE');
  });

  it('hands flags on, and writes where it was started', { timeout: 120_000 }, async () => {
    const file = join(folder, 'report.html');
    const { code } = await started(['alignment/dkim-only', '-q', '--output', file]);
    expect(code).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('suggests the name that was meant', async () => {
    const { code, text } = await answered('helthy/domain');
    expect(code).toBe(2);
    expect(text).toContain('Did you mean healthy/domain?');
  });
});
