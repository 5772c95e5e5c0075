import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(healthyWorld());
});
afterAll(() => lab.close());

const run = (args: readonly string[]): Promise<Ran> =>
  runInProcess({
    args: [...lab.args, ...args],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
  });

const off = ['--no-aws', '--no-dns', '--no-smtp'];

describe('a run that looked at nothing', () => {
  it.each<[string, readonly string[]]>([
    ['a message that was not given', ['--only', 'message']],
    ['a recipient that was not given', ['--only', 'recipient*']],
    ['a template that was not given', ['--only', 'template*']],
    ['IPs that were not given, with DNS switched off', ['--only', 'sending-ip*', '--no-dns', '--no-aws']],
    ['everything switched off', [...off, '--identity', 'example.com']],
    ['one check whose world is switched off', ['--only', 'dkim', '--no-aws', '--identity', 'example.com']],
    ['warnings that nobody asked for', [...off, '--fail-on', 'never']],
    ['what may be unknown', [...off, '--allow-unknown']],
  ])('%s: exit 3, and no format takes it for a pass', async (_name, args) => {
    const { exitCode, stdout } = await run([...args, '--format', 'json']);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unknown', lookedAt: false, exitCode: 3 });
    const text = await run(args);
    expect(text.stdout).toContain('Nothing was looked at');
    expect(text.stdout).not.toContain('✓');
    const junit = (await run([...args, '--format', 'junit'])).stdout;
    expect(junit.match(/<error /g)).toHaveLength(1);
    expect(junit).toMatch(/<testsuites [^>]*errors="1"/);
    const sarif = JSON.parse((await run([...args, '--format', 'sarif'])).stdout) as {
      runs: { invocations: { executionSuccessful: boolean }[] }[];
    };
    expect(sarif.runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
    expect((await run([...args, '--format', 'github'])).stdout).toContain(
      '::error title=nothing was looked at::',
    );
  });

  it('says what to add', async () => {
    expect((await run(['--only', 'message'])).stdout).toMatch(/Nothing was looked at\. Add --message/);
  });

  it.each<[string, readonly string[]]>([
    ['everything skipped', ['--skip', '*']],
    ['what was taken is skipped', ['--only', 'dkim', '--skip', 'dkim*']],
    ['each stage skipped', ['account', 'client', 'delivery', 'inbox'].flatMap((stage) => ['--skip', stage])],
    ['the one code skipped', ['--only', 'sandbox/account-in-sandbox', '--skip', 'sandbox*']],
    ['the check of a code skipped', ['--only', 'dmarc/policy-none', '--skip', 'inbox']],
  ])('%s: there is no check to run, exit 2', async (_name, args) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/no check to run\n$/);
  });
});

describe('the list of problems', () => {
  it('holds every finding, causes first, each with what explains it', async () => {
    const { stdout } = await run(['--identity', 'nowhere.example', '--format', 'json']);
    const { problems, causes, stages } = JSON.parse(stdout) as Report;
    const findings = stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
    expect(problems).toHaveLength(findings.length);
    expect([
      ...new Set(problems.slice(0, causes.length).flatMap((one) => (one.cause ? one.code : []))),
    ]).toEqual(causes);
    for (const { cause, because } of problems) if (cause) expect(because).toBeNull();
  });
});
