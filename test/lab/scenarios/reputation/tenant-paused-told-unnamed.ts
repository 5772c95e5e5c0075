import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'SES tells of a paused tenant without its name, and that of the sender is',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional'], 'DISABLED');
  },
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: {
    '-': 'MessageRejected: Sending paused for this tenant.\n',
  },
  expect: { exitCode: 1, codes: ['reputation/tenant-paused'] },
});
