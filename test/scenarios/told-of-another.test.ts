import { describe, it } from 'vitest';
import { senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/** A text about one subject and a fault of another, each beside the world in which the fault is that of the text. */

const withB =
  (change: (identity: ReturnType<typeof verifiedDomain>) => object = () => ({})) =>
  ({ region, dns }: World): void => {
    const identity = verifiedDomain('b.example');
    region.identities['b.example'] = { ...identity, ...change(identity) };
    Object.assign(dns.names, senderRecords('b.example'));
  };
const unsigned = withB(({ DkimAttributes }) => ({
  DkimAttributes: { ...DkimAttributes, SigningEnabled: false },
  MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
}));
const both = ['--identity', 'example.com', '--identity', 'b.example'];
const refusedOver = (domain: string): string =>
  `550 5.7.26 Unauthenticated email from ${domain} is not accepted due to domain's DMARC policy.`;
const pausedSet = (name: string) => (world: World) => {
  const { configurationSets: sets } = world.region;
  sets['campaigns'] = { ...sets['transactional'] };
  sets[name] = { ...sets[name], SendingOptions: { SendingEnabled: false } };
};
const saysPaused = 'ConfigurationSetSendingPausedException: Sending paused for configuration set <campaigns>';
const noSet = (name: string): string =>
  `ConfigurationSetDoesNotExist: Configuration set <${name}> does not exist.`;
const notVerified =
  '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: news@sub.example.com';
const suppressed = (address: string): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: address }],
    },
    mail: { source: 'a@example.com', messageId: 'm', destination: [address] },
  });
const listed = ({ region }: World): void => {
  region.suppressed = [
    {
      EmailAddress: 'a@receiver.example',
      Reason: 'BOUNCE',
      LastUpdateTime: new Date('2026-03-01T00:00:00Z'),
    },
  ];
};

const stories: Readonly<Record<string, JoinedStory>> = {
  'another set is paused': {
    text: saysPaused,
    flags: ['--identity', 'example.com', '--configuration-set', 'transactional'],
    world: pausedSet('transactional'),
    exitCode: 1,
    has: ['configuration-set/sending-paused', 'send/not-explained-here'],
    refuted: ['configuration-set/sending-paused'],
  },
  'the set is paused': {
    text: saysPaused,
    flags: ['--identity', 'example.com', '--configuration-set', 'transactional'],
    world: pausedSet('campaigns'),
    exitCode: 1,
    first: 'configuration-set/sending-paused',
    hasNot: ['send/not-explained-here'],
    standing: ['configuration-set/sending-paused'],
  },
  'another set is missing': {
    text: noSet('transactional'),
    flags: ['--identity', 'example.com', '--configuration-set', 'nope'],
    exitCode: 1,
    has: ['configuration-set/not-found', 'send/not-explained-here'],
    refuted: ['configuration-set/not-found'],
  },
  'one of two sets is missing': {
    text: `${noSet('gone')}\n${noSet('transactional')}`,
    flags: ['--identity', 'example.com'],
    exitCode: 1,
    has: ['configuration-set/not-found', 'send/not-explained-here'],
  },
  'another recipient is on the list': {
    text: suppressed('x@receiver.example'),
    flags: ['--identity', 'example.com', '--recipient', 'a@receiver.example'],
    world: listed,
    exitCode: 1,
    has: ['suppression/account-list', 'suppression/not-listed-now'],
    hasNot: ['bounce/suppressed'],
    refuted: ['bounce/suppressed'],
  },
  'the recipient is on the list': {
    text: suppressed('a@receiver.example'),
    flags: ['--identity', 'example.com', '--recipient', 'x@receiver.example'],
    world: listed,
    exitCode: 1,
    first: 'suppression/account-list',
    hasNot: ['suppression/not-listed-now'],
  },
  'another sender does not sign': {
    text: refusedOver('example.com'),
    flags: ['--identity', 'b.example'],
    world: unsigned,
    exitCode: 1,
    first: 'bounce/authentication-failed',
    has: ['dkim/not-enabled'],
  },
  'the sender does not sign': {
    text: refusedOver('b.example'),
    flags: ['--identity', 'example.com'],
    world: unsigned,
    exitCode: 1,
    first: 'dkim/not-enabled',
  },
  'the MAIL FROM domain of another sender failed': {
    text: 'MailFromDomainNotVerifiedException: Amazon SES could not read the MX record required to use the specified MAIL FROM domain: bounce.example.com',
    flags: both,
    world: withB(() => ({
      MailFromAttributes: {
        MailFromDomain: 'bounce.b.example',
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      },
    })),
    exitCode: 1,
    has: ['send/not-explained-here', 'mail-from/failed'],
    refuted: ['mail-from/failed'],
  },
  'the domain below the verified one does not exist': {
    text: notVerified,
    flags: ['--identity', 'news@sub.example.com'],
    exitCode: 1,
    has: ['send/not-explained-here', 'identity/domain-takes-no-mail'],
    refuted: ['identity/not-verified'],
  },
};

describe.each(Object.entries(stories))('%s', (title, story) => {
  it('is told as it is', () => tellJoined(title, story));
});
