import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list that lists the world: not listed',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
    Object.assign(dns.names, { '*.bl.spamcop.net': { A: ['127.0.0.2'] } });
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: { exitCode: 3, codes: ['sending-ip/list-unusable'], statuses: { 'sending-ip': 'unknown' } },
});
