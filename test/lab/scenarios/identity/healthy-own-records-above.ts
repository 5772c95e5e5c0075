import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const domain = 'staging.notify.example.com';

export default scenario({
  title: 'A verified sub-domain whose records were published at a domain above it, too',
  world({ region, dns }) {
    region.identities[domain] = verifiedDomain(domain);
    const records = senderRecords(domain);
    Object.assign(dns.names, records);
    for (const [name, value] of Object.entries(records)) {
      const above = name.replace('staging.notify', 'notify');
      dns.names[above] = value;
    }
  },
  command: ['--identity', domain],
  expect: { exitCode: 0, codes: [] },
});
