import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The near name is the MAIL FROM domain of the domain above',
  world({ region, dns }) {
    region.identities['news.example.com'] = {
      ...verifiedDomain('news.example.com'),
      MailFromAttributes: {
        MailFromDomain: 'bounce.news.example.com',
        MailFromDomainStatus: 'PENDING',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    };
    Object.assign(dns.names, senderRecords('news.example.com'));
    delete dns.names['bounce.news.example.com'];
  },
  command: ['--identity', 'news.example.com', '--only', 'mail-from-records'],
  expect: {
    exitCode: 0,
    codes: ['mail-from/mx-missing', 'mail-from/spf-missing'],
    notCodes: ['mail-from/wrong-name'],
  },
});
