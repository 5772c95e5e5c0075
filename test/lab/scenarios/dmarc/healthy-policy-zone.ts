import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy zone of the network filters other names: nothing to say of this sender',
  world({ dns }) {
    dns.faults = [{ name: '*.ads.example', at: 'resolver', kind: 'policy' }];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: { exitCode: 0, codes: [], notCodes: ['dmarc/split-horizon'] },
});
