import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Listed for a complaint, while only bounces are enforced',
  world({ region }) {
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
    region.account.SuppressionAttributes = { SuppressedReasons: ['BOUNCE'] };
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: [], infos: ['suppression/reason-not-enforced'] },
});
