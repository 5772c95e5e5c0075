import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'There are two DMARC records',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] };
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 1, codes: ['dmarc/multiple-records'], infos: [] },
});
