import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../src/render/github.ts';
import { renderText } from '../../src/render/text/text.ts';
import type { DnsFault } from '../lab/dns/faults.ts';
import type { World } from '../lab/world.ts';
import { reportOf, runWithFaults } from './run-with-faults.ts';

/** A resolver that has no answer for anything is one fact, in every format. */

const plain = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;

interface Look {
  faults?: readonly DnsFault[];
  world?: (world: World) => void;
  flags?: readonly string[];
}

async function look({ faults = [], world = () => undefined, flags = [] }: Look) {
  const command = ['--identity', 'example.com', '--recipient', 'someone@receiver.example', ...flags];
  const played = await runWithFaults(
    { title: 'a dead resolver', world, command, expect: { exitCode: 3 } },
    faults,
  );
  return { report: reportOf(played), exitCode: played.exitCode };
}

const dead = (
  kind: 'servfail' | 'refused' | 'timeout' | 'garbage' | 'formerr',
  name = '*',
): readonly DnsFault[] => [{ kind, name, at: 'resolver' }];

describe('one fact is one cause', () => {
  it.each(['servfail', 'refused', 'timeout', 'garbage', 'formerr'] as const)('%s', async (kind) => {
    const { report, exitCode } = await look({ faults: dead(kind) });
    expect(exitCode).toBe(3);
    expect(report.causes).toEqual(['access/dns-unreachable']);
    const [first] = report.problems;
    expect(first?.summary).toMatch(/^DNS could not be asked: the resolver 127\.0\.0\.1 [^;]+\.$/);
    // Nothing is known of any record: none is missing, none is there.
    expect(report.problems.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual(
      [],
    );
    const shown = renderText(report, plain);
    expect(shown.split('\n').length).toBeLessThanOrEqual(26);
    expect(shown).not.toMatch(/\? Unknown|temperror/);
    const annotations = renderGithub(report)
      .split('\n')
      .filter((line) => line.startsWith('::warning'));
    expect(annotations).toHaveLength(1);
  });

  it('beside a warning of AWS it comes first, and the warning stays', async () => {
    const { report } = await look({
      faults: dead('refused'),
      world({ region }) {
        region.account.SendQuota = { Max24HourSend: 50000, MaxSendRate: 14, SentLast24Hours: 45000 };
      },
    });
    expect(report.causes).toEqual(['access/dns-unreachable', 'quota/daily-nearly-exhausted']);
  });

  it('beside an error of AWS it comes after that', async () => {
    const { report, exitCode } = await look({
      faults: dead('refused'),
      world({ region }) {
        region.account.SendingEnabled = false;
      },
    });
    expect(report.causes).toEqual(['sending/disabled-by-you', 'access/dns-unreachable']);
    expect(exitCode).toBe(1);
  });
});

describe('a resolver that answers', () => {
  it.each([
    ['fails for the domain of the recipient alone', 'receiver.example'],
    ['fails for one record alone', '_dmarc.example.com'],
  ])('%s', async (_, name) => {
    const { report } = await look({ faults: dead('servfail', name) });
    expect(report.problems.map(({ code }) => code)).not.toContain('access/dns-unreachable');
  });

  it('is no matter in a healthy world, nor where DNS is left alone', async () => {
    const healthy = await look({});
    expect(healthy.exitCode).toBe(0);
    expect(healthy.report.causes).toEqual([]);
    const alone = await look({ faults: dead('refused'), flags: ['--no-dns'] });
    expect(alone.report.causes).toEqual([]);
  });
});
