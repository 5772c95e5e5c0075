import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list that never answers: not clean',
  world({ dns }) {
    dns.faults.push({ name: '*.bl.spamcop.net', kind: 'timeout' });
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31', '--timeout', '8'],
  expect: { exitCode: 3, codes: ['sending-ip/list-unusable'] },
});
