import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { labAway } from '../bench/lab-away.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { runBuilt } from '../lab/run-built.ts';
import { zonePort, zonePortRefused } from '../lab/zone-port.ts';

const port = await zonePort();
let lab: Awaited<ReturnType<typeof labAway>>;

beforeAll(async () => {
  buildIfNeeded();
  if (port !== null) lab = await labAway('crowded', port);
}, 180_000);
afterAll(() => {
  lab.stop();
});

// In one process the lab would wait for the run it answers, and questions would time out that a network answers.
it.skipIf(port === null).each([50, 500])(
  port === null ? `%s identities. ${zonePortRefused}` : '%s identities: no answer is lost',
  async (count) => {
    const names = Array.from({ length: count }, (_, number) => `sender${String(number)}.example`);
    const { exitCode, stdout, stderr } = await runBuilt({
      args: [
        'check',
        ...lab.args,
        '--identity',
        names.join(','),
        '--no-smtp',
        '--deadline',
        '300',
        '--timeout',
        '60',
        '--json',
      ],
      env: lab.env,
    });
    const report = JSON.parse(stdout) as Report;
    const checks = report.stages.flatMap((stage) => stage.checks);
    expect(checks.filter(({ unanswered }) => unanswered.length > 0)).toEqual([]);
    expect({ exitCode, stderr, verdict: report.verdict }).toEqual({
      exitCode: 0,
      stderr: '',
      verdict: 'pass',
    });
    expect(new Set(checks.flatMap(({ subject }) => subject ?? []))).toEqual(new Set(names));
  },
  300_000,
);
