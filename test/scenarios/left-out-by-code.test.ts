import { expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** Who asks for one code, or skips one, hears of the errors that were seen beside it: a tick is about the whole check. */

const off = ({ region }: World): void => {
  region.account.SendingEnabled = false;
};

const stories: Readonly<Record<string, { world?: (world: World) => void; flags: string[]; note: boolean }>> =
  {
    'one code of a check that finds another': {
      ...{ world: off, flags: ['--only', 'sending/paused-by-aws'], note: true },
    },
    'the code that is so is skipped': {
      ...{ world: off, flags: ['--skip', 'sending/disabled-by-you'], note: true },
    },
    'the whole check is skipped: nothing was seen': {
      ...{ world: off, flags: ['--skip', 'sending'], note: false },
    },
    'a sound account': { flags: ['--only', 'sending/paused-by-aws'], note: false },
  };

it.each(Object.entries(stories))('%s', async (title, { world, flags, note }) => {
  const { report, exitCode } = await play({
    title,
    ...(world !== undefined && { world }),
    command: ['--identity', 'example.com', ...flags],
    expect: { exitCode: 0 },
  });
  const said = (report?.notes ?? []).filter((text) => text.includes('left out of this report'));
  expect({ exitCode, said: said.length }).toEqual({ exitCode: 0, said: note ? 1 : 0 });
  if (note) expect(said[0] ?? '').toContain('sending/disabled-by-you');
});
