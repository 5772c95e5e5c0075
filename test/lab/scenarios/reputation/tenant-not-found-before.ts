import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES said that there is no such tenant, and it is there by now',
  world({ region }) {
    addTenant(region, 'ghost', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'An error occurred (NotFoundException) when calling the SendEmail operation: Tenant ghost for AwsAccountId 111122223333 not found.\n',
  },
  expect: { exitCode: 3, refuted: ['reputation/tenant-not-found'] },
});
