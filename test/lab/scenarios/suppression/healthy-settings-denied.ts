import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address is on no list, and the settings of the account may not be read',
  world({ aws }) {
    aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: { suppression: 'unknown' },
    notCodes: ['suppression/global-not-queryable'],
  },
});
