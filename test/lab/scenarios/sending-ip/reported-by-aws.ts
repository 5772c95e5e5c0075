import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Amazon reports a dedicated IP on a list',
  world({ region, dns }) {
    region.dashboard = { DashboardEnabled: true, AccountStatus: 'ACTIVE' };
    region.dedicatedIps = [
      { Ip: '54.240.8.99', WarmupStatus: 'DONE', WarmupPercentage: 100, PoolName: 'bulk' },
    ];
    region.blacklistReports = {
      '54.240.8.99': [
        {
          RblName: 'SpamCop',
          Description: 'reported by users',
          ListingTime: new Date('2026-11-20T08:00:00Z'),
        },
      ],
    };
    Object.assign(dns.names, {
      '99.8.240.54.in-addr.arpa': { PTR: ['a8-99.smtp-out.amazonses.com'] },
      'a8-99.smtp-out.amazonses.com': { A: ['54.240.8.99'] },
    });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sending-ip/reported-by-aws'] },
});
