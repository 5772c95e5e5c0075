import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';
import { verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title: 'The domain is associated with the tenant, and the address that sends is an identity of its own',
  world({ region }) {
    region.identities['hello@example.com'] = {
      ...verifiedDomain('example.com'),
      IdentityType: 'EMAIL_ADDRESS',
    };
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--identity', 'hello@example.com', '--tenant', 'acme'],
  expect: {
    exitCode: 1,
    codes: ['send/tenant'],
    says: ['--tenant-name acme --resource-arn arn:aws:ses:eu-west-1:111122223333:identity/hello@example.com'],
  },
});
