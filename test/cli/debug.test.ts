import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speaking } from '../../src/cli/debug.ts';
import type { Probes } from '../../src/model/probes.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';

const username = 'AKIALABLABLABLABLABX';
const password = 'BPassw0rdOfTheLabThatNobodyMaySee123456789+/';

let lab: Lab;
beforeAll(async () => {
  const smtp = { numbers: 'free', ports: { 587: { users: { [username]: password } } } } as const;
  lab = await startLab({ ...healthyWorld(), smtp });
});
afterAll(() => lab.close());

const run = (...more: readonly string[]): Promise<Ran> =>
  runInProcess({
    args: [...lab.args, '--identity', 'example.com', '--only', 'dkim*', '--only', 'smtp*', ...more],
    env: { ...lab.env, SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
    authoritativePort: lab.dns.authoritativePort,
    host: { now: () => new Date('2026-11-20T10:00:00Z') },
  });

describe('--debug', () => {
  it('tells each question and its answer on stderr, in a line, with times', async () => {
    const { stderr } = await run('--debug', '--json');
    const lines = stderr.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^ses-doctor: \d+ ms \+\d+ ms .+ → ./);
    expect(
      lines.some((line) => line.includes('ses:GetEmailIdentity {"EmailIdentity":"example.com"} → {')),
    ).toBe(true);
    expect(lines.some((line) => /: CNAME \S+\._domainkey\.example\.com → \{"exists":true/.test(line))).toBe(
      true,
    );
    expect(
      lines.some((line) => / SMTP \S+:\d+ (?:starttls|implicit)(?: with AUTH)? → \{"failure":/.test(line)),
    ).toBe(true);
  });

  it('shows no secret, whole or in a piece', async () => {
    const { stderr } = await run('--debug');
    const secret = lab.env['AWS_SECRET_ACCESS_KEY'] ?? '';
    for (const one of [password, Buffer.from(password).toString('base64'), secret])
      for (const piece of [one.slice(0, 12), one.slice(-12)]) expect(stderr).not.toContain(piece);
  });

  it('is silent without the flag, and changes no exit code', async () => {
    const [spoken, silent] = [await run('--debug', '--json'), await run('--json')];
    expect(silent.stderr).toBe('');
    expect(spoken.exitCode).toBe(silent.exitCode);
  });

  it('tells a failure with its reason, on one line, and passes it on', async () => {
    const lines: string[] = [];
    const failing = {
      aws: () => Promise.reject(new Unavailable('access-denied', 'not\nallowed\u001B[31m')),
    } as unknown as Probes;
    const probes = speaking(
      { ...failing, dns: { resolverName: 'x', resolve: failing.aws, authoritative: failing.aws } } as never,
      (line) => lines.push(line),
      () => 0,
    );
    await expect(probes.aws('ses:GetAccount', {})).rejects.toBeInstanceOf(Unavailable);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^0 ms \+0 ms ses:GetAccount \{\} → access-denied: not.allowed/u);
    expect(lines[0]).not.toContain('\n');
    expect(lines[0]).not.toContain('\u001B');
  });
});
