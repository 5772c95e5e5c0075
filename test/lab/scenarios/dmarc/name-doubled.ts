import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DNS panel appended the zone to the name of the DMARC record',
  world({ dns }) {
    dns.names['_dmarc.example.com.example.com'] = { TXT: ['v=DMARC1; p=reject'] };
    delete dns.names['_dmarc.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/missing'] },
});
