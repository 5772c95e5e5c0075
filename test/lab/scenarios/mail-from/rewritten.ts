import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver gives a record of its own in place of what the zone has: waiting does not help',
  world({ dns }) {
    dns.faults = [
      {
        ...{ name: 'bounce.example.com', type: 'TXT', at: 'resolver' },
        ...{ kind: 'rewrite', record: { type: 'TXT', data: 'sinkhole=1' } },
      },
    ];
  },
  command: ['--identity', 'example.com', '--only', 'mail-from-records'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['mail-from/split-horizon'],
    notCodes: ['mail-from/not-propagated'],
    says: ['by its own authority'],
  },
});
