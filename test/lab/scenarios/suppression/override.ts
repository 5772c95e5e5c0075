import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A configuration set that holds back less than the account',
  world({ region }) {
    const set = region.configurationSets['transactional'];
    if (set !== undefined) set.SuppressionOptions = { SuppressedReasons: ['BOUNCE'] };
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: ['suppression/override'] },
});
