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

/** Nor is a text answered by checks that do not speak of what it tells: that is a finding, and in mild cases a note. */
const texts: Readonly<
  Record<string, { text: string; flags: string[]; exitCode: number; told: 'finding' | 'note' | null }>
> = {
  'verification, and only DKIM is looked at': {
    ...{ text: 'refused', flags: ['--only', 'dkim', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a pause, and only the inbox is looked at': {
    ...{ text: 'paused', flags: ['--only', 'inbox', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a bounce, and bounces are left out': {
    ...{ text: 'bounced', flags: ['--skip', 'bounce', '--skip', 'recipient', '--skip', 'suppression'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a quota, and its very code is left out': {
    ...{ text: 'used', flags: ['--skip', 'quota/*'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a closed port, and only the identity is looked at': {
    ...{ text: 'port', flags: ['--only', 'identity', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a pause, and only messages, of which none is given': {
    ...{ text: 'paused', flags: ['--only', 'message'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'verification, and only templates, of which none is named': {
    ...{ text: 'refused', flags: ['--only', 'template'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'verification, and somebody left that finding out as well': {
    text: 'refused',
    flags: ['--only', 'dkim', '--identity', 'example.com', '--skip', 'send/not-explained-here'],
    ...{ exitCode: 0, told: 'note' },
  },
  'a receiver that asks to try later, and only DKIM is looked at': {
    ...{ text: 'later', flags: ['--only', 'dkim', '--identity', 'example.com'] },
    ...{ exitCode: 0, told: 'note' },
  },
  'verification, and only the identities are looked at': {
    ...{ text: 'refused', flags: ['--only', 'identity*'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'verification, and all that may explain it is looked at': {
    ...{ text: 'refused', flags: ['--only', 'account', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: null },
  },
  'verification of another, and the identities are left out': {
    ...{ text: 'gone', flags: ['--skip', 'identity*', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'verification, and only the sandbox is looked at': {
    ...{ text: 'refused', flags: ['--only', 'sandbox*', '--identity', 'example.com'] },
    ...{ exitCode: 3, told: 'finding' },
  },
  'a pause, and the whole account is looked at': {
    ...{ text: 'paused', flags: ['--only', 'account'] },
    ...{ exitCode: 3, told: null },
  },
  'a success, and only DKIM is looked at': {
    ...{ text: 'sent', flags: ['--only', 'dkim', '--identity', 'example.com'] },
    ...{ exitCode: 0, told: null },
  },
};
const said: Readonly<Record<string, string>> = {
  refused:
    '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@example.com',
  gone: '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: x@gone.example',
  paused: 'AccountSendingPausedException: Sending is paused for this account.',
  bounced: '550 5.1.1 <ann@receiver.example>: Recipient address rejected: User unknown',
  used: '454 Throttling failure: Daily message quota exceeded.',
  port: 'Error: connect ETIMEDOUT email-smtp.eu-west-1.amazonaws.com:25',
  later: '421 4.7.0 Try again later, greylisted',
  sent: '250 Ok 0102018c0a1b2c3d-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-000000',
};

it.each(Object.entries(texts))('a text about %s', async (title, { text, flags, exitCode, told }) => {
  const ran = await play({
    title,
    command: ['--symptom', '-', ...flags],
    files: { '-': said[text] ?? '' },
    expect: { exitCode: 0 },
  });
  const words = 'nothing here answers it';
  const notes = (ran.report?.notes ?? []).filter((one) => one.includes(words));
  const findings = (ran.report?.problems ?? []).filter(({ summary }) => summary.includes(words));
  expect({ exitCode: ran.exitCode, notes: notes.length, codes: findings.map(({ code }) => code) }).toEqual({
    exitCode,
    notes: told === 'note' ? 1 : 0,
    codes: told === 'finding' ? ['send/not-explained-here'] : [],
  });
});
