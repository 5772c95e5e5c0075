import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const domain = 'notify.example.com';

export default scenario({
  title:
    'Bounces are forwarded to a sub-domain that takes no mail; only a set that each send names would keep them',
  world({ region, dns }) {
    region.identities[domain] = { ...verifiedDomain(domain), ConfigurationSetName: undefined };
    Object.assign(dns.names, senderRecords(domain));
    dns.names[domain] = { TXT: ['a word of proof'] };
  },
  command: ['--identity', domain],
  expect: {
    exitCode: 0,
    codes: ['events/no-bounce-channel'],
    infos: ['identity/domain-takes-no-mail'],
    says: ['that is sent without a configuration set', 'then say so with --configuration-set'],
  },
});
