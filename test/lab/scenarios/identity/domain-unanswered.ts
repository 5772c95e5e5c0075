import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A resolver that fails is no absent domain',
  world({ dns }) {
    dns.faults.push({ name: 'example.com', type: 'MX', kind: 'servfail' });
  },
  command: ['--identity', 'example.com', '--only', 'identity-mail'],
  expect: { exitCode: 3, codes: [], statuses: { 'identity-mail': 'unknown' } },
});
