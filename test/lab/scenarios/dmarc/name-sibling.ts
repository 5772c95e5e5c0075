import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC record was published for www alone',
  world({ dns }) {
    dns.names['_dmarc.www.example.com'] = { TXT: ['v=DMARC1; p=reject'] };
    delete dns.names['_dmarc.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/missing'] },
});
