import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Links have to be https, and nothing answers HTTPS at the tracking domain',
  world({ region, dns }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com', HttpsPolicy: 'REQUIRE' },
    };
    dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/tracking-https'] },
});
