import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address is on the list in another case, and the settings of the account may not be read',
  world({ region, aws }) {
    region.suppressed = [
      {
        EmailAddress: 'Someone@Receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['suppression/case-variant', 'access/denied'],
    firstCause: 'suppression/case-variant',
  },
});
