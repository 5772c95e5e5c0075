import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A CNAME to a DMARC service beside the own DMARC record',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = {
      CNAME: ['example-com.hosted-dmarc.example'],
      TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'],
    };
    dns.names['example-com.hosted-dmarc.example'] = { TXT: ['v=DMARC1; p=none; rua=mailto:r@example.com'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dmarc/cname-beside'] },
});
