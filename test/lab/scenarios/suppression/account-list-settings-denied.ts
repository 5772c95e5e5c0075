import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address is on the list, and the settings of the account may not be read',
  world({ region, aws }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['suppression/account-list', 'access/denied'],
    firstCause: 'suppression/account-list',
    statuses: { suppression: 'warn' },
    says: ['the settings could not be read'],
  },
});
