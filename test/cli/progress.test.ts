import { describe, expect, it } from 'vitest';
import type { Host, Progress } from '../../src/cli/host.ts';
import { readingProgress } from '../../src/cli/reading-progress.ts';
import { waitingFor } from '../../src/cli/waiting-for.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { runInProcess } from '../lab/run-in-process.ts';

/** A terminal that keeps what it was told to show. */
function recorded(): { shown: string[]; progress: () => Promise<Progress> } {
  const shown: string[] = [];
  return {
    shown,
    progress: async () => ({
      update: (text) => shown.push(`asking for ${text}`),
      show: (text) => shown.push(text),
      stop: () => shown.push('stop'),
    }),
  };
}

describe('what a run waits for', () => {
  it('is the question that has been open for longest, and how many there are beside it', () => {
    const shown: string[] = [];
    const { onProgress, onEnd } = waitingFor({ update: (text) => shown.push(text) });
    onProgress('the account', 'account');
    onProgress('the sender', 'identity');
    onProgress('the account, page 2', 'account');
    onEnd('account');
    onEnd('identity');
    expect(shown).toEqual([
      'the account',
      'the account, and 1 more',
      'the account, page 2, and 1 more',
      'the sender',
    ]);
  });

  it('is nothing without a terminal', () => {
    const { onProgress, onEnd } = waitingFor(null);
    onProgress('the account', 'account');
    onEnd('account');
  });
});

describe('reading', () => {
  it('says nothing of what is read at once', async () => {
    const { shown, progress } = recorded();
    const reading = readingProgress('a file', { progress });
    reading.read(10);
    await reading.stop();
    expect(shown).toEqual([]);
  });

  it('says what it waits for, and how much came', async () => {
    const { shown, progress } = recorded();
    let started = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    const host: Pick<Host, 'progress'> = {
      progress: async () => {
        started();
        return await progress();
      },
    };
    const reading = readingProgress('standard input', host);
    await begun;
    reading.read(2000);
    reading.read(3_000_000);
    await reading.stop();
    expect(shown.at(-1)).toBe('stop');
    expect(shown).toContain('reading standard input: 2.9 MB');
  });
});

describe('every command that asks or reads names what it waits for', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['check', ['--identity', 'example.com'], /^asking for /],
    ['survey', ['survey'], /^finding the accounts/],
  ])('%s', async (_name, args, expected) => {
    const lab = await startLab(healthyWorld());
    try {
      const { shown, progress } = recorded();
      const [, endpoint = '', , resolver = ''] = lab.args;
      const where =
        args[0] === 'survey' ? ['--endpoint-url', endpoint, '--resolver', resolver] : [...lab.args];
      const { exitCode, stderr } = await runInProcess({
        args: [...args, ...where],
        env: lab.env,
        authoritativePort: lab.dns.authoritativePort,
        host: { progress },
      });
      expect(exitCode, stderr).toBe(0);
      expect(shown.some((text) => expected.test(text))).toBe(true);
      expect(shown.at(-1)).toBe('stop');
    } finally {
      await lab.close();
    }
  });
});
