import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A configuration set suppresses nothing, so what the account lists is mailed to',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    if (set !== undefined) set.SuppressionOptions = { SuppressedReasons: [] };
    region.suppressed = [
      {
        EmailAddress: 'someone@receiver.example',
        Reason: 'COMPLAINT',
        LastUpdateTime: new Date('2026-03-01T08:00:00Z'),
      },
    ];
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 0,
    codes: ['suppression/override'],
    infos: ['suppression/reason-not-enforced'],
    notCodes: ['suppression/disabled'],
  },
});
