import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';
import type { Scenario } from '../lab/scenario.ts';
import { allStories } from '../lab/stories.ts';

/** Every scenario that asks the world, except those that run the built program: they are told in-process as well. */
const stories = [...(await allStories())].filter(
  ([, { command, through }]) =>
    through === undefined && !['explain', 'history', 'survey', 'test'].includes(command[0] ?? ''),
);

describe('a record replays', () => {
  for (const [name, story] of stories) {
    it.concurrent(name, () => tell(story), 180_000);
  }
});

async function tell(story: Scenario): Promise<void> {
  const { ran, files } = await recorded(story);
  const original = JSON.parse(ran.stdout) as Report;

  const whole = await replay(files['whole.json'] ?? '', story);
  expect(whole.stdout).toBe(ran.stdout);
  expect(whole.exitCode).toBe(ran.exitCode);

  const redacted = await replay(files['redacted.json'] ?? '', story);
  expect(redacted.exitCode, redacted.stderr).toBe(ran.exitCode);
  expect(outline(JSON.parse(redacted.stdout) as Report)).toEqual(outline(original));
}

/** The run of a story, with the record of it as --save-facts writes it, redacted and whole. */
async function recorded(story: Scenario): Promise<{ ran: Ran; files: Record<string, string> }> {
  const lab = await startLab(worldOf(story));
  const files: Record<string, string> = {};
  try {
    const ran = await runInProcess({
      args: commandLine(story, lab, ['--format', 'json', '--save-facts', 'whole.json', '--no-redact']),
      env: { ...lab.env, ...story.env },
      ...(story.files === undefined ? {} : { files: story.files }),
      authoritativePort: lab.dns.authoritativePort,
      host: { write: keepIn(files) },
    });
    // A record of a record: what is redacted later is redacted as well as at once.
    await replay(files['whole.json'] ?? '', story, ['--save-facts', 'redacted.json'], keepIn(files));
    return { ran, files };
  } finally {
    await lab.close();
  }
}

const keepIn =
  (files: Record<string, string>) =>
  async (path: string, text: string): Promise<void> => {
    files[path] = text;
  };

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
