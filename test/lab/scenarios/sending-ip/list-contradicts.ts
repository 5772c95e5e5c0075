import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A listing and a refusal in one answer: neither',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
    Object.assign(dns.names, listedAt('bl.spamcop.net', '54.240.8.31', ['127.0.0.2', '127.255.255.255']));
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: { exitCode: 3, codes: ['sending-ip/list-unusable'] },
});
