import { dkimTokens, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Verification waits for records whose names have the zone twice',
  world({ region, dns }) {
    region.identities['example.com'] = {
      ...verifiedDomain('example.com'),
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...verifiedDomain('example.com').DkimAttributes, Status: 'PENDING' },
    };
    // Without a MAIL FROM domain of its own nothing but DKIM aligns.
    Reflect.deleteProperty(region.identities['example.com'], 'MailFromAttributes');
    for (const token of dkimTokens('example.com')) {
      Reflect.deleteProperty(dns.names, `${token}._domainkey.example.com`);
      dns.names[`${token}._domainkey.example.com.example.com`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    }
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: [
      'alignment/dmarc-fails',
      'dkim/name-doubled',
      'dkim/status-pending',
      'identity/verification-pending',
      'mail-from/not-started',
    ],
    causes: ['dkim/name-doubled', 'mail-from/not-started'],
  },
});
