import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The tracking domain answers a link that does not exist as SES does',
  world(world) {
    const { region, dns } = world;
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com', HttpsPolicy: 'REQUIRE' },
    };
    dns.names['click.example.com'] = { A: ['127.0.0.1'] };
    world.web = { 'click.example.com': { status: 404, server: 'nginx' } };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { 'configuration-set-tracking': 'pass' } },
});
