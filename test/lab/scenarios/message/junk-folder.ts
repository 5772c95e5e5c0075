import { fromSes, publishKeys, receivedMail, sesSignature } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the junk folder of Outlook: signed by SES alone, sent with the default MAIL FROM',
  world(world) {
    publishKeys(world);
    const identity = world.region.identities['example.com'];
    if (identity?.DkimAttributes) {
      identity.DkimAttributes.SigningEnabled = false;
      Reflect.deleteProperty(identity, 'MailFromAttributes');
    }
    Reflect.deleteProperty(world.dns.names, 'bounce.example.com');
  },
  command: ['--message', 'mail.eml', '--skip', 'dmarc', '--skip', 'sending-ip*'],
  files: {
    'mail.eml': receivedMail({
      signers: [sesSignature],
      envelopeSender: '0102018f@eu-west-1.amazonses.com',
      received: [
        'Authentication-Results: spf=pass (sender IP is 54.240.4.7) smtp.mailfrom=eu-west-1.amazonses.com; dkim=pass (signature was verified) header.d=amazonses.com; dmarc=fail action=quarantine header.from=example.com',
        fromSes,
      ],
      fields: ['X-Forefront-Antispam-Report: CIP:54.240.4.7;CTRY:US;SCL:5;SFV:SPM;CAT:SPM;'],
    }),
  },
  expect: {
    exitCode: 1,
    codes: [
      'dkim/not-enabled',
      'alignment/dmarc-fails',
      'message/dkim-unaligned',
      'message/dmarc-failed',
      'message/spam-verdict',
    ],
    infos: ['message/via-amazonses'],
    causes: ['dkim/not-enabled'],
  },
});
