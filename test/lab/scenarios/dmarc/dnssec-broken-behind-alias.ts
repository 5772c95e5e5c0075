import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

const hosted = 'example.com._dmarc.vendor.example';

export default scenario({
  title: 'The DMARC record is an alias into a vendor’s zone, whose DNSSEC signatures have expired',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: [hosted] };
    dns.names[hosted] = { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'] };
    dns.zones['vendor.example'] = { servers: usualServers(), dnssec: 'expired' };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dmarc/dnssec-broken'], says: ['vendor.example'] },
});
