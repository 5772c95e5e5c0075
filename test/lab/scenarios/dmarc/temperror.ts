import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC record cannot be looked up',
  world({ dns }) {
    dns.faults.push({ name: '_dmarc.example.com', kind: 'servfail' });
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 3, codes: ['dmarc/temperror'], infos: [] },
});
