import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list that answers SERVFAIL: not clean',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
    dns.faults.push({ name: '*.bl.spamcop.net', kind: 'servfail' });
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: { exitCode: 3, codes: ['sending-ip/list-unusable'] },
});
