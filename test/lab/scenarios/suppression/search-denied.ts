import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Other spellings may not be searched: that is no unknown',
  world({ aws }) {
    aws.faults.push({ op: 'ListSuppressedDestinations', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: ['access/denied'], statuses: { suppression: 'pass' } },
});
