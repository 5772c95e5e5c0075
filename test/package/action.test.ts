import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { worldOf } from '../lab/play.ts';
import { storyCalled } from '../lab/stories.ts';

interface Step {
  id: string;
  shell: string;
  env: Record<string, string>;
  run: string;
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
}

const root = resolve(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

describe('action.yml', () => {
  it('is a composite action whose parts are described', () => {
    expect(action.runs.using).toBe('composite');
    for (const part of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect(part.description).not.toBe('');
  });

  it('puts no expression into a script: inputs could hold shell', () => {
    for (const { run } of steps) expect(run).not.toContain('${{');
  });

  it('uses declared inputs and earlier outputs only, and all of its inputs', () => {
    const used = new Set<string>();
    steps.forEach(({ env }, index) => {
      for (const value of Object.values(env)) {
        const name = /^\$\{\{ ([\w.-]+) \}\}$/.exec(value)?.[1] ?? '';
        expect(known(index)).toContain(name);
        used.add(name);
      }
    });
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
    for (const { value } of Object.values(action.outputs))
      expect(known(steps.length).map((name) => `\${{ ${name} }}`)).toContain(value);
  });
});

/** What a step may refer to. */
const known = (index: number): readonly string[] => [
  ...['github.action_path', 'github.action_ref', 'github.action_repository', 'github.token'],
  ...Object.keys(action.inputs).map((name) => `inputs.${name}`),
  ...steps
    .slice(0, index)
    .flatMap(({ id, run }) => outputsOf(run).map((name) => `steps.${id}.outputs.${name}`)),
];

const outputsOf = (script: string): readonly string[] =>
  [...script.matchAll(/echo "([\w-]+)=.*>>"\$GITHUB_OUTPUT"/g)].map((match) => match[1] ?? '');

describe('the action, run as a runner does', () => {
  let folder = '';
  let tarball = '';
  let lab: Lab;

  beforeAll(async () => {
    buildIfNeeded();
    folder = mkdtempSync(join(tmpdir(), 'ses-doctor-action-'));
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    tarball = join(folder, stdout.trim());
    const story = await storyCalled('sandbox/account');
    if (typeof story === 'string') throw new Error(story);
    lab = await startLab(worldOf(story), { authoritativePort: 0 });
  });

  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  it(
    'annotates, writes the summary and the report, and fails with the exit code',
    { timeout: 180_000 },
    async () => {
      const args = [...lab.args, '--only', 'sandbox'].join('\n');
      const { code, log, outputs, summary } = await play({
        package: tarball,
        identity: 'example.com\n',
        args,
      });
      expect(code).toBe(1);
      expect(log).toMatch(/^::error .*sandbox/m);
      expect(summary).toContain('sandbox/account-in-sandbox');
      expect(outputs['exit-code']).toBe('1');
      const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as Report;
      expect(report.causes).toEqual(['sandbox/account-in-sandbox']);
    },
  );

  it('takes the tarball of its own release, and builds nothing', { timeout: 180_000 }, async () => {
    // A stand-in for the GitHub CLI of the runner: it hands over the tarball of one release.
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    copyFileSync(tarball, join(bin, 'ses-doctor-0.1.0.tgz'));
    const gh =
      'test "$1 $2 $3 $4 $5" = "release download v0.1.0 --repo owner/ses-doctor" && cp "$(dirname "$0")"/*.tgz "${@: -1}"';
    writeFileSync(join(bin, 'gh'), `#!/bin/bash\n${gh}\n`);
    chmodSync(join(bin, 'gh'), 0o755);
    const { code, log, outputs } = await play(
      { identity: 'example.com', args: [...lab.args, '--only', 'sandbox'].join('\n') },
      {
        'github.action_path': '/nowhere',
        'github.action_ref': 'v0.1.0',
        'github.action_repository': 'owner/ses-doctor',
      },
      bin,
    );
    expect(code, log).toBe(1);
    expect(outputs['exit-code']).toBe('1');
  });

  it('takes what looks like shell as text', { timeout: 180_000 }, async () => {
    const marker = join(folder, 'injected');
    const identity = `$(touch ${marker})`;
    const { code, outputs, summary } = await play({
      package: tarball,
      identity,
      args: '`touch injected`; true',
    });
    expect(code).toBe(2);
    expect(outputs).toEqual({ 'exit-code': '2' });
    expect(summary).toBe('');
    expect(existsSync(marker)).toBe(false);
  });

  /** Runs the steps in order with bash, as `shell: bash` does, until one fails. */
  async function play(
    given: Record<string, string>,
    github: Record<string, string> = {},
    bin = '',
  ): Promise<{
    code: number;
    log: string;
    outputs: Record<string, string>;
    summary: string;
  }> {
    const values = new Map<string, string>([
      ['github.action_path', root],
      ...Object.entries(github),
      ...Object.entries(action.inputs).map(([name, input]): [string, string] => [
        `inputs.${name}`,
        given[name] ?? input.default,
      ]),
    ]);
    const summaryFile = join(folder, 'summary.md');
    writeFileSync(summaryFile, '');
    let log = '';
    let outputs: Record<string, string> = {};
    let code = 0;
    for (const { id, env, run } of steps) {
      const outputFile = join(folder, `output-${id}`);
      writeFileSync(outputFile, '');
      const filled = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, values.get(value.slice(4, -3)) ?? '']),
      );
      const ran = await bash(run, {
        ...lab.env,
        ...filled,
        PATH: [bin, process.env['PATH'] ?? ''].filter((path) => path !== '').join(':'),
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: summaryFile,
      });
      log += ran.log;
      code = ran.code;
      outputs = Object.fromEntries(
        readFileSync(outputFile, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): [string, string] => [
            line.slice(0, line.indexOf('=')),
            line.slice(line.indexOf('=') + 1),
          ]),
      );
      for (const [name, value] of Object.entries(outputs)) values.set(`steps.${id}.outputs.${name}`, value);
      if (code !== 0) break;
    }
    return { code, log, outputs, summary: readFileSync(summaryFile, 'utf8') };
  }

  async function bash(
    script: string,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<{ code: number; log: string }> {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', npm_config_offline: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const code = await new Promise<number>((done, fail) => {
      child.on('error', fail).on('close', (status) => {
        done(status ?? -1);
      });
    });
    return { code, log };
  }
});
