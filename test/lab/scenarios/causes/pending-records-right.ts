import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES has not looked at the right records yet: the pending state is the cause, alignment follows',
  world({ region }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...verifiedDomain('example.com').DkimAttributes, Status: 'PENDING' },
    };
    // Without a MAIL FROM domain of its own nothing but DKIM aligns.
    Reflect.deleteProperty(region.identities['example.com'], 'MailFromAttributes');
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: [
      'alignment/dmarc-fails',
      'dkim/status-pending',
      'identity/verification-pending',
      'mail-from/not-started',
    ],
    causes: ['identity/verification-pending', 'mail-from/not-started'],
  },
});
