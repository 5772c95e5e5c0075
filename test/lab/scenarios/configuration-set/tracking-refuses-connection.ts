import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing listens at the tracking domain',
  world(world) {
    const { region, dns } = world;
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com', HttpsPolicy: 'REQUIRE' },
    };
    dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['configuration-set/tracking-https'],
    causes: ['configuration-set/tracking-https'],
  },
});
