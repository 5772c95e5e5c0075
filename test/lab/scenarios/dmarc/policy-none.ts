import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'DMARC only monitors',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=none'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: [], infos: ['dmarc/policy-none', 'dmarc/no-reports'] },
});
