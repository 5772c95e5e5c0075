import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';
import { verifiedDomain } from '../../healthy-world.ts';

export default scenario({
  title: 'SES names the address that is not associated; its domain is',
  world({ region }) {
    region.identities['hello@example.com'] = {
      ...verifiedDomain('example.com'),
      IdentityType: 'EMAIL_ADDRESS',
    };
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'hello@example.com', '--tenant', 'acme'],
  files: {
    '-': 'AccessDeniedException: Tenant not associated with resources [arn:aws:ses:eu-west-1:111122223333:identity/hello@example.com].\n',
  },
  expect: {
    exitCode: 1,
    codes: ['send/tenant'],
    says: ['identity/hello@example.com'],
  },
});
