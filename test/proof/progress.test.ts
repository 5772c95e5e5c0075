import { expect, it } from 'vitest';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { type SendingPath, sendingPaths } from '../lab/sending-paths.ts';

/** What the spinner said while an event was waited for that never comes. */
async function saidThrough(path: SendingPath, more: readonly string[]): Promise<readonly string[]> {
  const world = sendingPaths[path]();
  world.region.sending?.mute.push('Complaint');
  const said: string[] = [];
  const lab = await startLab(world);
  try {
    await runInProcess({
      args: commandLine(
        { title: '', command: ['test', 'example.com', ...more], expect: { exitCode: 0, codes: [] } },
        lab,
      ),
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
      host: {
        ...quickTime(),
        progress: async () => ({
          update: () => undefined,
          show: (text) => void said.push(text),
          stop: () => undefined,
        }),
      },
    });
  } finally {
    await lab.close();
  }
  return said;
}

it.each<[SendingPath, readonly string[], RegExp]>([
  ['topic', ['--tap', '--wait', '2m'], /^waiting for 1 event through ses-feedback; at most 1 minute more$/],
  [
    'bus',
    ['--tap', '--wait', '2m'],
    /^waiting for 1 event through event-bus\/default; at most 1 minute more$/,
  ],
  ['topic', [], /^waiting for what CloudWatch counts at ses-feedback; at most \d+ minutes? .*more$/],
  [
    'stream',
    ['--tap', '--read-bucket'],
    /^waiting for the objects of ses-events; at most \d+ minutes? .*more$/,
  ],
])('the spinner says what is waited for and how long: %s %j', async (path, more, wanted) => {
  expect(await saidThrough(path, more)).toEqual(expect.arrayContaining([expect.stringMatching(wanted)]));
});
