import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** What a text tells and only follows from a finding that was accepted does not count either; what has another reason does. */

const notVerified = (who: string): string =>
  `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${who}`;
const suppressed = (who: string): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: who }],
    },
    mail: { source: 'a@example.com', messageId: 'm', destination: [who] },
  });
const unauthenticated =
  'host mx.receiver.example[198.51.100.25] said: 550 5.7.26 Unauthenticated email from example.com is not accepted due to domain DMARC policy';

const listed =
  (...who: readonly string[]) =>
  ({ region }: World): void => {
    region.suppressed = who.map((EmailAddress) => ({
      EmailAddress,
      Reason: 'BOUNCE' as const,
      LastUpdateTime: new Date('2026-03-01'),
    }));
  };
const unsigned = ({ region, dns }: World): void => {
  const identity = region.identities['example.com'];
  if (identity?.DkimAttributes === undefined) throw new Error('the healthy world signs');
  identity.DkimAttributes.SigningEnabled = false;
  delete identity.MailFromAttributes;
  delete dns.names['bounce.example.com'];
};
const setPaused = ({ region }: World): void => {
  region.configurationSets['transactional'] = { SendingOptions: { SendingEnabled: false } };
};

interface Story {
  text: string;
  accept: { code: string; subject?: string };
  world?: (world: World) => void;
  exitCode: number;
}

const known: Readonly<Record<string, Story>> = {
  'a sender that is no identity': {
    text: notVerified('x@b.example'),
    accept: { code: 'identity/not-found', subject: 'x@b.example' },
    exitCode: 0,
  },
  'two senders that are no identities': {
    text: notVerified('x@b.example, y@c.example'),
    accept: { code: 'identity/not-found' },
    exitCode: 0,
  },
  'a recipient on the list': {
    text: suppressed('x@receiver.example'),
    accept: { code: 'suppression/account-list' },
    world: listed('x@receiver.example'),
    exitCode: 0,
  },
  'a paused set': {
    text: '554 Sending paused for this account.',
    accept: { code: 'configuration-set/sending-paused' },
    world: setPaused,
    exitCode: 0,
  },
};

const counted: Readonly<Record<string, Story>> = {
  'of two senders only one is accepted': {
    text: notVerified('x@b.example, y@c.example'),
    accept: { code: 'identity/not-found', subject: 'x@b.example' },
    exitCode: 1,
  },
  'the text is about another recipient': {
    text: `${suppressed('x@receiver.example')}\n${suppressed('y@receiver.example')}`,
    accept: { code: 'suppression/account-list', subject: 'x@receiver.example' },
    world: listed('x@receiver.example', 'y@receiver.example'),
    exitCode: 1,
  },
  'it has another reason that counts': {
    text: unauthenticated,
    accept: { code: 'dkim/*' },
    world: unsigned,
    exitCode: 1,
  },
  'nothing that is accepted is its reason': {
    text: unauthenticated,
    accept: { code: 'identity/not-found' },
    exitCode: 1,
  },
};

const look = async ({ text, accept, world }: Story) => {
  const run = await play({
    title: text,
    ...(world !== undefined && { world }),
    command: [
      ...['--identity', 'example.com', '--ignore-file', 'i.json', '--symptom', '-'],
      ...['--no-smtp', '--skip', 'alignment', '--skip', 'dmarc', '--skip', 'identity/domain-takes-no-mail'],
    ],
    files: { '-': text, 'i.json': JSON.stringify({ ignores: [{ ...accept, reason: 'known' }] }) },
    expect: { exitCode: 0 },
  });
  const left = run.report?.problems.filter(
    ({ severity, accepted }) => accepted === null && severity !== 'info',
  );
  return {
    ...run,
    left: JSON.stringify(left?.map(({ code, subject, severity }) => [code, subject, severity])),
  };
};

describe('what was accepted', () => {
  it.each(Object.entries(known))('%s', async (_, story) => {
    const { exitCode, left, report } = await look(story);
    expect({ exitCode, left }).toEqual({ exitCode: story.exitCode, left: '[]' });
    expect(report?.problems.some(({ accepted }) => accepted !== null)).toBe(true);
  });
});

describe('what still counts', () => {
  it.each(Object.entries(counted))('%s', async (_, story) => {
    const { exitCode, left } = await look(story);
    expect(exitCode, left).toBe(story.exitCode);
  });
});
