import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address is on the list after a complaint, and SES fails to show the account',
  world({ region, aws }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    aws.faults.push({ op: 'GetAccount', kind: 'error', type: 'InternalFailure', message: 'Try later' });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 3,
    codes: ['suppression/account-list'],
    firstCause: 'suppression/account-list',
    statuses: { suppression: 'warn' },
  },
});
