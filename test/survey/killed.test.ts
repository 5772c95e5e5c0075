import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { IdentityLine } from '../../src/survey/lines.ts';
import { linesOf } from '../../src/survey/state.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { builtProgram } from '../lab/run-built.ts';
import { zonePort } from '../lab/zone-port.ts';
import { worldOfSenders } from './surveyed.ts';

const port = await zonePort();
/** Without zone servers to ask, nothing may be wrong with the senders. */
const kinds = { sound: 6, keyless: port === null ? 0 : 1 };
let lab: Lab;
let folder = '';
let program = '';

beforeAll(async () => {
  buildIfNeeded();
  lab = await startLab(worldOfSenders(kinds), { authoritativePort: port ?? 0 });
  folder = await mkdtemp(join(tmpdir(), 'survey-killed-'));
  // A copy: another test may build while this one runs.
  await cp(dirname(builtProgram), join(folder, 'dist'), { recursive: true });
  program = join(folder, 'dist', basename(builtProgram));
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** A survey in a process of its own; `meddle` may do with it what it likes. */
async function survey(
  state: string,
  meddle: (child: ChildProcess) => Promise<void> = async () => undefined,
): Promise<Ended> {
  const args = ['--endpoint-url', lab.aws.url, '--resolver', lab.dns.resolver, '--timeout', '60s'];
  const child = spawn(process.execPath, [program, 'survey', ...args, '--json', '--state', state], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...lab.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => {
      resolve({ code, signal, ...texts });
    });
  });
  await meddle(child);
  return await ended;
}

const questions = (): number => lab.aws.calls.length + lab.dns.questions.length;

/** Sends the signal once the lab was asked so many questions more. */
const after =
  (count: number, signal: 'SIGINT' | 'SIGKILL') =>
  async (child: ChildProcess): Promise<void> => {
    const from = questions();
    while (child.exitCode === null && child.signalCode === null && questions() - from < count) await sleep(1);
    child.kill(signal);
  };

/** Numbers that look random and are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A report without what differs from run to run. */
const lasting = (stdout: string): object => ({
  ...(JSON.parse(stdout) as SurveyReport),
  takenAt: '',
  kept: null,
  notes: [],
});

/**
 * The identities that a state holds an answer for; what was learnt so far of one that waits is none. Throws for a line that is
 * no line of a state, but for a last one that was cut off.
 */
async function doneIn(path: string): Promise<ReadonlySet<string>> {
  if (!existsSync(path)) return new Set();
  for await (const line of linesOf(path)) expect(line.kind).toBeTruthy();
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  return new Set(
    lines
      .filter((line) => line.startsWith('{"kind":"identity",'))
      .map((line) => (JSON.parse(line) as IdentityLine).identity),
  );
}

/** The identities that were asked about since a call. */
const askedSince = (from: number): readonly string[] =>
  lab.aws.calls.slice(from).flatMap(({ op, input }) => {
    if (op === 'GetEmailIdentity') return [String(input['EmailIdentity'])];
    return Array.isArray(input['Identities']) ? (input['Identities'] as string[]) : [];
  });

describe('a survey in a process of its own', () => {
  it('that is interrupted at fifty moments goes on each time: the same report, nothing asked twice', async () => {
    const whole = await survey(join(folder, 'whole.ndjson'));
    const expected = lasting(whole.stdout);
    const most = questions();
    const random = randomNumbers(20_261_121);
    let cuts = 0;
    for (let chain = 0; cuts < 50; chain++) {
      const state = join(folder, `chain-${String(chain)}.ndjson`);
      for (let isOver = false; !isOver && cuts < 50;) {
        const done = await doneIn(state);
        const from = lab.aws.calls.length;
        // Every seventh is not even told that it ends.
        const kill = cuts % 7 === 6 ? 'SIGKILL' : 'SIGINT';
        const ran = await survey(state, after(random(most), kill));
        expect(askedSince(from).filter((name) => done.has(name))).toEqual([]);
        isOver = ran.code === whole.code;
        if (isOver) {
          expect(lasting(ran.stdout)).toEqual(expected);
          continue;
        }
        cuts += 1;
        // Before its own handler is there, and when it was killed, the signal ends it.
        expect([ran.code ?? ran.signal, ran.stderr]).toEqual([
          kill === 'SIGKILL' || ran.code === null ? kill : 130,
          '',
        ]);
        expect([...(await doneIn(state))]).toEqual(expect.arrayContaining([...done]));
        if (ran.code === 130 && existsSync(state))
          expect((await readFile(state, 'utf8')).endsWith('\n')).toBe(true);
      }
      const from = lab.aws.calls.length;
      const done = await doneIn(state);
      expect(lasting((await survey(state)).stdout)).toEqual(expected);
      expect(askedSince(from).filter((name) => done.has(name))).toEqual([]);
    }
  }, 900_000);

  it('keeps a second one off its state', async () => {
    const state = join(folder, 'shared.ndjson');
    let second: Ended | null = null;
    const first = await survey(state, async (child) => {
      while (!existsSync(`${state}.lock`) && child.exitCode === null) await sleep(1);
      child.kill('SIGSTOP');
      second = await survey(state);
      child.kill('SIGCONT');
    });
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect((second as Ended | null)?.stderr).toContain('another run (process ');
    expect(first.code).toBe(port === null ? 0 : 1);
    expect(existsSync(`${state}.lock`)).toBe(false);
  });
});
