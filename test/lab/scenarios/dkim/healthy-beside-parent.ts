import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sub-domain and the domain above it, each with records of its own',
  world({ region, dns }) {
    region.identities['news.example.com'] = verifiedDomain('news.example.com');
    Object.assign(dns.names, senderRecords('news.example.com'));
  },
  command: ['--identity', 'news.example.com', '--only', 'dkim-records', '--only', 'mail-from-records'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'dkim-records': 'pass', 'mail-from-records': 'pass' },
  },
});
