import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dedicated IP is still warming up',
  world({ region, dns }) {
    region.dedicatedIps = [
      { Ip: '192.0.2.99', WarmupStatus: 'IN_PROGRESS', WarmupPercentage: 40, PoolName: 'bulk' },
    ];
    Object.assign(dns.names, {
      '99.2.0.192.in-addr.arpa': { PTR: ['a8-99.smtp-out.amazonses.com'] },
      'a8-99.smtp-out.amazonses.com': { A: ['192.0.2.99'] },
    });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['sending-ip/warming-up'] },
});
