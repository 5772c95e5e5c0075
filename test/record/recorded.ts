import type { RunRecord } from '../../src/record/record.ts';
import { sealName } from '../../src/record/seal.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { Scenario } from '../lab/scenario.ts';
import { storyCalled } from '../lab/stories.ts';

/** The record of a scenario, nothing redacted, and without its digest, so that a test may change it. */
export async function recordOf(name: string): Promise<RunRecord> {
  const story = (await storyCalled(name)) as Scenario;
  const lab = await startLab(worldOf(story));
  let record = '';
  try {
    await runInProcess({
      args: commandLine(story, lab, ['--json', '--save-facts', 'facts.json', '--no-redact']),
      env: { ...lab.env, ...story.env },
      ...(story.files === undefined ? {} : { files: story.files }),
      authoritativePort: lab.dns.authoritativePort,
      host: {
        write: async (_path, text) => {
          record = text;
        },
      },
    });
  } finally {
    await lab.close();
  }
  const { [sealName]: _, ...whole } = JSON.parse(record) as RunRecord & { [sealName]: string };
  return whole;
}
