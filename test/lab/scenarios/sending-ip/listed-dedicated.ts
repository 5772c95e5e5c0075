import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dedicated IP is on a list that receivers act on',
  world({ region, dns }) {
    region.dedicatedIps = [
      { Ip: '54.240.8.99', WarmupStatus: 'DONE', WarmupPercentage: 100, PoolName: 'bulk' },
    ];
    Object.assign(dns.names, listedAt('zen.spamhaus.org', '54.240.8.99', ['127.0.0.3'], 'CSS'), {
      '99.8.240.54.in-addr.arpa': { PTR: ['a8-99.smtp-out.amazonses.com'] },
      'a8-99.smtp-out.amazonses.com': { A: ['54.240.8.99'] },
    });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sending-ip/listed'], causes: ['sending-ip/listed'] },
});
