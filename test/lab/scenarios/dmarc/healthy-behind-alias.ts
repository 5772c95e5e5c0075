import { usualServers } from '../../dns/world.ts';
import { scenario } from '../../scenario.ts';

const hosted = 'example.com._dmarc.vendor.example';

export default scenario({
  title: 'The DMARC record is an alias into the signed zone of a vendor',
  world({ dns }) {
    dns.names['_dmarc.example.com'] = { CNAME: [hosted] };
    dns.names[hosted] = { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'] };
    dns.zones['vendor.example'] = { servers: usualServers(), dnssec: 'sound' };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
