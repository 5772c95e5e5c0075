import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain of the sender is on a domain list',
  world({ dns }) {
    Object.assign(dns.names, listedAt('dbl.spamhaus.org', 'example.com', ['127.0.1.102'], 'hacked'));
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sending-ip/domain-listed'], causes: ['sending-ip/domain-listed'] },
});
