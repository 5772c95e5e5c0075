import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import sandbox from '../../checks/1-account/sandbox.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import type { Host } from '../../src/cli/host.ts';
import { formats } from '../../src/render/formats.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

/** Worlds by what a run in them comes to. */
const worlds: Readonly<Record<string, (world: World) => void>> = {
  healthy: () => undefined,
  warned({ region }) {
    region.account.SendQuota = { Max24HourSend: 1000, MaxSendRate: 14, SentLast24Hours: 850 };
  },
  broken({ region }) {
    region.account.SendingEnabled = false;
  },
  blind({ aws }) {
    aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
  },
  'broken and blind': ({ region, aws }) => {
    region.account.SendingEnabled = false;
    aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
  },
  'warned and blind': ({ region, aws }) => {
    region.account.SendQuota = { Max24HourSend: 1000, MaxSendRate: 14, SentLast24Hours: 850 };
    aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
  },
};

const labs = new Map<string, Lab>();
beforeAll(async () => {
  for (const [name, change] of Object.entries(worlds)) {
    const world = healthyWorld();
    change(world);
    labs.set(name, await startLab(world));
  }
});
afterAll(async () => {
  for (const lab of labs.values()) await lab.close();
});

async function run(name: string, args: readonly string[], host: Partial<Host> = {}): Promise<Ran> {
  const lab = labs.get(name);
  if (lab === undefined) throw new Error(`there is no world called ${name}`);
  return await runInProcess({
    args: [...lab.args, '--identity', 'example.com', ...args],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
    host,
  });
}

const broken: Omit<AnyCheck, 'evaluate'> = { ...sandbox, id: 'sandbox-broken', needs: {}, questions: {} };
const crashing: AnyCheck = {
  ...broken,
  evaluate: () => {
    throw new Error('a fault in a check');
  },
};
const withCrash: Partial<Host> = {
  checklist: async () => checklist.map((stage) => ({ ...stage, checks: [...stage.checks, crashing] })),
};

describe.each(formats)('in %s', (format) => {
  it.each<[string, string, number]>([
    ['0 for nothing to do', 'healthy', 0],
    ['0 for warnings', 'warned', 0],
    ['1 for an error', 'broken', 1],
    ['1 before 3', 'broken and blind', 1],
    ['3 for unknown', 'blind', 3],
    ['3 beside warnings', 'warned and blind', 3],
  ])('%s', async (_name, world, code) => {
    const { exitCode, stdout, stderr } = await run(world, ['--format', format]);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: '' });
    expect(stdout).not.toBe('');
  });

  it('4 for a crash, with all that is known, before 1 and 3', async () => {
    const { exitCode, stdout, stderr } = await run('broken and blind', ['--format', format], withCrash);
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: '' });
    expect(stdout).toContain('sending/disabled-by-you');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('the code of %s before all others', async (signal, code) => {
    const interrupted = AbortSignal.abort(signal);
    const { exitCode, stdout } = await run('broken', ['--format', format], { ...withCrash, interrupted });
    expect(exitCode).toBe(code);
    expect(stdout).not.toBe('');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])(
    'the code of %s for an input that it cut off, which is no mistake of the caller',
    async (signal, code) => {
      const cutOff = {
        interrupted: AbortSignal.abort(signal),
        async *read(): AsyncGenerator<Uint8Array> {
          // Nothing came before the signal.
        },
      };
      const { exitCode, stderr } = await run('broken', ['--symptom', '-', '--format', format], cutOff);
      expect([exitCode, stderr]).toEqual([code, '']);
    },
  );
});

describe('what counts', () => {
  it.each<[string, readonly string[], number]>([
    ['warned', ['--fail-on', 'warning'], 1],
    ['warned', ['--fail-on', 'error'], 0],
    ['broken', ['--fail-on', 'never'], 0],
    ['blind', ['--fail-on', 'never'], 3],
    ['blind', ['--allow-unknown'], 0],
    ['blind', ['--skip', 'reputation*', '--skip', 'quota'], 0],
    ['broken and blind', ['--allow-unknown'], 1],
    ['broken and blind', ['--fail-on', 'never'], 3],
    ['broken and blind', ['--fail-on', 'never', '--allow-unknown'], 0],
    ['warned and blind', ['--fail-on', 'warning'], 1],
    ['broken', ['--only', 'dkim*'], 0],
    ['broken', ['--skip', 'sending/disabled-by-you'], 0],
  ])('%s with %s gives %i', async (world, flags, code) => {
    const { exitCode, stdout } = await run(world, [...flags, '--format', 'json']);
    expect(exitCode).toBe(code);
    expect((JSON.parse(stdout) as { exitCode: number }).exitCode).toBe(code);
  });

  it('a crash is a crash even with --fail-on never --allow-unknown', async () => {
    const { exitCode } = await run('healthy', ['--fail-on', 'never', '--allow-unknown'], withCrash);
    expect(exitCode).toBe(4);
  });
});

describe('files that cannot be written', () => {
  const refusing: Partial<Host> = {
    write: async (path) => {
      if (path.startsWith('full')) throw new Error('ENOSPC: no space left on device, write');
    },
  };

  it.each([
    [['--output', 'full.json'], '--output'],
    [['--write-baseline', 'full'], '--write-baseline'],
    [['--save-facts', 'full'], '--save-facts'],
  ])('%s: exit 2, the report on stdout, one line that names the flag', async (flags, named) => {
    const { exitCode, stdout, stderr } = await run('healthy', ['--format', 'json', ...flags], refusing);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass' });
    expect(stderr).toMatch(/^ses-doctor: [^\n]+: no space left on device\n$/);
    expect(stderr).toContain(named);
  });

  it('the others are written all the same', async () => {
    const written: string[] = [];
    const write = async (path: string): Promise<void> => {
      if (path.startsWith('full')) throw new Error('ENOSPC');
      written.push(path);
    };
    const flags = ['--output', 'full.json', '--output', 'a.md', '--save-facts', 'b'];
    expect((await run('healthy', flags, { write })).exitCode).toBe(2);
    expect(written).toEqual(['a.md', 'b']);
  });
});
