import { describe, expect, it } from 'vitest';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

const run = (args: readonly string[], env: Record<string, string> = {}, terminal = true): Promise<Ran> =>
  runInProcess({ args, env, authoritativePort: 0, host: { terminal } });

const greeting = 'What would you like to look at?';

describe('ses-doctor with nothing to go on', () => {
  it('shows three situations with a command each, above the report', async () => {
    const { exitCode, stdout } = await run([]);
    expect(exitCode).toBe(3);
    expect(stdout.startsWith(greeting)).toBe(true);
    expect(stdout.match(/^ {2}.*: +ses-doctor /gm)).toHaveLength(3);
    // And what is missing, in a few lines.
    expect(stdout).toContain('No AWS Region is set.');
    expect(stdout.split('\n').length).toBeLessThanOrEqual(16);
  });

  it.each<[string, readonly string[], Record<string, string>, boolean]>([
    ['in CI', [], { CI: 'true' }, true],
    ['off a terminal', [], {}, false],
    ['about a domain', ['example.com'], {}, true],
    ['with a flag of any kind', ['--timeout', '9'], {}, true],
    ['with a Region', ['--region', 'eu-west-1'], {}, true],
    ['as JSON', ['--json'], {}, true],
  ])('does not greet %s', async (_name, args, env, terminal) => {
    expect((await run([...args, '--no-dns', '--no-smtp'], env, terminal)).stdout).not.toContain(greeting);
  });
});
