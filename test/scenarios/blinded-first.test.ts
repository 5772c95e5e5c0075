import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/render/text/text.ts';
import { play } from '../lab/play.ts';
import type { AwsFault } from '../lab/aws/faults.ts';
import type { World } from '../lab/world.ts';

/** What keeps a run from looking stands above the warnings of what it could see, as the headline says. */

const withoutDmarc = ({ dns }: World): void => {
  delete dns.names['_dmarc.example.com'];
};
const every = (type: string, message = 'no'): AwsFault => ({ op: '*', kind: 'error', type, message });

const look = async (
  faults: readonly AwsFault[],
  world: (world: World) => void,
  more: readonly string[] = [],
) => {
  const { report, stderr, exitCode } = await play({
    title: 'blind',
    world: (all) => {
      world(all);
      all.aws.faults.push(...faults);
    },
    command: ['--identity', 'example.com', ...more],
    expect: { exitCode: 3 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  const quiet = renderText(report, {
    ...{ columns: 80, colorLevel: 0, quiet: true, verbose: false, terminal: false },
  });
  return { causes: report.causes, quiet, exitCode };
};

describe('what blinds the run comes first', () => {
  it.each([
    ['an expired session', [every('ExpiredTokenException')], [], 'access/credentials-expired'],
    [
      'a key that AWS does not know',
      [every('UnrecognizedClientException')],
      [],
      'access/credentials-rejected',
    ],
    ['a role that may nothing', [{ op: '*', kind: 'deny' } as const], [], 'access/denied'],
    ['a throttle on everything', [{ op: '*', kind: 'throttle' } as const], [], 'access/throttled'],
    ['a profile that is not there', [], ['--profile', 'nope'], 'access/profile-not-found'],
  ] as const)('%s', async (_, faults, flags, code) => {
    const { causes, quiet, exitCode } = await look(faults, withoutDmarc, flags);
    expect(causes.slice(0, 2)).toEqual([code, 'dmarc/missing']);
    expect(exitCode).toBe(3);
    const lines = quiet.split('\n');
    const step = lines.findIndex((line) => line.startsWith('  → '));
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(lines.findIndex((line) => line.includes('dmarc/missing')));
    expect(lines.length).toBeLessThanOrEqual(16);
  });
});

describe('what blinds one question alone comes after the warnings', () => {
  it.each([
    ['one call denied', [{ op: 'GetMetricData', kind: 'deny' } as const], 'access/denied'],
    ['one call throttled', [{ op: 'GetMetricData', kind: 'throttle' } as const], 'access/throttled'],
  ] as const)('%s', async (_, faults, code) => {
    const { causes } = await look(faults, withoutDmarc);
    expect(causes).toEqual(['dmarc/missing', code]);
  });

  it('and nothing is blind in a healthy world', async () => {
    expect((await look([], () => undefined)).causes).toEqual([]);
  });
});

it('an error that was seen stays above what could not be', async () => {
  const { causes } = await look([every('ExpiredTokenException')], ({ dns }) => {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] };
  });
  expect(causes[0]).toMatch(/^dmarc\//);
});
