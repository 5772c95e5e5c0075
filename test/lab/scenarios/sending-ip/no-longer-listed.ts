import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A bounce names a listing that has gone since',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
  },
  files: {
    '-': '550 5.7.1 Service unavailable, Client host [54.240.8.31] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/54.240.8.31',
  },
  command: ['--identity', 'example.com', '--symptom', '-'],
  expect: {
    exitCode: 0,
    infos: ['sending-ip/no-longer-listed'],
    refuted: ['bounce/ip-blocklisted'],
  },
});
