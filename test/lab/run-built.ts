import { type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Ran } from './run-in-process.ts';

/** The program as it is shipped. */
export const builtProgram = resolve(import.meta.dirname, '../../dist/ses-doctor.cjs');

export interface BuiltOptions {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Written into the working directory; `-` is standard input. */
  files?: Readonly<Record<string, string>>;
}

/** Runs the built program in a process of its own: an empty home, no variable of the user's own but PATH. */
export async function runBuilt(options: BuiltOptions): Promise<Ran> {
  return await start({ ...options, env: { CI: 'true', ...options.env } }, 'pipe');
}

/** Runs the built program on this terminal and returns its exit code. */
export async function showBuilt(options: BuiltOptions): Promise<number> {
  const { TERM, COLUMNS, NO_COLOR, FORCE_COLOR, CI } = process.env;
  const { exitCode } = await start(
    { ...options, env: { TERM, COLUMNS, NO_COLOR, FORCE_COLOR, CI, ...options.env } },
    'inherit',
  );
  return exitCode;
}

async function start({ args, env, files = {} }: BuiltOptions, output: 'pipe' | 'inherit'): Promise<Ran> {
  if (!existsSync(builtProgram)) throw new Error('nothing is built yet: npm run build');
  const home = await mkdtemp(join(tmpdir(), 'ses-doctor-home-'));
  const { '-': stdin, ...named } = files;
  try {
    for (const [name, text] of Object.entries(named)) {
      const path = join(home, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const stdio: StdioOptions = [stdin === undefined ? 'ignore' : 'pipe', output, output];
    const child = spawn(process.execPath, [builtProgram, ...args], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      stdio,
    });
    child.stdin?.on('error', () => undefined).end(stdin);
    const ended = new Promise<number>((done, fail) => {
      child.on('error', fail).on('close', (code) => {
        done(code ?? -1);
      });
    });
    const [stdout, stderr, exitCode] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
    return { exitCode, stdout, stderr };
  } finally {
    await rm(home, { recursive: true });
  }
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
