import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES named the identity that was not associated, and it is by now',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--tenant', 'acme'],
  files: {
    '-': 'AccessDeniedException: Tenant not associated with resources [arn:aws:ses:eu-west-1:111122223333:identity/example.com].\n',
  },
  expect: { exitCode: 3, refuted: ['send/tenant'], notCodes: ['send/tenant'] },
});
