import { describe, expect, it } from 'vitest';
import type { Host, Progress } from '../../src/cli/host.ts';
import { formats } from '../../src/render/formats.ts';
import type { Report } from '../../src/model/report.ts';
import { dkimTokens, healthyWorld, verifiedDomain } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

interface Waited extends Ran {
  lab: Lab;
  /** How long each pause was to be, in seconds. */
  pauses: readonly number[];
  /** The calls of AWS in each round. */
  rounds: readonly (readonly string[])[];
}

/** Runs with --wait in a world that `repair` changes in the pause before a round (2 is the first). No time passes. */
async function wait(
  args: readonly string[],
  change: (world: World) => void,
  repair: (world: World, round: number) => void = () => undefined,
  host: Partial<Host> = {},
): Promise<Waited> {
  const world = healthyWorld();
  change(world);
  const lab = await startLab(world);
  const pauses: number[] = [];
  const ends: number[] = [];
  let skipped = 0;
  try {
    const ran = await runInProcess({
      args: [...lab.args, '--identity', 'example.com', ...args],
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
      host: {
        clock: () => skipped + ends.length, // as if the questions took no time
        pause: async (milliseconds) => {
          pauses.push(Math.round(milliseconds / 1000));
          ends.push(lab.aws.calls.length);
          skipped += milliseconds;
          repair(world, pauses.length + 1);
        },
        ...host,
      },
    });
    const names = lab.aws.calls.map(({ op }) => op);
    const rounds = [0, ...ends].map((start, index) => names.slice(start, ends[index] ?? names.length));
    return { ...ran, lab, pauses, rounds };
  } finally {
    await lab.close();
  }
}

const pending = ({ region }: World): void => {
  region.identities['example.com'] = {
    ...verifiedDomain('example.com'),
    VerifiedForSendingStatus: false,
    VerificationStatus: 'PENDING',
  };
};
const verified = ({ region }: World): void => {
  region.identities['example.com'] = verifiedDomain('example.com');
};
const reportOf = ({ stdout }: Ran): Report => JSON.parse(stdout) as Report;

describe('--wait', () => {
  it('asks once when nothing is wrong', async () => {
    const { exitCode, pauses } = await wait(['--wait', '10m'], () => undefined);
    expect({ exitCode, pauses }).toEqual({ exitCode: 0, pauses: [] });
  });

  it('ends with 0 as soon as the world is in order', async () => {
    const ran = await wait(['--wait', '10m', '--format', 'json'], pending, (world, round) => {
      if (round === 3) verified(world);
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.pauses).toEqual([5, 10]);
    expect(reportOf(ran)).toMatchObject({ exitCode: 0, verdict: 'pass' });
  });

  it('asks again only for what was not green', async () => {
    const { rounds } = await wait(['--wait', '10m'], pending, verified);
    const [first = [], second = []] = rounds;
    expect(first).toContain('GetMetricData');
    expect(second).toContain('GetEmailIdentity');
    for (const green of ['GetMetricData', 'ListEmailIdentities', 'GetSuppressedDestination'])
      expect(second).not.toContain(green);
    expect(second.length).toBeLessThan(first.length);
  });

  it('asks DNS again', async () => {
    const name = `${dkimTokens('example.com')[0]}._domainkey.example.com`;
    const ran = await wait(
      ['--wait', '10m', '--only', 'dkim-records'],
      ({ dns }) => {
        dns.faults.push({ name, at: 'resolver', kind: 'servfail' });
      },
      ({ dns }) => {
        dns.faults.length = 0;
      },
    );
    expect({ exitCode: ran.exitCode, pauses: ran.pauses }).toEqual({ exitCode: 0, pauses: [5] });
    expect(ran.lab.dns.questions.filter((question) => question.name === name).length).toBeGreaterThan(1);
  });

  it('doubles its pauses up to a minute, and ends when the time is up', async () => {
    const ran = await wait(['--wait', '4m', '--format', 'json'], pending);
    expect(ran.exitCode).toBe(1);
    expect(ran.pauses).toEqual([5, 10, 20, 40, 60, 60, 45]);
    expect(reportOf(ran).exitCode).toBe(1);
  });

  it.each<[string, (world: World) => void, readonly string[], number]>([
    ['permissions are missing', ({ aws }) => (aws.faults = [{ op: 'GetMetricData', kind: 'deny' }]), [], 3],
    ['everything is denied', ({ aws }) => (aws.faults = [{ op: '*', kind: 'deny' }]), [], 3],
    ['the Region is none', () => undefined, ['--region', 'eu-nowhere-9'], 3],
    [
      'what else is wrong is only a warning',
      ({ aws, region }) => {
        region.account.SendQuota = { Max24HourSend: 1000, MaxSendRate: 14, SentLast24Hours: 850 };
        aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
      },
      [],
      3,
    ],
  ])('ends at once when %s: that does not change by waiting', async (_name, change, flags, code) => {
    const { exitCode, pauses } = await wait(['--wait', '10m', '--only', 'account', ...flags], change);
    expect({ exitCode, pauses }).toEqual({ exitCode: code, pauses: [] });
  });

  it('waits on while an error stands beside what is denied', async () => {
    const { exitCode, pauses } = await wait(['--wait', '8s', '--only', 'account'], (world) => {
      pending(world);
      world.aws.faults = [{ op: 'GetMetricData', kind: 'deny' }];
    });
    expect({ exitCode, pauses }).toEqual({ exitCode: 1, pauses: [5, 3] });
  });

  it('waits for a warning with --fail-on warning', async () => {
    const quota = (sent: number) => (world: World) => {
      world.region.account.SendQuota = { Max24HourSend: 1000, MaxSendRate: 14, SentLast24Hours: sent };
    };
    const flags = ['--wait', '10m', '--fail-on', 'warning', '--only', 'quota'];
    const { exitCode, pauses } = await wait(flags, quota(850), quota(1));
    expect({ exitCode, pauses }).toEqual({ exitCode: 0, pauses: [5] });
  });

  it('numbers the rounds in ndjson, with a report after each', async () => {
    const { stdout } = await wait(
      ['--wait', '10m', '--format', 'ndjson', '--only', 'account'],
      pending,
      verified,
    );
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; round: number; exitCode?: number });
    const reports = lines.filter(({ type }) => type === 'report');
    expect(reports.map(({ round, exitCode }) => [round, exitCode])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(lines.findIndex(({ round }) => round === 2)).toBeGreaterThan(
      lines.findIndex(({ type }) => type === 'report'),
    );
    expect(lines.at(-1)?.type).toBe('report');
  });

  it.each(formats.filter((format) => format !== 'ndjson'))(
    'prints one report, the last: %s',
    async (format) => {
      const flags = ['--only', 'identity', '--format', format];
      const waited = await wait(['--wait', '10m', ...flags], pending, verified);
      const once = await wait(flags, () => undefined);
      const steady = (text: string): string =>
        text.replaceAll(/127\.0\.0\.1:\d+|\d{4}-\d\d-\d\d[T ][\d:.]+|durationMs": \d+|time="[\d.]+"/g, '');
      expect(waited.exitCode).toBe(0);
      expect(steady(waited.stdout)).toBe(steady(once.stdout));
    },
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('prints what is there when %s comes in a pause', async (signal, code) => {
    const controller = new AbortController();
    const ran = await wait(['--wait', '10m', '--format', 'json'], pending, () => undefined, {
      interrupted: controller.signal,
      pause: async () => {
        controller.abort(signal);
      },
    });
    expect(ran.exitCode).toBe(code);
    expect(reportOf(ran)).toMatchObject({ exitCode: code, verdict: 'fail' });
  });
});

describe('what --wait says', () => {
  it('after each round: what still fails, and when the next try is, off a terminal too', async () => {
    const { stderr } = await wait(['--wait', '10m', '--format', 'json'], pending, (world, round) => {
      if (round === 3) verified(world);
    });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'ses-doctor: still failing: identity/verification-pending; next try in 5 s (round 2)',
      'ses-doctor: still failing: identity/verification-pending; next try in 10 s (round 3)',
    ]);
  });

  it('on a terminal each second how long that still is, and the line of each round but once', async () => {
    const said: string[] = [];
    const show = (text: string): void => {
      said.push(text);
    };
    const progress = async (): Promise<Progress> => ({
      show,
      update: () => undefined,
      stop: () => undefined,
    });
    const { stderr, pauses } = await wait(['--wait', '12s', '--only', 'identity'], pending, () => undefined, {
      progress,
    });
    const counted = said.filter((text) => text.startsWith('next try'));
    expect(counted).toEqual([
      ...[5, 4, 3, 2, 1].map((left) => `next try in ${String(left)} s (round 2)`),
      ...[7, 6, 5, 4, 3, 2, 1].map((left) => `next try in ${String(left)} s (round 3)`),
    ]);
    expect(pauses).toEqual(Array.from({ length: 12 }, () => 1));
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  it('counts no further when a signal comes', async () => {
    const controller = new AbortController();
    const said: string[] = [];
    const ran = await wait(['--wait', '10m', '--only', 'identity'], pending, () => undefined, {
      progress: async () => ({
        show: (text) => {
          said.push(text);
        },
        update: () => undefined,
        stop: () => undefined,
      }),
      interrupted: controller.signal,
      pause: async () => {
        controller.abort('SIGINT');
      },
    });
    expect(ran.exitCode).toBe(130);
    expect(said.filter((text) => text.startsWith('next try'))).toEqual(['next try in 5 s (round 2)']);
  });

  it('which check is unknown, where nothing fails', async () => {
    const { stderr } = await wait(['--wait', '5s', '--only', 'quota'], ({ aws }) => {
      aws.faults = [{ op: 'GetAccount', kind: 'server-error' }];
    });
    expect(stderr).toContain('still unknown: quota; next try in');
  });

  it('nothing with --quiet', async () => {
    expect((await wait(['--wait', '5s', '-q'], pending)).stderr).toBe('');
  });
});
