import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A DMARC record for www stands beside that of the domain, and harms nobody',
  world({ dns }) {
    dns.names['_dmarc.www.example.com'] = { TXT: ['v=DMARC1; p=reject'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: [], notCodes: ['dmarc/missing'] },
});
