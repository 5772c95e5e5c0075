import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplainFlags } from '../../src/cli/flags.ts';
import { createProgram } from '../../src/cli/program.ts';
import { noFlags } from '../../src/cli/start.ts';
import { isStartFailure, startFailure } from '../../src/model/start-failure.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { signalled } from './signalled.ts';
import { nodeOf } from '../package/node-versions.ts';

const line = '535 Authentication Credentials Invalid';
let folder = '';
beforeAll(() => {
  buildIfNeeded();
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-start-'));
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of the built program without one of its chunks, or with damage to it; returns its entry. */
function without(chunk: RegExp, damage: (path: string) => void = rmSync): string {
  const copy = mkdtempSync(join(folder, 'dist-'));
  cpSync(dirname(builtProgram), copy, { recursive: true });
  const found = readdirSync(join(copy, 'chunks')).filter((name) => chunk.test(name));
  expect(found).not.toEqual([]);
  for (const name of found) damage(join(copy, 'chunks', name));
  return join(copy, 'ses-doctor.cjs');
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = { CI: 'true' },
  node = process.execPath,
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(node, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
}

/** A script for `node -r` that writes down which chunks are opened or asked for; returns its path. */
function watcher(list: string): string {
  const path = join(folder, 'watcher.cjs');
  writeFileSync(
    path,
    `const fs = require('node:fs'), Module = require('node:module');
const note = (path) => {
  const name = /[/\\\\]chunks[/\\\\]([^/\\\\]+)$/.exec(String(path))?.[1];
  if (name !== undefined && /cjs$|txt$/.test(name)) fs.appendFileSync(${JSON.stringify(list)}, name + '\\n');
};
for (const name of ['readFileSync', 'openSync']) {
  const real = fs[name];
  fs[name] = (path, ...more) => { if (path !== ${JSON.stringify(list)}) note(path); return real(path, ...more); };
}
const resolve = Module._resolveFilename;
Module._resolveFilename = (...given) => { const path = resolve(...given); note(path); return path; };
`,
  );
  return path;
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a failure to start', () => {
  for (const chunk of [/^explain\./, /^words\./, /^checklist\./]) {
    it(`is exit 4 and one line where a file is missing: ${chunk.source}`, () => {
      const { status, stdout, stderr } = run(without(chunk), ['explain', line]);
      expect(status).toBe(4);
      expect(stdout).toBe('');
      expect(stderr).toMatch(
        /^ses-doctor: cannot start: Cannot find module .+ \(the installation is damaged.+\)\n$/,
      );
    });
  }

  // With and without a cache packs are loaded in two ways.
  for (const env of [{ CI: 'true' }, { CI: '' }])
    for (const chunk of [/^explain\./, /^words\./, /^checklist\./])
      for (const [what, damage] of [
        [
          'cut off',
          (path: string) => {
            truncateSync(path, Math.floor(statSync(path).size / 3));
          },
        ],
        [
          'empty',
          (path: string) => {
            truncateSync(path, 0);
          },
        ],
        [
          'a folder',
          (path: string) => {
            rmSync(path);
            mkdirSync(path);
          },
        ],
      ] as const)
        it(`is exit 4 and one line where a file is ${what}: ${chunk.source} ${env.CI}`, () => {
          const program = without(chunk, damage);
          const { status, stdout, stderr } = run(program, ['explain', line], env);
          expect([status, stdout]).toEqual([4, '']);
          expect(stderr).toMatch(
            /^ses-doctor: cannot start: Cannot (?:find module|load) .+ \(the installation is damaged.+\)\n$/,
          );
        });

  // Files that are loaded in the middle of a run, the list of public suffixes among them.
  for (const [what, damage] of [
    ['missing', rmSync],
    [
      'cut in half',
      (path: string) => {
        truncateSync(path, Math.floor(statSync(path).size / 2));
      },
    ],
  ] as const)
    it(`is exit 4 and one line for each file that a check loads: ${what}`, { timeout: 120_000 }, () => {
      const message = join(folder, 'received.eml');
      writeFileSync(
        message,
        'From: a@mail.example.co.uk\r\nReturn-Path: <x@bounce.example.co.uk>\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.co.uk; s=abc; h=from; bh=aaa=; b=bbb=\r\n\r\nhi\r\n',
      );
      const args = ['check', '--identity', 'mail.example.co.uk', '--message', message];
      const alone = ['--no-aws', '--no-smtp', '--no-dns'];
      const program = without(/^public-suffixes/, () => undefined);
      const chunks = join(dirname(program), 'chunks');
      const seen = join(folder, 'loaded');
      const whole = run(program, [...args, ...alone], { CI: 'true', NODE_OPTIONS: `-r ${watcher(seen)}` });
      expect([whole.status, whole.stderr]).toEqual([0, '']);
      const loaded = new Set(readFileSync(seen, 'utf8').trimEnd().split('\n'));
      const tried: string[] = [];
      const dateless = (text: string): string => text.replace(/[\d-]{10} [\d:]{8}/, '');
      for (const name of loaded) {
        const path = join(chunks, name);
        const bytes = readFileSync(path);
        damage(path);
        const { status, stdout, stderr } = run(program, [...args, ...alone]);
        writeFileSync(path, bytes);
        // What is loaded ahead of need may turn out not to be needed.
        if (status === whole.status && dateless(stdout) === dateless(whole.stdout)) continue;
        tried.push(name);
        expect([status, stdout], `${name}: ${stderr}`).toEqual([4, '']);
        expect(stderr).toMatch(
          /^ses-doctor: cannot start: Cannot (?:find module|load) .+ \(the installation is damaged.+\)\n$/,
        );
      }
      expect(tried).toContain('public-suffixes.cjs');
      expect(tried.length).toBeGreaterThan(8);
    });

  it('is exit 4 and one line for a list of public suffixes without a byte', () => {
    const program = without(/^public-suffixes/, (path) => {
      truncateSync(path, 0);
    });
    const { status, stdout, stderr } = run(program, [
      ...['check', '--identity', 'mail.example.co.uk', '--no-aws', '--no-smtp', '--no-dns'],
    ]);
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^ses-doctor: cannot start: Cannot load .+ \(the installation is damaged.+\)\n$/);
  });

  it('is exit 4 and one line for a command whose file is missing, and no harm to the others', () => {
    const program = without(/^checks-/);
    const { status, stderr } = run(program, ['checks']);
    expect([status, stderr.split('\n').length]).toEqual([4, 2]);
    expect(run(program, ['explain', line]).status).toBe(1);
  });

  // Below some twenty files Node itself crashes, or cannot read the file that it is to run: no program can say anything.
  for (const major of [20, 22, 24]) {
    const node = nodeOf(major);
    it.skipIf(node === null)(`is exit 4 and one line where few files may be open: Node ${major}`, () => {
      const empty = join(folder, 'empty.cjs');
      writeFileSync(empty, '');
      const limited = (most: number, args: readonly string[]): ReturnType<typeof run> =>
        spawnSync('sh', ['-c', `ulimit -n ${most}; exec "$@"`, 'sh', node ?? '', ...args], {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
        });
      let tried = 0;
      for (const most of [16, 18, 20, 21, 22, 23, 24, 26, 30, 40]) {
        if (limited(most, [empty]).status !== 0) continue;
        tried += 1;
        for (const args of [['explain', line], ['explain', '--file', empty], ['checks']]) {
          const { status, stdout, stderr } = limited(most, [builtProgram, ...args]);
          if (status === 4) expect([stdout, stderr.split('\n').length]).toEqual(['', 2]);
          else expect([[0, 1, 3].includes(status ?? -1), stderr], `${args[0]} ${most}`).toEqual([true, '']);
        }
      }
      expect(tried).toBeGreaterThan(4);
    });
  }

  it('says what to do about too few files, and nothing where nothing is known', () => {
    expect(startFailure(Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }))).toBe(
      'ses-doctor: cannot start: EMFILE: too many open files (raise the limit of open files: ulimit -n)',
    );
    expect(startFailure(new Error('odd\n  at more'))).toBe('ses-doctor: cannot start: odd');
  });

  it('is none where a text that the program reads cannot be parsed', () => {
    for (const parse of [
      () => JSON.parse('{"a":') as unknown,
      () => JSON.parse('x.cjs:1\n{') as unknown,
      () => new RegExp(['(', 'a'].join('')),
      () => {
        throw new SyntaxError('/chunks/a.cjs:1');
      },
    ])
      expect(isStartFailure(thrownBy(parse))).toBe(false);
    const cut = join(folder, 'cut.cjs');
    writeFileSync(cut, 'const a = {');
    const error = thrownBy(() => createRequire(import.meta.url)(cut) as unknown);
    expect(isStartFailure(error)).toBe(true);
    expect(startFailure(error)).toMatch(/^ses-doctor: cannot start: Cannot load '.+cut\.cjs': .+again\)$/);
  });
});

describe('a signal before anything is read', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal} ends with ${code} and valid output or none, whenever it comes`, async () => {
      for (const from of ['beginning', 'handlers'] as const)
        for (const delay of [0, 20, 40, 60, 90, 130]) {
          const args = ['explain', '--format', 'json'];
          const { status, by, listened, stdout, stderr } = await signalled(args, {
            signal,
            delay,
            from,
            folder,
          });
          // Before Node itself runs our first line, the system ends the process: a shell calls that by the same number.
          if (by !== null) expect([by, listened, from]).toEqual([signal, false, 'beginning']);
          else expect(status).toBe(code);
          expect(stderr).toBe('');
          if (stdout !== '') expect((JSON.parse(stdout) as { exitCode: number }).exitCode).toBe(code);
        }
    });
  }
});

describe('the short way of a text without flags', () => {
  it('takes the flags that the parser makes of none', async () => {
    let seen: ExplainFlags | null = null;
    const nothing = (): Promise<void> => Promise.resolve();
    const explain = (_: readonly string[], flags: ExplainFlags): Promise<void> => {
      seen = flags;
      return Promise.resolve();
    };
    const actions = {
      ...{
        check: nothing,
        test: nothing,
        survey: nothing,
        history: nothing,
        checks: nothing,
        policy: nothing,
        completion: nothing,
      },
      explain,
    };
    await createProgram(actions, '1').parseAsync(['explain', line], { from: 'user' });
    expect(seen).toEqual(noFlags);
  });

  it('says what the long way says', () => {
    const [short, long] = [
      ['explain', line],
      ['explain', '--fail-on', 'error', line],
    ].map((args) => run(builtProgram, args));
    expect(short?.stdout.replace(/^.*\n/, '')).toBe(long?.stdout.replace(/^.*\n/, ''));
    expect(short?.status).toBe(1);
  });
});

describe('a part that is loaded when it is needed', () => {
  it('an archive is unpacked by the built program', () => {
    const file = join(folder, 'log.zip');
    writeFileSync(file, zipSync({ 'log.txt': strToU8(line) }));
    const { status, stdout } = run(builtProgram, ['explain', '--file', file]);
    expect(status).toBe(1);
    expect(stdout).toContain('smtp-credentials/');
  });
});

describe('the compile cache', { timeout: 180_000 }, () => {
  const node = nodeOf(24);
  /** Runs with a home of its own; returns that home's cache folder. */
  function cacheOf(
    env: Readonly<Record<string, string>>,
    prepare: (cache: string) => void = () => undefined,
  ): string {
    const home = mkdtempSync(join(folder, 'home-'));
    const cache = join(home, '.cache', 'ses-doctor');
    prepare(cache);
    const { status, stderr } = run(builtProgram, ['explain', line], { HOME: home, ...env }, node ?? '');
    expect([status, stderr]).toEqual([1, '']);
    return cache;
  }
  const isUsed = (cache: string): boolean => existsSync(cache) && readdirSync(cache).length > 0;

  it.skipIf(node === null)("is kept in a folder of the caller's own", () => {
    const cache = cacheOf({});
    expect(isUsed(cache)).toBe(true);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });

  it('holds nothing that a start depends on: what is not ours in it is compiled again', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const cache = join(home, '.cache', 'ses-doctor');
    const start = (): [number | null, string, string] => {
      const { status, stdout, stderr } = run(builtProgram, ['explain', line], { HOME: home });
      return [status, stdout.replace(/^.*\n/, ''), stderr];
    };
    const first = start();
    expect(first[0]).toBe(1);
    const kept = readdirSync(cache);
    expect(kept).not.toEqual([]);
    expect(start()).toEqual(first);
    const spoilt: readonly ((bytes: Buffer) => Buffer)[] = [
      () => Buffer.from('rubbish'),
      () => Buffer.alloc(0),
      (bytes) => bytes.subarray(0, bytes.length / 2),
      // As a machine leaves it that fails while it writes.
      (bytes) => bytes.fill(0, bytes.length / 2),
      (bytes) => bytes.fill(0, 4096, 8192),
      (bytes) => bytes.fill(0xa5, bytes.length - 4096),
    ];
    for (const spoil of spoilt) {
      for (const name of kept) {
        const bytes = spoil(readFileSync(join(cache, name)));
        writeFileSync(join(cache, name), bytes);
      }
      expect(start(), String(spoil)).toEqual(first);
      expect(kept.map((name) => statSync(join(cache, name)).size > 1000)).not.toContain(false);
    }
  });

  it('leaves nothing behind that it could not write to the end', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const cache = join(home, '.cache', 'ses-doctor');
    run(builtProgram, ['explain', line], { HOME: home });
    const kept = readdirSync(cache).toSorted();
    for (const name of kept) {
      rmSync(join(cache, name));
      mkdirSync(join(cache, name));
    }
    for (let times = 0; times < 2; times++)
      expect(run(builtProgram, ['explain', line], { HOME: home }).status).toBe(1);
    expect(readdirSync(cache).toSorted()).toEqual(kept);
  });

  it('is left as it is by a run about many identities, which changes flags of V8', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const cache = join(home, '.cache', 'ses-doctor');
    const check = (identities: number): void => {
      const names = Array.from({ length: identities }, (_, number) => `sender${number}.example`);
      const args = ['check', '--identity', names.join(','), '--no-aws', '--no-dns', '--no-smtp', '--quiet'];
      expect(run(builtProgram, args, { HOME: home }).status).toBe(3);
    };
    const kept = (): readonly (readonly [string, number])[] =>
      readdirSync(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs]);
    check(1);
    const before = kept();
    expect(before.length).toBeGreaterThan(2);
    check(60);
    expect(kept()).toEqual(before);
  });

  it.skipIf(node === null)('is off where somebody says so, in CI and under sudo', () => {
    for (const env of [
      { SES_DOCTOR_CACHE: 'off' },
      { NODE_DISABLE_COMPILE_CACHE: '1' },
      { CI: 'true' },
      { SUDO_UID: '1000' },
      { SUDO_USER: 'ann' },
    ])
      expect(existsSync(cacheOf(env)), JSON.stringify(env)).toBe(false);
  });

  it.skipIf(node === null)(
    'is off where others may write to the folder, or it leads elsewhere, and no error',
    () => {
      const open = cacheOf({}, (cache) => {
        mkdirSync(cache, { recursive: true });
        chmodSync(cache, 0o770);
      });
      expect(isUsed(open)).toBe(false);
      const target = mkdtempSync(join(folder, 'target-'));
      cacheOf({}, (cache) => {
        mkdirSync(dirname(cache), { recursive: true });
        symlinkSync(target, cache);
      });
      expect(readdirSync(target)).toEqual([]);
      expect(existsSync(cacheOf({ HOME: join(folder, 'nowhere') }))).toBe(false);
      expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    },
  );
});
