import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Suppression is switched off everywhere',
  world({ region }) {
    region.account.SuppressionAttributes = { SuppressedReasons: [] };
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: ['suppression/disabled'] },
});
