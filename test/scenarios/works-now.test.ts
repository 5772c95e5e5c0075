import { describe, it } from 'vitest';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import { verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';

/** What a paste says failed and works now is no error of this run; what works for another says nothing of it. */

const mailFrom = (text: string): JoinedStory => ({
  text,
  flags: ['--identity', 'example.com'],
  exitCode: 3,
  first: 'send/not-explained-here',
});
const rejects = 'mail-from/rejects-on-failure';
const failed = 'mail-from/failed';
const named = 'MailFromDomainNotVerifiedException: the MAIL FROM domain bounce.example.com is not verified';
const nameless = 'could not read the MX record required to use the specified MAIL FROM domain.';

/** Another identity, whose MAIL FROM domain SES has given up on. */
const otherFailed =
  (status: string) =>
  ({ region }: World): void => {
    region.identities['shop.example'] = {
      ...verifiedDomain('shop.example'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.shop.example',
        MailFromDomainStatus: status as 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      },
    };
  };
const both = ['--identity', 'example.com', '--identity', 'shop.example'];
const listed =
  'smtp; 550 5.7.1 Service unavailable; Client host [54.240.8.31] blocked using zen.spamhaus.org';

const stories: Readonly<Record<string, JoinedStory>> = {
  'the MAIL FROM domain': { ...mailFrom(named), refuted: [rejects] },
  'the MAIL FROM domain of the identity': {
    ...mailFrom('Mail from domain not verified for identity example.com'),
    refuted: [rejects],
  },
  'the MX record of a MAIL FROM domain': { ...mailFrom(nameless), refuted: [failed] },
  'the MAIL FROM domain, and SES gave up on it since': {
    text: named,
    flags: ['--identity', 'example.com'],
    world: ({ region }) => {
      const identity = region.identities['example.com'];
      if (identity?.MailFromAttributes === undefined) throw new Error('no MAIL FROM domain');
      identity.MailFromAttributes = {
        ...identity.MailFromAttributes,
        MailFromDomainStatus: 'FAILED',
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
      };
    },
    exitCode: 1,
    standing: [rejects],
  },
  'the MAIL FROM domain of nobody in particular, with one of two broken': {
    text: nameless,
    flags: both,
    world: otherFailed('FAILED'),
    exitCode: 1,
    standing: [failed],
  },
  'the MAIL FROM domain, which could not be looked at': {
    text: named,
    flags: ['--identity', 'example.com'],
    world: ({ aws }) => {
      aws.faults.push({ op: 'GetEmailIdentity', kind: 'deny' });
    },
    exitCode: 1,
    standing: [rejects],
  },
  'credentials that the server lets in': {
    ...mailFrom('535 Authentication Credentials Invalid'),
    world: (world) => {
      world.smtp = {
        numbers: 'free',
        ports: { 587: { users: { AKIAIOSFODNN7EXAMPLE: 'lab-password-of-nobody' } } },
      };
    },
    env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: 'lab-password-of-nobody' },
    refuted: ['smtp-credentials/rejected', 'smtp-credentials/password-is-secret-key'],
  },
  'credentials that the server does not let in': {
    text: '535 Authentication Credentials Invalid',
    flags: ['--identity', 'example.com'],
    world: (world) => {
      world.smtp = { numbers: 'free', ports: { 587: {} } };
    },
    env: { SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE', SES_SMTP_PASSWORD: 'lab-password-of-nobody' },
    exitCode: 1,
    hasNot: ['send/not-explained-here'],
  },
  'the address that a list held': {
    text: listed,
    flags: [
      '--identity',
      'example.com',
      '--ip',
      '54.240.8.31',
      '--only',
      'sending-ip',
      '--only',
      'bounce',
      '--only',
      'send',
    ],
    exitCode: 0,
    has: ['sending-ip/no-longer-listed'],
    hasNot: ['bounce/ip-blocklisted'],
    refuted: ['bounce/ip-blocklisted'],
  },
  'the address that a list held, beside another that was named': {
    text: listed,
    flags: [
      '--identity',
      'example.com',
      '--ip',
      '54.240.8.32',
      '--only',
      'sending-ip',
      '--only',
      'bounce',
      '--only',
      'send',
    ],
    exitCode: 0,
    has: ['sending-ip/no-longer-listed'],
    hasNot: ['bounce/ip-blocklisted'],
    refuted: ['bounce/ip-blocklisted'],
  },
};

describe.each(Object.entries(stories))('%s', (title, story) => {
  it('is told as it is', () => tellJoined(title, story));
});
