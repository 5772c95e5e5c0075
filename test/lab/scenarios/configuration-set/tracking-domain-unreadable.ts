import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Whether the tracking domain exists cannot be told',
  world({ region, dns }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      TrackingOptions: { CustomRedirectDomain: 'click.example.com' },
    };
    dns.faults = [{ name: 'click.example.com', kind: 'servfail' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 3, codes: [], notCodes: ['configuration-set/tracking-domain-broken'] },
});
