import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A list refuses the resolver: neither listed nor clean',
  world({ dns }) {
    Object.assign(dns.names, {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
    });
    Object.assign(dns.names, { '*.zen.spamhaus.org': { A: ['127.255.255.254'] } });
    for (const name of Object.keys(dns.names)) {
      if (name.endsWith('.zen.spamhaus.org') && !name.startsWith('*'))
        dns.names[name] = { A: ['127.255.255.254'] };
    }
  },
  command: ['--identity', 'example.com', '--ip', '54.240.8.31'],
  expect: { exitCode: 3, codes: ['sending-ip/list-refused'], statuses: { 'sending-ip': 'unknown' } },
});
