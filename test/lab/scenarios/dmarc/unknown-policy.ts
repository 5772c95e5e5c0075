import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DMARC policy is misspelt',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=quarentine; rua=mailto:dmarc@example.com'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 1, codes: ['dmarc/unknown-policy'], infos: [] },
});
