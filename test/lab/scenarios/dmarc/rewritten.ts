import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver gives a record of its own in place of what the zone has: waiting does not help',
  world({ dns }) {
    dns.faults = [
      {
        ...{ name: '_dmarc.example.com', type: 'TXT', at: 'resolver' },
        ...{ kind: 'rewrite', record: { type: 'TXT', data: 'v=spf1 -all' } },
      },
    ];
  },
  command: ['--identity', 'example.com', '--only', 'dmarc'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['dmarc/split-horizon'],
    notCodes: ['dmarc/not-propagated'],
    says: ['by its own authority'],
  },
});
