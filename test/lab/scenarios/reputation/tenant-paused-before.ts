import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES told of a paused tenant that sends again',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'Sending paused for tenant acme\n',
  },
  expect: { exitCode: 3, refuted: ['reputation/tenant-paused'] },
});
