import { describe, expect, it } from 'vitest';
import type { StatementWorld } from '../lab/aws/world.ts';
import { play } from '../lab/play.ts';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/** A text tells of several users and roles that were refused: IAM is asked about each, and what it says of one answers no other. */

const flags = ['--identity', 'example.com', '--only', 'send*'];
const identity = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
const denied = (who: string, action = 'ses:SendEmail'): string =>
  `AccessDeniedException: User: arn:aws:${who} is not authorized to perform: ${action} on resource: ${identity} because no identity-based policy allows the ${action} action`;
const session = (name: string, of = 'fn'): string => `sts::111122223333:assumed-role/${name}/${of}`;
const user = 'iam::111122223333:user/relay';
const allow = (...actions: string[]): StatementWorld => ({ effect: 'Allow', actions, resources: ['*'] });
const may =
  (principals: Readonly<Record<string, readonly StatementWorld[]>>) =>
  ({ region }: World): void => {
    for (const [who, statements] of Object.entries(principals))
      region.principals[`arn:aws:iam::111122223333:${who}`] = [...statements];
  };
const everything = [allow('ses:*')];

const stories: Readonly<Record<string, JoinedStory>> = {
  'the first may by now, the second may not': {
    text: `${denied(session('web'))}\n${denied(session('batch'))}`,
    world: may({ 'role/web': everything, 'role/batch': [] }),
    ...{ flags, exitCode: 1, first: 'send/access-denied', says: ['role/batch'] },
  },
  'the second may by now, the first may not': {
    text: `${denied(session('web'))}\n${denied(session('batch'))}`,
    world: may({ 'role/web': [], 'role/batch': everything }),
    ...{ flags, exitCode: 1, first: 'send/access-denied', says: ['role/web'] },
  },
  'both may by now': {
    text: `${denied(session('web'))}\n${denied(session('batch'))}`,
    world: may({ 'role/web': everything, 'role/batch': everything }),
    ...{ flags, exitCode: 3, first: 'send/not-explained-here', refuted: ['send/access-denied'] },
  },
  'a role and a user, and the user may only do the other thing': {
    text: `${denied(session('web'))}\n${denied(user, 'ses:SendRawEmail')}`,
    world: may({ 'role/web': everything, 'user/relay': [allow('ses:SendEmail')] }),
    ...{ flags, exitCode: 1, first: 'send/access-denied', says: ['user/relay'] },
  },
  'two sessions of one role, and a third role, which all may': {
    text: [session('web', 'a'), session('web', 'b'), session('batch')].map((who) => denied(who)).join('\n'),
    world: may({ 'role/web': everything, 'role/batch': everything }),
    ...{ flags, exitCode: 3, first: 'send/not-explained-here', refuted: ['send/access-denied'] },
  },
  'of the second IAM knows nothing: its failure stands': {
    text: `${denied(session('web'))}\n${denied(session('gone'))}`,
    world: may({ 'role/web': everything }),
    ...{ flags, exitCode: 1, first: 'send/access-denied', says: ['assumed-role/gone'] },
  },
};

describe('a text about several principals', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    await tellJoined(title, story);
  });
});

it('no principal is named: nothing was looked at', async () => {
  const { report, exitCode } = await play({
    title: 'all worlds are left alone',
    command: ['--identity', 'example.com', '--no-aws', '--no-dns'],
    expect: { exitCode: 3 },
  });
  expect({ exitCode, lookedAt: report?.lookedAt }).toEqual({ exitCode: 3, lookedAt: false });
});
