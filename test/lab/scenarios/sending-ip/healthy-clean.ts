import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A clean address',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: { exitCode: 0, codes: [], statuses: { 'sending-ip': 'pass', 'sending-ip-name': 'pass' } },
});
