import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'MX and SPF are at a name that repeats the first label of the zone',
  world({ region, dns }) {
    region.identities = {
      '1234567.cc.example': {
        ...verifiedDomain('1234567.cc.example'),
        MailFromAttributes: {
          MailFromDomain: 'send.1234567.cc.example',
          MailFromDomainStatus: 'PENDING',
          BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
        },
      },
    };
    Object.assign(dns.names, senderRecords('1234567.cc.example'));
    const records = dns.names['bounce.1234567.cc.example'] ?? {};
    delete dns.names['bounce.1234567.cc.example'];
    dns.names['send.1234567.1234567.cc.example'] = records;
  },
  command: ['--identity', '1234567.cc.example', '--only', 'mail-from-records'],
  expect: { exitCode: 0, codes: ['mail-from/name-doubled'] },
});
