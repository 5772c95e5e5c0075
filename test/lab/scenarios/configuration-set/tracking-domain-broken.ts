import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tracking domain of the links does not exist',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/tracking-domain-broken'] },
});
