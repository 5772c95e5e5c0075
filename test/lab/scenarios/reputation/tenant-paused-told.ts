import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES names the tenant that is paused, and the flag does not',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional'], 'DISABLED');
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'Sending paused for tenant acme\n',
  },
  expect: { exitCode: 1, codes: ['reputation/tenant-paused'] },
});
