import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient that once bounced',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 1, codes: ['suppression/account-list'], causes: ['suppression/account-list'] },
});
