import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver meets the MAIL FROM domain with silence: unknown, not missing',
  world({ dns }) {
    dns.faults.push({ name: 'bounce.example.com', at: 'resolver', kind: 'timeout' });
  },
  command: ['--identity', 'example.com', '--timeout', '8', '--only', 'mail-from-records'],
  expect: { exitCode: 3, codes: [], statuses: { 'mail-from-records example.com': 'unknown' } },
});
