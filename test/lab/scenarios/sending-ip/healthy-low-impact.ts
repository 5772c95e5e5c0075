import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address on a list that hardly anybody acts on: worth knowing, no alarm',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
    Object.assign(dns.names, listedAt('dnsbl-3.uceprotect.net', '54.240.8.31', ['127.0.0.2']));
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['sending-ip/listed-low-impact'],
    statuses: { 'sending-ip': 'pass' },
  },
});
