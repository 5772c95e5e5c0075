import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Two verified domains in one run',
  world({ region, dns }) {
    region.identities['example.org'] = verifiedDomain('example.org');
    Object.assign(dns.names, senderRecords('example.org'));
  },
  command: ['--identity', 'example.com', '--identity', 'example.org'],
  expect: { exitCode: 0, codes: [] },
});
