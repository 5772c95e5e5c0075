import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'There is no DMARC record',
  world({ dns }) {
    delete dns.names['_dmarc.example.com'];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc*'],
  expect: { exitCode: 0, codes: ['dmarc/missing'], infos: [] },
});
