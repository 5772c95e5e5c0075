import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A DMARC record without p= that asks for reports counts as p=none',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; rua=mailto:dmarc@example.com'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/syntax-error'], infos: ['dmarc/policy-none'] },
});
