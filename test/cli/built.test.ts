import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { builtProgram } from '../lab/run-built.ts';
import { signalled } from './signalled.ts';

/** Every answer of AWS takes this long: there is time to interrupt, and to see what streams. */
const delayMs = 300;
let lab: Lab;
let folder = '';
let program = '';
beforeAll(async () => {
  buildIfNeeded();
  const world = healthyWorld();
  world.aws.delayMs = delayMs;
  world.region.account.SendingEnabled = false;
  lab = await startLab(world);
  folder = await mkdtemp(join(tmpdir(), 'ses-doctor-built-'));
  // A copy: another test may build while this one runs.
  await cp(dirname(builtProgram), join(folder, 'dist'), { recursive: true });
  program = join(folder, 'dist', basename(builtProgram));
}, 180_000);
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

/** Starts the built program in the lab; `meddle` may do with the process what it likes. */
async function run(
  args: readonly string[],
  meddle: (child: ChildProcess) => unknown = () => undefined,
  shell: string | null = null,
  stdin: 'ignore' | 'pipe' = 'ignore',
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const command = [process.execPath, program, ...args];
  const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
  const [first = '', ...rest] = shell === null ? command : ['sh', '-c', shell.replace('CMD', quoted)];
  const child = spawn(first, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...lab.env, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const ended = new Promise<[number | null, string | null]>((done) => {
    child.on('close', (code, signal) => {
      done([code, signal]);
    });
  });
  void meddle(child);
  const [code, signal] = await ended;
  return { code, signal, ...texts };
}

/** Waits until the program asks AWS: whatever listens to signals is up, and an answer is on its way for a while. */
async function askingAws(): Promise<void> {
  const before = lab.aws.calls.length;
  while (lab.aws.calls.length === before) await sleep(5);
}

const check = (...more: readonly string[]): readonly string[] => [
  ...lab.args,
  '--identity',
  'example.com',
  '--only',
  'account',
  ...more,
];
const noStack = /^\s+at |node:internal|Error:/m;

describe('the built program', () => {
  it('streams each check as it ends', async () => {
    const { code, stdout } = await run(check('--format', 'ndjson'));
    expect(code).toBe(1);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .every((line) => JSON.parse(line) !== null),
    ).toBe(true);
  });

  it('has shown the first check while others are still under way', async () => {
    const { code } = await run(check('--format', 'ndjson'), (child) =>
      child.stdout?.once('data', () => child.kill('SIGINT')),
    );
    expect(code).toBe(130);
  });

  it('streams what the gate leaves: ignored findings are marked at once', async () => {
    const ignores = [{ code: 'sending/disabled-by-you', reason: 'night' }];
    await writeFile(join(folder, 'ignores.json'), JSON.stringify({ ignores }));
    const { code, stdout } = await run(check('--format', 'ndjson', '--ignore-file', 'ignores.json'));
    const line = stdout.split('\n').find((one) => one.includes('"code":"sending/disabled-by-you"')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      type: 'check',
      status: 'pass',
      findings: [{ ignored: { reason: 'night' } }],
    });
    expect(code).toBe(0);
  });

  it('writes a baseline that the next run accepts, and tells of what is new', async () => {
    expect((await run(check('--write-baseline', 'baseline.json'))).code).toBe(0);
    expect((await run(check('--baseline', 'baseline.json'))).code).toBe(0);
    await writeFile(
      join(folder, 'other.json'),
      JSON.stringify({ schema: 1, baseline: [{ code: 'dkim/missing', subject: 'example.com' }] }),
    );
    const { code, stdout } = await run(check('--baseline', 'other.json'));
    expect(code).toBe(1);
    expect(stdout).toContain('New: sending/disabled-by-you eu-west-1');
    expect(stdout).toContain('Not looked at this time: dkim/missing example.com');
  });

  it.concurrent.each(['text', 'json', 'ndjson', 'html'])(
    'is not troubled when nobody reads %s',
    async (format) => {
      const shell = '{ CMD; echo "code $?" >&2; } | head -c 1 >/dev/null';
      const { stderr } = await run(check('--format', format), undefined, shell);
      expect(stderr).toBe('code 1\n');
    },
  );

  it('is not troubled by closed standard streams', async () => {
    expect(await run(check(), undefined, 'CMD <&-')).toMatchObject({ code: 1, stderr: '' });
    const { stderr } = await run(check('--output', 'closed.json'), undefined, 'CMD >&-');
    expect(stderr).not.toMatch(noStack);
    expect(JSON.parse(await readFile(join(folder, 'closed.json'), 'utf8'))).toMatchObject({ exitCode: 1 });
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, in a line', async () => {
    const toFull = await run(check(), undefined, 'CMD >/dev/full');
    expect(toFull).toMatchObject({ code: 2, stdout: '' });
    expect(toFull.stderr).toMatch(/^ses-doctor: cannot write to standard output: [^\n]*ENOSPC[^\n]*\n$/);
    const output = await run(check('--save-facts', '/dev/full', '--format', 'json'));
    expect(output.code).toBe(2);
    expect(JSON.parse(output.stdout)).toMatchObject({ exitCode: 1 });
    expect(output.stderr).toMatch(
      /^ses-doctor: --save-facts: cannot write "\/dev\/full": no space left on device\n$/,
    );
  });

  it('says that a file cannot be written, in a line', async () => {
    for (const flag of ['--output', '--save-facts', '--write-baseline']) {
      const { code, stdout, stderr } = await run(check(flag, '/proc/nowhere/report.json'));
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^ses-doctor: ${flag}: cannot write [^\\n]+\\n$`));
    }
  });

  it('says that a file is not there, in a line, however soon the system tells', async () => {
    for (const flag of ['--baseline', '--changed-since', '--config', '--facts', '--ca-file']) {
      const { code, stdout, stderr } = await run([flag, 'nowhere.json']);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(`ses-doctor: ${flag}: cannot read "nowhere.json": there is no such file\n`);
    }
  });

  it('tries the files of a run before it, and leaves them as they are', async () => {
    await writeFile(join(folder, 'kept.json'), 'kept');
    const tried = check('--output', 'kept.json', '--save-facts', 'new.json', '--only', 'nothing-of-the-kind');
    expect(await run(tried)).toMatchObject({ code: 2 });
    expect(await readFile(join(folder, 'kept.json'), 'utf8')).toBe('kept');
    expect(existsSync(join(folder, 'new.json'))).toBe(false);
  });
});

describe('with everything switched off', () => {
  it.concurrent.each(['text', 'markdown', 'html', 'github', 'json', 'ndjson', 'junit', 'sarif'])(
    '%s ticks nothing',
    async (format) => {
      const off = ['--no-aws', '--no-dns', '--no-smtp', '--identity', 'shop.example', '--format', format];
      const { code, stdout, stderr } = await run(off);
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(stdout).not.toContain('✓');
      if (['text', 'markdown', 'html', 'github'].includes(format))
        expect(stdout).toContain('Nothing was looked at');
    },
  );
});

describe('colours of the built program', () => {
  const escape = '\u001b[';
  const explain = ['explain', '535 Authentication Credentials Invalid'];

  it.concurrent.each<[Readonly<Record<string, string>>, readonly string[], boolean]>([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    [{ FORCE_COLOR: '3', NO_COLOR: '' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{ FORCE_COLOR: '1' }, ['--format', 'markdown'], false],
    [{ FORCE_COLOR: '1' }, ['--format', 'json'], false],
  ])('%o %o', async (env, flags, coloured) => {
    const { code, stdout } = await run([...explain, ...flags], undefined, null, 'ignore', env);
    expect(code).toBe(1);
    expect(stdout.includes(escape)).toBe(coloured);
  });

  it('never stand in a file', async () => {
    const output = ['--output', 'plain.txt'];
    const { stdout } = await run([...explain, ...output], undefined, null, 'ignore', { FORCE_COLOR: '1' });
    expect(stdout).toContain(escape);
    const file = await readFile(join(folder, 'plain.txt'), 'utf8');
    expect(file).toContain('smtp-credentials/rejected');
    expect(file).not.toContain(escape);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s prints what is there', async (signal, code) => {
    const ended = await run(check('--format', 'json'), async (child) => {
      await askingAws();
      child.kill(signal);
    });
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: code });
  });

  it.concurrent.each([0, 50, 120, 200, 300, 400, 500, 650, 800, 1000, 1200])(
    'after %i ms leaves no stack trace',
    async (ms) => {
      const ended = await signalled(check('--format', 'ndjson'), {
        ...{ signal: 'SIGINT', delay: ms, from: 'beginning', folder, program, env: lab.env },
      });
      // Before the program listens the signal ends it; after it has ended there is nothing to interrupt.
      if (ended.by !== null) expect([ended.by, ended.listened]).toEqual(['SIGINT', false]);
      else expect([130, 1]).toContain(ended.status);
      expect(ended.stderr).toBe('');
      for (const line of ended.stdout.split('\n').filter((one) => one !== '')) JSON.parse(line);
    },
  );

  it('a second one ends at once', async () => {
    const ended = await run(check('--wait', '10m'), async (child) => {
      await askingAws();
      child.kill('SIGINT');
      child.kill('SIGINT');
    });
    expect([130, null]).toContain(ended.code);
  });

  it('ends a wait in its pause', async () => {
    const ended = await run(check('--wait', '10m', '--format', 'json'), (child) =>
      child.stderr?.once('data', () => child.kill('SIGINT')),
    );
    expect(ended.code).toBe(130);
    expect(ended.stderr).toMatch(/^ses-doctor: still failing: [^\n]+; next try in 5 s \(round 2\)\n$/);
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 130, verdict: 'fail' });
  });

  it('ends the reading of standard input', async () => {
    const readFor = (ms: number): Promise<Ended> =>
      run(
        ['explain', '--format', 'json'],
        async (child) => {
          child.stdin?.write('550 5.1.1 <jane@receiver.example>: Recipient address rejected: User unknown\n');
          await sleep(ms);
          child.kill('SIGINT');
        },
        null,
        'pipe',
      );
    // Nothing shows from outside that the line was read: a slow machine gets more time.
    let ended = await readFor(1000);
    for (const ms of [4000, 16_000, 64_000]) if (!ended.stdout.includes('"fail"')) ended = await readFor(ms);
    expect(ended.code).toBe(130);
    expect(JSON.parse(ended.stdout)).toMatchObject({ command: 'explain', exitCode: 130, verdict: 'fail' });
    expect(ended.stderr).toBe('');
  });
});
