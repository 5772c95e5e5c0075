import { fromSes, publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The receiver failed DMARC: the address identity without DKIM hides the signed domain',
  world(world) {
    publishKeys(world);
    world.region.identities['news@example.com'] = {
      IdentityType: 'EMAIL_ADDRESS',
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      FeedbackForwardingStatus: true,
      DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED', SigningAttributesOrigin: 'AWS_SES' },
      ConfigurationSetName: 'transactional',
      Policies: {},
    };
  },
  command: ['--message', 'mail.eml', '--skip', 'sending-ip*', '--skip', 'message-trace'],
  files: {
    'mail.eml': receivedMail({
      signers: [sesSignature],
      envelopeSender: '0102018f@eu-west-1.amazonses.com',
      received: [
        'Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=eu-west-1.amazonses.com; dkim=pass header.d=amazonses.com; dmarc=fail header.from=example.com',
        fromSes,
      ],
    }),
  },
  expect: {
    exitCode: 1,
    codes: [
      'identity/address-overrides-domain',
      'dkim/not-enabled',
      'message/dkim-unaligned',
      'message/dmarc-failed',
    ],
    causes: ['identity/address-overrides-domain'],
  },
});
