import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The suppression list may not be asked',
  world({ aws }) {
    aws.faults.push({ op: 'GetSuppressedDestination', kind: 'deny' });
    aws.faults.push({ op: 'ListSuppressedDestinations', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: { suppression: 'unknown' },
    notCodes: ['suppression/global-not-queryable'],
  },
});
