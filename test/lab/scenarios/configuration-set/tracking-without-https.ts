import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing answers HTTPS at the tracking domain, and https links keep their scheme',
  world({ region, dns }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com', HttpsPolicy: 'OPTIONAL' },
    };
    dns.names['click.example.com'] = { A: ['127.77.0.1'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['configuration-set/tracking-https'] },
});
