import { scenario } from '../../scenario.ts';

const zone = '0123456789abcdefghij.zen.dq.spamhaus.net';

export default scenario({
  title: "A list with the subscriber's key in its name is read as the public one it belongs to",
  world({ dns }) {
    Object.assign(dns.names, {
      [`2.0.0.127.${zone}`]: { A: ['127.0.0.2'] },
      [`99.2.0.192.${zone}`]: { A: ['127.0.0.3'] },
      '99.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
      'mail.example.com': { A: ['192.0.2.99'] },
    });
  },
  command: ['--ip', '192.0.2.99', '--dnsbl', zone],
  expect: { exitCode: 1, codes: ['sending-ip/listed'] },
});
