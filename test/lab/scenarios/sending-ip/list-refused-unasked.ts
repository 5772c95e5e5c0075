import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list refuses the resolver, and nobody asked about lists: said, and not counted',
  world({ dns }) {
    dns.names['dbltest.com.dbl.spamhaus.org'] = { A: ['127.255.255.254'] };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['sending-ip/list-refused'], statuses: { 'sending-ip': 'pass' } },
});
