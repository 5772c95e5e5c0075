import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy zone of the network says that the DMARC record is not there: the public DNS has it',
  world({ dns }) {
    dns.faults = [{ name: '_dmarc.example.com', at: 'resolver', kind: 'policy' }];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['dmarc/split-horizon'],
    notCodes: ['dmarc/missing', 'dmarc/not-propagated'],
    says: ['rpz.corp.example'],
  },
});
