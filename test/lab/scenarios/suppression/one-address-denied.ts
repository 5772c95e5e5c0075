import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One address may not be asked for, but the whole list may be read',
  world({ region, aws }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    aws.faults.push({ op: 'GetSuppressedDestination', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 1, codes: ['access/denied', 'suppression/account-list'] },
});
