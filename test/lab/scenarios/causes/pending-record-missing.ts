import { dkimTokens, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Verification waits for a record that nobody has published',
  world({ region, dns }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...verifiedDomain('example.com').DkimAttributes, Status: 'PENDING' },
    };
    // Without a MAIL FROM domain of its own nothing but DKIM aligns.
    Reflect.deleteProperty(region.identities['example.com'], 'MailFromAttributes');
    Reflect.deleteProperty(dns.names, `${dkimTokens('example.com')[0]}._domainkey.example.com`);
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: [
      'alignment/dmarc-fails',
      'dkim/record-missing',
      'dkim/status-pending',
      'identity/verification-pending',
      'mail-from/not-started',
    ],
    causes: ['dkim/record-missing', 'mail-from/not-started'],
  },
});
