import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const domain = 'notify.example.com';

export default scenario({
  title:
    'Forwarding leads to a sub-domain that takes no mail, and the application names a set that keeps bounces',
  world({ region, dns }) {
    region.identities[domain] = { ...verifiedDomain(domain), ConfigurationSetName: undefined };
    Object.assign(dns.names, senderRecords(domain));
    dns.names[domain] = { TXT: ['a word of proof'] };
  },
  command: ['--identity', domain, '--configuration-set', 'transactional'],
  expect: { exitCode: 0, codes: [] },
});
