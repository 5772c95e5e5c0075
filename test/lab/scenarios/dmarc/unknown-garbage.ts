import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DMARC record: garbage instead of an answer',
  world({ dns }) {
    dns.faults.push({ name: '_dmarc.example.com', type: 'TXT', kind: 'garbage' });
  },
  command: ['--identity', 'example.com', '--only', 'dmarc', '--timeout', '8'],
  expect: { exitCode: 3, codes: ['dmarc/temperror'], notCodes: ['dmarc/missing'] },
});
