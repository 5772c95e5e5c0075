import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An old destination is switched off, and another takes all of its events',
  world({ region }) {
    const destinations = region.configurationSets['transactional']?.eventDestinations;
    const [first] = destinations ?? [];
    if (first !== undefined) destinations?.push({ ...first, Name: 'old', Enabled: false });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['events/destination-disabled'] },
});
