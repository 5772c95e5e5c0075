import { describe, expect, it } from 'vitest';
import { readingOnly, type SendingAction, sendingCalls } from '../../src/model/sending-calls.ts';
import { remains, sendingWorld } from '../lab/aws/sending/world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { allStories } from '../lab/stories.ts';
import { everythingAsked } from '../scenarios/everything-asked.ts';

const writes = new Set(
  Object.keys(sendingCalls)
    .filter((action) => !readingOnly.has(action as SendingAction))
    .map((action) => action.slice(action.indexOf(':') + 1)),
);

const stories = await allStories();
const named = ['survey/mixed', 'history/rise', 'showpiece/broken-account'].flatMap((name) => {
  const story = stories.get(name);
  return story === undefined ? [] : [[name, story] as const];
});
const explained = [...stories].filter(([, { command }]) => command[0] === 'explain').slice(0, 3);
/** `test` itself writes. */
const asked = [...everythingAsked].filter(([, { command }]) => command[0] !== 'test');

describe('an account that would take messages and let queues be made', () => {
  it('is asked by every command but `test`', () => {
    const commands = [...asked, ...named, ...explained].map(
      ([
        ,
        {
          command: [first = ''],
        },
      ]) => (first.startsWith('-') || first.includes('.') ? 'check' : first),
    );
    expect([...new Set(commands)]).toEqual(expect.arrayContaining(['check', 'survey', 'history', 'explain']));
  });

  it.each([...asked, ...named, ...explained])(
    'gets nothing but questions: %s',
    { timeout: 120_000 },
    async (_name, story) => {
      const world = worldOf(story);
      const sending = sendingWorld();
      for (const region of Object.values(world.aws.regions)) if (region !== null) region.sending = sending;
      const lab = await startLab(world);
      try {
        await runInProcess({
          args: commandLine(story, lab),
          env: { ...lab.env, ...story.env },
          ...(story.files !== undefined && { files: story.files }),
          authoritativePort: lab.dns.authoritativePort,
          standIns: lab.standIns,
        });
        expect(lab.aws.calls.map(({ op }) => op).filter((op) => writes.has(op))).toEqual([]);
        expect([...sending.sent, ...remains(sending)]).toEqual([]);
      } finally {
        await lab.close();
      }
    },
  );
});
