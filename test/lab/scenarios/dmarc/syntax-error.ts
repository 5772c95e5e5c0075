import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A semicolon is missing in the DMARC record',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1 p=none'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 1, codes: ['dmarc/syntax-error'], infos: [] },
});
