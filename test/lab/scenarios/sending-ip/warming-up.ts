import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A dedicated IP is still warming up',
  world({ region, dns }) {
    region.dedicatedIps = [
      { Ip: '54.240.8.99', WarmupStatus: 'IN_PROGRESS', WarmupPercentage: 40, PoolName: 'bulk' },
    ];
    Object.assign(dns.names, {
      '99.8.240.54.in-addr.arpa': { PTR: ['a8-99.smtp-out.amazonses.com'] },
      'a8-99.smtp-out.amazonses.com': { A: ['54.240.8.99'] },
    });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['sending-ip/warming-up'] },
});
