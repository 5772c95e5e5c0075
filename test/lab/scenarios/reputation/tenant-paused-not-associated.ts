import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'A tenant is paused, and its default configuration set is not associated with it: two faults',
  world({ region }) {
    addTenant(region, 'acme', ['identity/example.com'], 'DISABLED');
  },
  command: ['--identity', 'example.com', '--tenant', 'acme'],
  expect: {
    exitCode: 1,
    codes: ['reputation/tenant-paused', 'send/tenant'],
    causes: ['reputation/tenant-paused', 'send/tenant'],
  },
});
