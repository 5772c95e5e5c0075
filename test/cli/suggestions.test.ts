import { describe, expect, it } from 'vitest';
import { runOffline } from './host.ts';

describe('what is misspelt', () => {
  it.each([
    [['checks', 'dkim/name-dobled'], 'dkim/name-doubled'],
    [['checks', 'SANBOX'], 'sandbox'],
    [['--only', 'dikm'], 'dkim'],
    [['--skip', 'dmrc'], 'dmarc'],
    [['policy', '--only', 'inbxo'], 'inbox'],
    [['--identiy', 'example.com'], '--identity'],
    [['explain', '--fromat', 'json', 'x'], '--format'],
    [['polcy'], 'policy'],
    [['explian', '535'], 'explain'],
    [['chekc'], 'check'],
  ])('%j: did you mean %s?', async (args, meant) => {
    const { exitCode, stdout, stderr } = await runOffline(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.toLowerCase()).toContain(`did you mean ${meant}?`);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it.each([[['checks', 'completely-else']], [['--only', 'no/such-*']], [['what is this']]])(
    '%j is like nothing: no guess',
    async (args) => {
      const { exitCode, stderr } = await runOffline(args);
      expect(exitCode).toBe(2);
      expect(stderr).not.toMatch(/did you mean/i);
    },
  );
});

it.each(['check', 'explain', 'checks', 'policy', 'completion'])('%s --help shows examples', async (name) => {
  const { exitCode, stdout } = await runOffline([name, '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Examples:\n`);
  expect(stdout).toMatch(/\n {2}(?:source <\(|[^\n]*\| )?ses-doctor /);
});

it.each(['check', 'explain', 'history', 'survey', 'test', 'checks', 'policy', 'completion'])(
  '%s --help tells defaults in plain words',
  async (name) => {
    const { stdout } = await runOffline([name, '--help']);
    expect(stdout).not.toMatch(/\[\]|default: "|choices: /);
    expect(stdout).not.toMatch(/\(default: [^)]*\)\s*\(default/);
  },
);
