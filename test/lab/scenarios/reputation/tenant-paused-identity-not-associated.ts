import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'A tenant is paused, and the identity of its sender is not associated with it: two faults',
  world({ region }) {
    addTenant(region, 'acme', ['configuration-set/transactional'], 'DISABLED');
  },
  command: ['--identity', 'example.com', '--tenant', 'acme'],
  expect: { exitCode: 1, causes: ['reputation/tenant-paused', 'send/tenant'] },
});
