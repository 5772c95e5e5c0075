import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SPF names the dedicated IPs and not the shared addresses of SES',
  world({ region, dns }) {
    region.dedicatedIps = [
      { Ip: '203.0.113.9', WarmupStatus: 'DONE', WarmupPercentage: 100, PoolName: 'bulk' },
    ];
    dns.names['bounce.example.com'] = {
      ...dns.names['bounce.example.com'],
      TXT: ['v=spf1 ip4:203.0.113.9 -all'],
    };
  },
  command: ['--identity', 'example.com', '--only', 'spf*', '--only', 'mail-from*'],
  expect: { exitCode: 0, codes: ['spf/ses-not-authorised'], notCodes: ['mail-from/spf-no-ses'] },
});
