import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list of the user takes the place of the built-in ones',
  world({ dns }) {
    Object.assign(dns.names, {
      '2.0.0.127.bl.receiver.example': { A: ['127.0.0.9'] },
      '99.2.0.192.bl.receiver.example': { A: ['127.7.7.7'], TXT: ['we do not like you'] },
      '99.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
      'mail.example.com': { A: ['192.0.2.99'] },
    });
  },
  command: ['--ip', '192.0.2.99', '--dnsbl', 'bl.receiver.example'],
  expect: { exitCode: 1, codes: ['sending-ip/listed'] },
});
