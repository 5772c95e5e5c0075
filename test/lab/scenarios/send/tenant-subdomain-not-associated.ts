import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';
import { senderRecords, verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title: 'The domain is associated with the tenant, and the subdomain that sends is an identity of its own',
  world({ region, dns }) {
    region.identities['mail.example.com'] = verifiedDomain('mail.example.com');
    Object.assign(dns.names, senderRecords('mail.example.com'));
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--identity', 'news@mail.example.com', '--tenant', 'acme'],
  expect: {
    exitCode: 1,
    codes: ['send/tenant'],
    says: ['--resource-arn arn:aws:ses:eu-west-1:111122223333:identity/mail.example.com'],
  },
});
