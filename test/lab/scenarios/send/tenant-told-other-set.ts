import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES names a configuration set that is not the default of the sender',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--tenant', 'acme'],
  files: {
    '-': 'AccessDeniedException: Tenant not associated with resources [arn:aws:ses:eu-west-1:111122223333:configuration-set/marketing].\n',
  },
  expect: {
    exitCode: 1,
    codes: ['send/tenant'],
    says: ['--resource-arn arn:aws:ses:eu-west-1:111122223333:configuration-set/marketing'],
  },
});
