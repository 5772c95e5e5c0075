import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';
import { verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title:
    'The address that sends is an identity of its own, and associated with the tenant; its domain is not',
  world({ region }) {
    region.identities['hello@example.com'] = {
      ...verifiedDomain('example.com'),
      IdentityType: 'EMAIL_ADDRESS',
    };
    addTenant(region, 'acme', ['identity/hello@example.com', 'configuration-set/transactional']);
  },
  command: ['--identity', 'hello@example.com', '--tenant', 'acme'],
  expect: { exitCode: 0, codes: [], statuses: { 'send-tenant': 'pass' } },
});
