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

/** Nor is a text answered by checks that do not speak of what it tells. */
const texts: Readonly<Record<string, { text: string; flags: string[]; exitCode: number; note: boolean }>> = {
  'verification, and only DKIM is looked at': {
    text: 'refused',
    flags: ['--only', 'dkim', '--identity', 'example.com'],
    ...{ exitCode: 0, note: true },
  },
  'verification, and only templates, of which none is named': {
    text: 'refused',
    flags: ['--only', 'template'],
    ...{ exitCode: 3, note: true },
  },
  'verification, and only the identities are looked at': {
    text: 'refused',
    flags: ['--only', 'identity*'],
    ...{ exitCode: 3, note: false },
  },
  'a pause, and only messages, of which none is given': {
    text: 'paused',
    flags: ['--only', 'message'],
    ...{ exitCode: 3, note: true },
  },
  'a success, and only DKIM is looked at': {
    text: 'sent',
    flags: ['--only', 'dkim', '--identity', 'example.com'],
    ...{ exitCode: 0, note: false },
  },
};
const said: Readonly<Record<string, string>> = {
  refused:
    '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com',
  paused: 'AccountSendingPausedException: Sending is paused for this account.',
  sent: '250 Ok 0102018c0a1b2c3d-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-000000',
};

it.each(Object.entries(texts))('a text about %s', async (title, { text, flags, exitCode, note }) => {
  const ran = await play({
    title,
    command: ['--symptom', '-', ...flags],
    files: { '-': said[text] ?? '' },
    expect: { exitCode: 0 },
  });
  const notes = (ran.report?.notes ?? []).filter((one) => one.includes('nothing here answers it'));
  expect({ exitCode: ran.exitCode, notes: notes.length }).toEqual({ exitCode, notes: note ? 1 : 0 });
});
