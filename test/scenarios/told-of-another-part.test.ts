import { describe, it } from 'vitest';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { StatementWorld } from '../lab/aws/world.ts';
import type { World } from '../lab/world.ts';

/** A text tells of one action or one port: what is seen of another one neither answers it nor takes its place. */

const flags = ['--identity', 'example.com'];
const host = 'email-smtp.eu-west-1.amazonaws.com';
type Ports = NonNullable<World['smtp']>['ports'];
const ports =
  (some: Ports) =>
  (world: World): void => {
    const open: Ports = { 25: {}, 465: { tls: 'implicit' }, 587: {}, 2465: { tls: 'implicit' }, 2587: {} };
    world.smtp = { numbers: 'real', ports: { ...open, ...some } };
  };

const role = 'arn:aws:iam::111122223333:role/mailer';
const identity = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
const denied = (action: string, because = `no identity-based policy allows the ${action} action`): string =>
  `User: arn:aws:sts::111122223333:assumed-role/mailer/fn is not authorized to perform: ${action} on resource: ${identity} because ${because}`;
const may =
  (...statements: readonly StatementWorld[]) =>
  ({ region }: World): void => {
    region.principals[role] = [...statements];
  };
const allow = (...actions: string[]): StatementWorld => ({ effect: 'Allow', actions, resources: ['*'] });
const deny = (...actions: string[]): StatementWorld => ({ effect: 'Deny', actions, resources: ['*'] });

const ruledOut = { exitCode: 3, first: 'send/not-explained-here', refuted: ['send/access-denied'] } as const;
const stands = { exitCode: 1, first: 'send/access-denied', standing: ['send/access-denied'] } as const;

const stories: Readonly<Record<string, JoinedStory>> = {
  'SendRawEmail was refused, IAM allows it and denies SendEmail': {
    ...{ text: denied('ses:SendRawEmail'), world: may(allow('ses:SendRawEmail')), flags },
    ...ruledOut,
  },
  'SendEmail was refused, IAM allows it and denies SendRawEmail': {
    ...{ text: denied('ses:SendEmail'), world: may(allow('ses:SendEmail'), deny('ses:SendRawEmail')), flags },
    ...ruledOut,
  },
  'the same over SMTP': {
    text: `554 Access denied: User \`${role.replace('role/', 'user/')}' is not authorized to perform \`ses:SendRawEmail' on resource \`${identity}'`,
    world: ({ region }) => {
      region.principals[role.replace('role/', 'user/')] = [allow('ses:SendRawEmail')];
    },
    flags,
    ...ruledOut,
  },
  'bulk mail was refused, and IAM denies it beside what it allows': {
    ...{ text: denied('ses:SendBulkEmail'), world: may(allow('ses:SendEmail', 'ses:SendRawEmail')), flags },
    ...stands,
    says: ['ses:SendBulkEmail'],
  },
  'bulk mail was refused, IAM allows it and denies what is not told of': {
    ...{ text: denied('ses:SendBulkEmail'), world: may(allow('ses:SendBulkEmail', 'ses:SendEmail')), flags },
    ...ruledOut,
  },
  'templated mail of the first API was refused, and all is allowed': {
    ...{ text: denied('ses:SendTemplatedEmail'), world: may(allow('ses:*')), flags },
    ...ruledOut,
  },
  'an action that sends nothing: IAM was not asked about it': {
    ...{ text: denied('ses:CreateEmailIdentity'), world: may(allow('ses:Send*')), flags },
    ...stands,
    says: ['ses:CreateEmailIdentity'],
  },
  'a policy that IAM leaves aside is named, beside another action that it denies': {
    ...{ text: denied('ses:SendEmail', 'a session policy denies it'), world: may(allow('ses:SendEmail')) },
    ...{ flags, ...stands },
  },
  'the very action is denied': {
    ...{ text: denied('ses:SendEmail'), world: may(allow('ses:SendRawEmail')), flags },
    ...stands,
  },
  'port 587 timed out, and works: 25 is shut': {
    ...{ text: `Connection timed out: ${host}:587`, world: ports({ 25: 'black-hole' }), flags },
    ...{ exitCode: 1, first: 'smtp/port-blocked' },
    says: [`The connection to ${host} port 587 timed out`, `From here port 587 of ${host} works`],
  },
  'port 465 refused the connection, and works: 2587 is closed': {
    ...{ text: `connect ECONNREFUSED ${host}:465`, world: ports({ 2587: 'closed' }), flags },
    ...{ exitCode: 1, first: 'smtp/connection-refused' },
    says: [`The connection to ${host} port 465 was refused`, `From here port 465 of ${host} works`],
  },
  'port 587 timed out, and all work': {
    ...{ text: `connect ETIMEDOUT ${host}:587`, world: ports({}), flags },
    ...{ exitCode: 1, first: 'smtp/port-blocked', says: ['Run ses-doctor on the host that sends'] },
  },
  'port 25 timed out, and does': {
    ...{ text: `Connection timed out: ${host}:25`, world: ports({ 25: 'black-hole' }), flags },
    ...{ exitCode: 1, first: 'smtp/port-blocked', says: [`Connections on port 25 to ${host} time out`] },
  },
};

describe('a text about one action or one port', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    await tellJoined(title, story);
  });
});
