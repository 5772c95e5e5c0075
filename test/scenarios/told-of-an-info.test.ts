import { describe, it } from 'vitest';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/** What is only worth knowing where nobody has trouble is as grave as the text that tells of it: its mail was refused. */

const flags = ['--identity', 'example.com'];
const host = 'email-smtp.eu-west-1.amazonaws.com';
type Ports = NonNullable<World['smtp']>['ports'];
const ports =
  (some: Ports) =>
  (world: World): void => {
    world.smtp = { numbers: 'real', ports: some };
  };
const others: Ports = { 465: { tls: 'implicit' }, 2465: { tls: 'implicit' }, 2587: {} };

const role = 'arn:aws:iam::111122223333:role/mailer';
const denied = (action: string): string =>
  `User: arn:aws:sts::111122223333:assumed-role/mailer/fn is not authorized to perform: ${action} on resource: arn:aws:ses:eu-west-1:111122223333:identity/example.com because no identity-based policy allows the ${action} action`;
const allows =
  (...actions: readonly string[]) =>
  ({ region }: World): void => {
    region.principals[role] = [{ effect: 'Allow', actions: [...actions], resources: ['*'] }];
  };

const stories: Readonly<Record<string, JoinedStory>> = {
  'port 25 timed out, and does': {
    text: `Connection timed out: ${host}:25`,
    world: ports({ ...others, 25: 'black-hole', 587: {} }),
    flags,
    exitCode: 1,
    first: 'smtp/port-blocked',
  },
  'port 587 is closed to the program, and is': {
    text: `connect ECONNREFUSED ${host}:587`,
    world: ports({ ...others, 25: {}, 587: 'closed' }),
    flags,
    exitCode: 1,
    first: 'smtp/connection-refused',
  },
  'the action that IAM denies is the one that was refused': {
    text: denied('ses:SendRawEmail'),
    world: allows('ses:SendEmail'),
    flags,
    exitCode: 1,
    first: 'send/access-denied',
  },
  'another text, beside a port that is closed': {
    text: 'Daily message quota exceeded.',
    world: ports({ ...others, 25: 'black-hole', 587: {} }),
    flags,
    exitCode: 0,
    hasNot: ['smtp/connection-refused'],
  },
};

describe('an info that a text tells of as trouble', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    await tellJoined(title, story);
  });
});
