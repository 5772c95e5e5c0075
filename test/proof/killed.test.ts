import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remains, sendingWorld } from '../lab/aws/sending/world.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { builtProgram } from '../lab/run-built.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { publishesElsewhere } from '../lab/topic-elsewhere.ts';

let folder = '';
let program = '';

beforeAll(async () => {
  buildIfNeeded();
  folder = await mkdtemp(join(tmpdir(), 'test-killed-'));
  // A copy: another test may build while this one runs.
  await cp(dirname(builtProgram), join(folder, 'dist'), { recursive: true });
  program = join(folder, 'dist', basename(builtProgram));
}, 300_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Ended {
  /** How much of what it made was there when the program had ended. */
  before: number;
  exitCode: number | null;
  cleanup: () => Promise<{ after: readonly string[]; exitCode: number }>;
}

/** A test of the built program that gets this signal as soon as the lab has answered this call. */
async function endedAfter<T>(
  op: string,
  signal: 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'SIGHUP',
  look: (ended: Ended) => Promise<T>,
): Promise<T> {
  const world = healthyWorld();
  const far = publishesElsewhere(world);
  world.region.sending = { ...(world.region.sending ?? sendingWorld()), mute: ['Complaint'] };
  world.region.configurationSets['transactional']?.eventDestinations?.push({
    ...{ Name: 'bus', Enabled: true, MatchingEventTypes: ['BOUNCE', 'COMPLAINT', 'DELIVERY'] },
    EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/default' },
  });
  const made = (): readonly string[] =>
    [world.region.sending, far.sending].flatMap((sending) => (sending === null ? [] : remains(sending)));
  const lab = await startLab(world);
  const line = (command: readonly string[]): readonly string[] =>
    commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab);
  try {
    const child = spawn(process.execPath, [program, ...line(['test', 'example.com', '--tap'])], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...lab.env },
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (child.exitCode === null && !lab.aws.calls.some((call) => call.op === op && call.ended !== null))
      await sleep(1);
    child.kill(signal);
    const exitCode = await ended;
    return await look({
      ...{ before: made().length, exitCode },
      cleanup: async () => {
        const ran = await runInProcess({
          ...{ args: line(['test', '--cleanup']), env: lab.env },
          authoritativePort: lab.dns.authoritativePort,
        });
        return { after: made(), exitCode: ran.exitCode };
      },
    });
  } finally {
    await lab.close();
  }
}

const calls = [
  'CreateQueue',
  'SetQueueAttributes',
  'Subscribe',
  'PutRule',
  'PutTargets',
  'SendEmail',
  'ReceiveMessage',
];

describe('a test that is killed leaves things behind, which --cleanup finds in every Region and takes away', () => {
  it.each(calls)('after %s', { timeout: 180_000 }, async (op) => {
    await endedAfter(op, 'SIGKILL', async ({ before, cleanup }) => {
      expect(before).toBeGreaterThan(0);
      expect(await cleanup()).toEqual({ after: [], exitCode: 0 });
    });
  });
});

describe('a test that is asked to end takes everything away itself', () => {
  // Reading the path comes first, then what is made.
  const moments = ['GetTopicAttributes', ...calls];
  it.each([
    ...moments.flatMap((op) => [['SIGINT', 130, op] as const, ['SIGTERM', 143, op] as const]),
    // The terminal was closed.
    ...['SendEmail', 'ReceiveMessage'].map((op) => ['SIGHUP', 143, op] as const),
  ])('%s (exit %i) after %s', { timeout: 180_000 }, async (signal, code, op) => {
    await endedAfter(op, signal, async ({ before, exitCode }) => {
      expect({ before, exitCode }).toEqual({ before: 0, exitCode: code });
    });
  });
});
