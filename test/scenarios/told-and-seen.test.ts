import { describe, it } from 'vitest';
import { failedIdentity } from '../lab/failed-identity.ts';
import { emptyRegion } from '../lab/aws/world.ts';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';

/** What a text tells and what is seen live do not contradict each other, and neither hides the other. */

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const bounce = (diagnosticCode: string): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp: '2026-11-29T10:00:00.000Z' },
      bouncedRecipients: [{ emailAddress: 'ann@receiver.example', action: 'failed', diagnosticCode }],
    },
    mail: {
      ...{ source: 'news@example.com', sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com' },
      ...{ sendingAccountId: '111122223333', messageId: '0102', destination: ['ann@receiver.example'] },
      timestamp: '2026-11-29T09:59:00.000Z',
    },
  });

const dmarcBounce = (domain: string): string =>
  bounce(
    `smtp; 550-5.7.26 Unauthenticated email from ${domain} is not accepted due to domain's DMARC policy. Please contact the administrator of ${domain} domain`,
  );

const senderUnknown = (domain: string): string =>
  bounce(`smtp; 450 4.1.8 <news@${domain}>: Sender address rejected: Domain not found`);

const hostUnknown = bounce('smtp; 550 5.1.2 Host unknown');

const stories: Readonly<Record<string, JoinedStory>> = {
  'the error names a Region that the account has not enabled, and the sender is verified in the other': {
    text: failedIdentity('news@example.com', 'AP-EAST-1'),
    ...{ exitCode: 1, first: 'identity/wrong-region' },
    says: ['is verified in eu-west-1, not in ap-east-1', 'an account has to enable this Region first'],
  },
  'the same Region, enabled and empty': {
    text: failedIdentity('news@example.com', 'AP-EAST-1'),
    world: ({ aws }) => {
      aws.regions['ap-east-1'] = emptyRegion();
    },
    ...{ exitCode: 1, first: 'identity/wrong-region', hasNot: ['access/credentials-rejected'] },
  },
  'the Region that is not enabled, and nobody knows the sender': {
    text: failedIdentity('news@receiver.example', 'AP-EAST-1'),
    ...{ exitCode: 1, first: 'identity/not-verified', has: ['access/credentials-rejected'] },
  },
  'a receiver finds that DMARC fails, and what SES sends now passes': {
    text: dmarcBounce('example.com'),
    ...{ exitCode: 1, first: 'bounce/authentication-failed' },
    says: ['Mail that SES sends now as example.com passes DMARC'],
  },
  'an AUTH LOGIN of which each answer is a line': {
    text: `AUTH LOGIN\n334 VXNlcm5hbWU6\n${base64('AKIAIOSFODNN7EXAMPLE')}\n334 UGFzc3dvcmQ6\n${base64('B'.padEnd(44, 'A'))}\n535 Authentication Credentials Invalid`,
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, hasNot: ['smtp-credentials/username-not-access-key'] },
  },
  'the same with an address for the user name': {
    text: `AUTH LOGIN\n334 VXNlcm5hbWU6\n${base64('info@example.com')}\n334 UGFzc3dvcmQ6\n${base64('B'.padEnd(44, 'A'))}\n535 Authentication Credentials Invalid`,
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, first: 'smtp-credentials/username-not-access-key' },
  },
  'a sender with a blank before its sign': {
    text: failedIdentity('news @example.com', 'EU-WEST-1'),
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, first: 'send/envelope-sender-invalid', says: ['a blank in its address'] },
  },
  'a receiver did not find the domain of the recipient, which is there': {
    text: hostUnknown,
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 3, first: 'send/not-explained-here' },
    says: ['What the receiver tells', 'If it is old, send again'],
  },
  'a receiver finds no DNS for the MAIL FROM domain, which has its records': {
    text: senderUnknown('bounce.example.com'),
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 3, first: 'send/not-explained-here', refuted: ['bounce/sender-domain'] },
    says: ['The records'],
  },
  'the same of the From domain': {
    text: senderUnknown('example.com'),
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 3, first: 'send/not-explained-here', refuted: ['bounce/sender-domain'] },
  },
  'the same of a MAIL FROM domain without its MX': {
    text: senderUnknown('bounce.example.com'),
    world: ({ dns }) => {
      Reflect.deleteProperty(dns.names['bounce.example.com'] ?? {}, 'MX');
    },
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, first: 'mail-from/mx-missing', standing: ['bounce/sender-domain'] },
  },
  'the same of a domain that nobody looked at': {
    text: senderUnknown('other.example.net'),
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, standing: ['bounce/sender-domain'] },
  },
  'two failures: the account was paused and is not, and the sender waits for its verification': {
    text: `AccountSendingPausedException: Sending is paused for this account.\n${failedIdentity('news@example.com', 'EU-WEST-1')}`,
    world: ({ region }) => {
      const identity = region.identities['example.com'];
      if (identity === undefined) return;
      identity.VerificationStatus = 'PENDING';
      identity.VerifiedForSendingStatus = false;
    },
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 1, first: 'identity/verification-pending', has: ['send/not-explained-here'] },
  },
  'the account is verified here, and the error names nobody else': {
    text: failedIdentity('news@example.com', 'EU-WEST-1'),
    flags: ['--identity', 'example.com'],
    ...{ exitCode: 3, first: 'send/not-explained-here', says: ['another account, another Region'] },
  },
};

describe('a text beside the live state', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    await tellJoined(title, story);
  });
});
