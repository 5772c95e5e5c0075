import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy zone of the network hides the MAIL FROM domain, and the public DNS has it',
  world({ dns }) {
    dns.faults = [{ name: 'bounce.example.com', at: 'resolver', kind: 'policy' }];
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['mail-from/split-horizon'],
    notCodes: ['mail-from/mx-missing', 'mail-from/spf-missing', 'mail-from/not-propagated'],
  },
});
