import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver refuses every question',
  world({ dns }) {
    dns.faults.push({ name: '*', kind: 'refused', at: 'resolver' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['access/dns-unreachable', 'spf/temperror', 'dmarc/temperror'],
    causes: ['access/dns-unreachable'],
    statuses: { 'dkim-records': 'unknown', dmarc: 'unknown', recipient: 'unknown' },
    says: ['DNS could not be asked: the resolver 127.0.0.1 answered REFUSED.'],
  },
});
