import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The server of the MAIL FROM domain fails',
  world({ dns }) {
    dns.faults.push({ name: 'bounce.example.com', type: 'TXT', kind: 'servfail' });
  },
  command: ['--identity', 'example.com', '--only', 'spf'],
  expect: { exitCode: 3, codes: ['spf/temperror'], infos: [] },
});
