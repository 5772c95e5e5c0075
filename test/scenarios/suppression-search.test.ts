import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { builtProgram } from '../lab/run-built.ts';
import { suppressionList } from '../lab/suppression-list.ts';

const recipient = 'someone@receiver.example';

/** The lab with a suppression list of this many entries; the last of them is the recipient in another case. */
async function labWith(entries: number, delayMs = 0): Promise<Lab> {
  const world = healthyWorld();
  world.region.suppressed = [
    ...suppressionList(entries - 1, [
      {
        EmailAddress: 'Someone@Receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ]),
  ];
  world.aws.delayMs = delayMs;
  return await startLab(world);
}

interface Ended {
  exitCode: number | null;
  report: Report;
  /** Largest resident set in megabytes. */
  peak: number;
}

/** Writes its largest resident set, in kilobytes, as the last line of standard error. */
const meter =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

async function search(
  lab: Lab,
  during: (kill: () => void) => Promise<void> = async () => undefined,
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      `--import=${meter}`,
      builtProgram,
      ...lab.args,
      ...['--recipient', recipient, '--only', 'suppression', '--search-suppression', '--format', 'json'],
    ],
    { env: { PATH: process.env['PATH'], CI: 'true', ...lab.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await during(() => child.kill('SIGINT'));
  const exitCode = await ended;
  const peak = Number(stderr.trimEnd().split('\n').at(-1)) / 1024;
  return { exitCode, report: JSON.parse(stdout) as Report, peak };
}

const checkOf = ({ report }: Ended) =>
  report.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'suppression');

const pagesAsked = (lab: Lab): number =>
  lab.aws.calls.filter(({ op }) => op === 'ListSuppressedDestinations').length;

describe('a suppression list of 100,000 entries, searched by the built program', () => {
  beforeAll(buildIfNeeded, 60_000);

  it('is searched to its end, with the memory that a tenth of it takes', async () => {
    const [small, large] = [await labWith(10_000), await labWith(100_000)];
    const [tenth, whole] = [await search(small), await search(large)];
    await Promise.all([small.close(), large.close()]);
    for (const one of [tenth, whole]) {
      expect(one.exitCode).toBe(1);
      expect(checkOf(one)?.findings.map(({ code }) => code)).toEqual(['suppression/case-variant']);
    }
    expect(pagesAsked(large)).toBe(100);
    // The entries alone would be more than this; what differs is how full the young generation happens to be.
    expect(whole.peak - tenth.peak).toBeLessThan(40);
  }, 180_000);

  it('is left at Ctrl-C, and the report says how far the search came', async () => {
    const lab = await labWith(100_000, 100);
    const ended = await search(lab, async (kill) => {
      while (pagesAsked(lab) < 5) await sleep(50);
      kill();
    });
    const asked = pagesAsked(lab);
    await lab.close();
    expect(ended.exitCode).toBe(130);
    expect(ended.report.exitCode).toBe(130);
    expect(asked).toBeLessThan(100);
    // The search was asked for with a flag: without its end there is no answer.
    expect(checkOf(ended)?.status).toBe('unknown');
    expect(checkOf(ended)?.because).toMatch(
      /^\d{1,2},000 entries of the suppression list were searched .* not all/,
    );
  }, 180_000);
});
