import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(healthyWorld());
});
afterAll(() => lab.close());

const run = (text: string, more: readonly string[] = [], name = 'senders.txt'): Promise<Ran> =>
  runInProcess({
    args: [...lab.args, '--only', 'identity', '--identities', name, ...more, '--json'],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
    files: { [name]: text },
  });

const identitiesIn = ({ stdout }: Ran): readonly string[] => (JSON.parse(stdout) as Report).target.identities;

describe('check --identities', () => {
  it.each([
    ['one a line', 'example.com\nann@example.com\n'],
    ['with comments, blank lines, a mark and CRLF', '\uFEFF# ours\r\n\r\nexample.com\r\nann@example.com\r\n'],
    ['the first column of CSV', 'identity,owner\n"example.com",web\nann@example.com,shop\n'],
    ['with semicolons', 'example.com;web\nann@example.com;shop\nexample.com;again\n'],
  ])('%s', async (_name, text) => {
    const ran = await run(text);
    expect(identitiesIn(ran), ran.stderr).toEqual(['example.com', 'ann@example.com']);
    expect(ran.exitCode).toBe(0);
  });

  it('goes with --identity, and with standard input', async () => {
    const ran = await run('ann@example.com\n', ['--identity', 'example.com'], '-');
    expect(identitiesIn(ran)).toEqual(['example.com', 'ann@example.com']);
  });

  it.each([
    ['a bad line', 'example.com\nnot a domain\n', 'line 2'],
    ['nothing but comments', '# later\n', 'names no identity'],
    ['nothing', '', 'names no identity'],
    ['a URL', 'example.com\n\nhttps://example.com/\n', 'line 3'],
  ])('%s is a usage error that says where', async (_name, text, words) => {
    const { exitCode, stderr, stdout } = await run(text);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--identities');
    expect(stderr).toContain(words);
  });

  it.each([
    [['--recipients', 'senders.txt'], '--identities'],
    [['--facts', 'senders.txt'], '--identities'],
  ])('%j beside it is refused', async (more, words) => {
    const { exitCode, stderr } = await run('example.com\n', more);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});
