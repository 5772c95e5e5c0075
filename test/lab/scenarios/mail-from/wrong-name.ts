import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'MX and SPF were made for a sibling of the MAIL FROM domain',
  world({ region, dns }) {
    region.identities = {
      'example.com': {
        ...verifiedDomain('example.com'),
        MailFromAttributes: {
          MailFromDomain: 'bounce.example.com',
          MailFromDomainStatus: 'PENDING',
          BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
        },
      },
    };
    Object.assign(dns.names, senderRecords('example.com'));
    const records = dns.names['bounce.example.com'] ?? {};
    delete dns.names['bounce.example.com'];
    dns.names['mail.example.com'] = records;
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/wrong-name'] },
});
