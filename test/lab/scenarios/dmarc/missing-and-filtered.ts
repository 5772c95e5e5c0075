import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy zone says that there is no DMARC record, and the zone has none: it is missing',
  world({ dns }) {
    delete dns.names['_dmarc.example.com'];
    dns.faults = [{ name: '_dmarc.example.com', at: 'resolver', kind: 'policy' }];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 0, codes: ['dmarc/missing'], notCodes: ['dmarc/split-horizon'] },
});
