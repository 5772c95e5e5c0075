import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The name of an address does not point back to it',
  world({ dns }) {
    Object.assign(dns.names, {
      '99.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
      'mail.example.com': { A: ['192.0.2.1'] },
    });
  },
  command: ['--ip', '192.0.2.99'],
  expect: { exitCode: 0, codes: ['sending-ip/no-reverse-name'] },
});
