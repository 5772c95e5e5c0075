import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The shared address that a bounce names is on the list that it names',
  world({ dns }) {
    Object.assign(dns.names, listedAt('zen.spamhaus.org', '54.240.8.31', ['127.0.0.2']), {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
  },
  files: {
    '-': '550 5.7.1 Service unavailable, Client host [54.240.8.31] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/54.240.8.31',
  },
  command: ['--identity', 'example.com', '--symptom', '-'],
  expect: {
    exitCode: 1,
    codes: ['bounce/ip-blocklisted', 'sending-ip/listed'],
    causes: ['sending-ip/listed'],
  },
});
