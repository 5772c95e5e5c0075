import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES says that there is no such tenant, and one of nearly that name is there',
  world({ region }) {
    addTenant(region, 'ghosts', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'An error occurred (NotFoundException) when calling the SendEmail operation: Tenant ghost for AwsAccountId 111122223333 not found.\n',
  },
  expect: {
    exitCode: 1,
    codes: ['reputation/tenant-not-found'],
    says: ['Name the tenant ghosts'],
  },
});
