import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Listed under another case than the one that is sent to',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'Someone@Receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 1, codes: ['suppression/case-variant'] },
});
