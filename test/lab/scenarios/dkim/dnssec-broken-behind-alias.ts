import { usualServers } from '../../dns/world.ts';
import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records lead through the zone of a vendor, whose chain of trust is broken',
  world({ dns }) {
    for (const token of dkimTokens('example.com')) {
      dns.names[`${token}._domainkey.example.com`] = { CNAME: [`${token}.dk.vendor.example`] };
      dns.names[`${token}.dk.vendor.example`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    }
    dns.zones['vendor.example'] = { servers: usualServers(), dnssec: 'no-keys' };
  },
  command: ['--only', 'dkim', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dkim/dnssec-broken'], says: ['vendor.example'] },
});
