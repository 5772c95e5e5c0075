import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver fails for one domain, and answers for others',
  world({ dns }) {
    dns.faults.push({ name: 'example.com', kind: 'servfail' }, { name: '*.example.com', kind: 'servfail' });
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 3,
    codes: ['access/zone-unreachable', 'spf/temperror', 'dmarc/temperror'],
    causes: ['access/zone-unreachable'],
    notCodes: ['access/dns-unreachable'],
    statuses: { 'access-dns': 'unknown', dmarc: 'unknown' },
  },
});
