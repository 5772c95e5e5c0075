import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF record of the MAIL FROM domain: timeout instead of an answer',
  world({ dns }) {
    dns.faults.push({ name: 'bounce.example.com', type: 'TXT', kind: 'timeout' });
  },
  command: ['--identity', 'example.com', '--only', 'spf', '--timeout', '8'],
  expect: { exitCode: 3, codes: ['spf/temperror'], notCodes: ['spf/ses-not-authorised'] },
});
