import { describe, it } from 'vitest';
import { healthyRegion } from '../lab/healthy-world.ts';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/** An error of one Region is neither confirmed nor cleared by the state of another. */

const suppressed = [
  { EmailAddress: 'ann@receiver.example', Reason: 'BOUNCE' as const, LastUpdateTime: new Date('2026-11-01') },
];
const event = (mail: object = {}): object => ({
  eventType: 'Bounce',
  mail: {
    timestamp: '2026-11-20T10:00:00.000Z',
    source: 'news@example.com',
    messageId: '0102018f6f7a8b9c-11111111-2222-3333-4444-555555555555-000000',
    destination: ['ann@receiver.example'],
    ...mail,
  },
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    bouncedRecipients: [{ emailAddress: 'ann@receiver.example' }],
    timestamp: '2026-11-20T10:00:01.000Z',
    feedbackId: 'x',
  },
});
const arnIn = (region: string): string => `arn:aws:ses:${region}:111122223333:identity/example.com`;
const bounceIn = (region: string, mail: object = {}): string =>
  JSON.stringify(event({ sourceArn: arnIn(region), sendingAccountId: '111122223333', ...mail }));
const onBus = (more: object): string =>
  JSON.stringify({
    version: '0',
    source: 'aws.ses',
    'detail-type': 'Email Bounced',
    account: '111122223333',
    region: 'eu-west-1',
    ...more,
    detail: event(),
  });
const ofTopic = (arn: string): string =>
  JSON.stringify({ Type: 'Notification', TopicArn: arn, Message: JSON.stringify(event()) });

const quotaIn = (region: string): string =>
  `email-smtp.${region}.amazonaws.com: 454 Throttling failure: Daily message quota exceeded.`;
const pausedIn = (region: string): string =>
  `email-smtp.${region}.amazonaws.com: 554 Transaction failed: Sending paused for this account.`;
const refusedIn = (region: string): string =>
  `554 Message rejected: Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: news@example.com`;

/** The other Region is set up as this one, but for what a story changes. */
const twoRegions =
  (change: (other: ReturnType<typeof healthyRegion>) => void = () => undefined) =>
  ({ aws }: World): void => {
    const other = healthyRegion();
    aws.regions['us-east-1'] = other;
    change(other);
  };
const usedUp = twoRegions(({ account }) => {
  account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 200 };
});
const listed = twoRegions((other) => {
  other.suppressed = suppressed;
});
const empty = twoRegions((other) => {
  other.identities = {};
});
const here = ['--identity', 'example.com', '--region', 'eu-west-1'];
const few = [
  'identity*',
  'quota',
  'sending',
  'sandbox',
  'suppression',
  'bounce',
  'configuration-set',
  'template',
  'send',
].flatMap((id) => ['--only', id]);

const stories: Readonly<Record<string, JoinedStory>> = {
  'a quota of the other Region, whatever this one has left': {
    text: quotaIn('us-east-1'),
    world: usedUp,
    flags: here,
    exitCode: 1,
    has: ['quota/daily-exhausted'],
    hasNot: ['quota/was-exhausted', 'send/not-explained-here'],
    says: ['Run this again with --region us-east-1'],
  },
  'a quota of this Region that is free again': {
    text: quotaIn('eu-west-1'),
    flags: here,
    exitCode: 0,
    has: ['quota/was-exhausted'],
  },
  'a quota of the other Region, which is asked without --region': {
    text: quotaIn('us-east-1'),
    world: usedUp,
    exitCode: 1,
    first: 'quota/daily-exhausted',
  },
  'quotas of two Regions in one log': {
    text: `${quotaIn('eu-west-1')}\n${quotaIn('us-east-1')}`,
    world: usedUp,
    exitCode: 1,
    has: ['quota/daily-exhausted'],
    hasNot: ['quota/was-exhausted'],
    says: ['--region us-east-1'],
  },
  'quotas of two Regions where no line of the error names one': {
    text: [
      'connected to email-smtp.eu-west-1.amazonaws.com:587',
      '454 Throttling failure: Daily message quota exceeded.',
      'connected to email-smtp.us-east-1.amazonaws.com:587',
      '454 Throttling failure: Daily message quota exceeded.',
    ].join('\n'),
    world: usedUp,
    exitCode: 1,
    has: ['quota/daily-exhausted'],
    hasNot: ['quota/was-exhausted'],
  },
  'a quota told twice of this Region': {
    text: `${quotaIn('eu-west-1')}\n${quotaIn('eu-west-1')}`,
    exitCode: 0,
    has: ['quota/was-exhausted'],
  },
  'a pause of the other Region': {
    text: pausedIn('us-east-1'),
    world: twoRegions(({ account }) => {
      account.SendingEnabled = false;
    }),
    flags: here,
    exitCode: 1,
    standing: ['sending/disabled-by-you', 'sending/paused-by-aws'],
    hasNot: ['send/not-explained-here'],
  },
  'pauses of two Regions in one log': {
    text: `${pausedIn('eu-west-1')}\n${pausedIn('us-east-1')}`,
    world: twoRegions(({ account }) => {
      account.SendingEnabled = false;
    }),
    exitCode: 1,
    standing: ['sending/disabled-by-you', 'sending/paused-by-aws'],
  },
  'a pause of this Region that is over': {
    text: pausedIn('eu-west-1'),
    flags: here,
    exitCode: 3,
    has: ['send/not-explained-here'],
  },
  'a list of the other Region': {
    text: bounceIn('us-east-1', { tags: { 'ses:configuration-set': ['other-set'] } }),
    world: listed,
    flags: [...here, ...few],
    exitCode: 1,
    first: 'bounce/suppressed',
    hasNot: ['suppression/not-listed-now', 'configuration-set/not-found'],
    says: ['--region us-east-1'],
  },
  'a list of this Region that does not hold the address any more': {
    text: bounceIn('eu-west-1'),
    flags: [...here, ...few],
    exitCode: 0,
    has: ['suppression/not-listed-now'],
  },
  'lists of two Regions': {
    text: `${bounceIn('eu-west-1')}\n${bounceIn('us-east-1')}`,
    world: listed,
    flags: few,
    exitCode: 1,
    has: ['bounce/suppressed'],
    hasNot: ['suppression/not-listed-now'],
  },
  'a set of the other Region': {
    text: `ConfigurationSetDoesNotExistException: Configuration set <promo> does not exist. https://email.us-east-1.amazonaws.com/v2/email/outbound-emails`,
    world: twoRegions(),
    flags: [...here, ...few],
    exitCode: 1,
    first: 'configuration-set/not-found',
    standing: ['configuration-set/not-found'],
    hasNot: ['send/not-explained-here'],
  },
  'a template of the other Region': {
    text: 'TemplateDoesNotExistException: Template welcome does not exist https://email.us-east-1.amazonaws.com/',
    world: twoRegions(),
    flags: [...here, ...few],
    exitCode: 1,
    first: 'template/not-found',
    hasNot: ['send/not-explained-here'],
  },
  'a Region that the bus names': {
    text: onBus({ region: 'us-east-1' }),
    world: listed,
    flags: few,
    exitCode: 1,
    first: 'suppression/account-list',
  },
  'a Region that the bus names, against --region': {
    text: onBus({ region: 'us-east-1' }),
    world: listed,
    flags: [...here, ...few],
    exitCode: 1,
    first: 'bounce/suppressed',
  },
  'this Region, that the bus names': {
    text: onBus({}),
    flags: few,
    exitCode: 0,
    has: ['suppression/not-listed-now'],
  },
  'another account that the bus names': {
    text: onBus({ account: '444455556666' }),
    flags: few,
    exitCode: 1,
    first: 'bounce/suppressed',
    hasNot: ['suppression/not-listed-now'],
  },
  'a Region that the topic names': {
    text: ofTopic('arn:aws:sns:us-east-1:111122223333:bounces'),
    world: listed,
    flags: few,
    exitCode: 1,
    first: 'suppression/account-list',
  },
  'a topic of another account, of which any account may send': {
    text: ofTopic('arn:aws:sns:eu-west-1:444455556666:bounces'),
    flags: few,
    exitCode: 1,
    hasNot: ['suppression/not-listed-now'],
  },
  'a topic of this account and Region': {
    text: ofTopic('arn:aws:sns:eu-west-1:111122223333:bounces'),
    flags: few,
    exitCode: 0,
    has: ['suppression/not-listed-now'],
  },
  'a bus behind a topic of another Region and account': {
    text: JSON.stringify({
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-central-1:444455556666:all',
      Message: onBus({}),
    }),
    flags: few,
    exitCode: 0,
    has: ['suppression/not-listed-now'],
  },
  'a Lambda that was handed topics of two Regions': {
    text: JSON.stringify({
      Records: ['eu-west-1', 'us-east-1'].map((region) => ({
        EventSource: 'aws:sns',
        Sns: JSON.parse(ofTopic(`arn:aws:sns:${region}:111122223333:bounces`)) as object,
      })),
    }),
    world: listed,
    flags: few,
    exitCode: 1,
    hasNot: ['suppression/not-listed-now'],
  },
  'a refusal of two Regions, one of which knows the sender': {
    text: `${refusedIn('eu-west-1')}\n${refusedIn('us-east-1')}`,
    world: empty,
    exitCode: 1,
    first: 'identity/wrong-region',
    hasNot: ['send/not-explained-here'],
  },
  'a refusal of two Regions in the other order': {
    text: `${refusedIn('us-east-1')}\n${refusedIn('eu-west-1')}`,
    world: empty,
    exitCode: 1,
    first: 'identity/wrong-region',
  },
  'a refusal of two Regions that both know the sender': {
    text: `${refusedIn('eu-west-1')}\n${refusedIn('us-east-1')}`,
    world: twoRegions(),
    exitCode: 3,
    has: ['send/not-explained-here'],
    refuted: ['identity/not-verified', 'identity/wrong-region'],
  },
  'a refusal of two Regions, one of which does not answer': {
    text: `${refusedIn('eu-west-1')}\n${refusedIn('us-east-1')}`,
    world: (world) => {
      twoRegions()(world);
      world.aws.faults.push({
        op: 'GetEmailIdentity',
        region: 'us-east-1',
        kind: 'error',
        type: 'AccessDeniedException',
        message: 'no',
      });
    },
    exitCode: 1,
    standing: ['identity/not-verified', 'identity/wrong-region'],
  },
  'what a receiver says is the same in every Region': {
    text: JSON.stringify({
      ...event({ sourceArn: arnIn('us-east-1'), sendingAccountId: '111122223333' }),
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'NoEmail',
        bouncedRecipients: [
          { emailAddress: 'ann@receiver.example', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
        ],
      },
    }),
    world: twoRegions(),
    flags: [...here, ...few],
    exitCode: 1,
    has: ['bounce/unknown-user'],
  },
};

describe.each(Object.entries(stories))('%s', (title, story) => {
  it('is judged by its own Region alone', () => tellJoined(title, story));
});
