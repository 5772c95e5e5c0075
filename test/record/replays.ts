import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import type { Scenario } from '../lab/scenario.ts';

/** The flags by which a run writes the record that `expectReplay` replays. */
export const recording = ['--save-facts', 'whole.json', '--no-redact'];

/** Whether a story asks the world for a report of checks: of that there is a record. */
export const isRecorded = ({ command: [first = ''], through }: Scenario): boolean =>
  through === undefined && !['explain', 'history', 'survey', 'test'].includes(first);

/**
 * A record gives the report of the run that wrote it, byte for byte; redacted, it gives the same codes, statuses and exit
 * code.
 */
export async function expectReplay(story: Scenario, ran: Ran, record: string): Promise<void> {
  let redacted = '';
  // A record of a record: what is redacted later is redacted as well as at once.
  const whole = await replay(record, story, ['--save-facts', 'redacted.json'], async (_, text) => {
    redacted = text;
  });
  expect(whole.stdout).toBe(ran.stdout);
  expect(whole.exitCode).toBe(ran.exitCode);

  const again = await replay(redacted, story);
  expect(again.exitCode, again.stderr).toBe(ran.exitCode);
  expect(outline(JSON.parse(again.stdout) as Report)).toEqual(outline(JSON.parse(ran.stdout) as Report));
}

/** Replays a record with nothing to ask: no lab, no credentials. */
async function replay(
  record: string,
  { files }: Scenario,
  more: readonly string[] = [],
  write: (path: string, text: string) => Promise<void> = async () => undefined,
): Promise<Ran> {
  return await runInProcess({
    args: ['check', '--format', 'json', '--facts', 'record.json', ...more],
    env: {},
    files: { ...files, 'record.json': record },
    authoritativePort: 0,
    host: { write },
  });
}

/** What a redacted replay must give as well: codes, statuses, exit code, in order. */
const outline = ({ verdict, exitCode, causes, refuted, stages }: Report): object => ({
  verdict,
  exitCode,
  causes,
  refuted: refuted.map(({ code }) => code),
  checks: stages.flatMap(({ checks }) =>
    checks.map(({ id, status, findings, unanswered }) => ({
      id,
      status,
      findings: findings.map(({ code, severity, basis }) => `${severity} ${code} ${basis}`),
      unanswered: unanswered.map(({ reason, counts }) => `${reason} ${String(counts)}`),
    })),
  ),
});
