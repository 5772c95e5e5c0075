import { scenario } from '../../scenario.ts';
import { addTenant } from '../../tenant.ts';

export default scenario({
  title: 'The default set takes mail of tenants only, and is not associated with the tenant that sends',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      SuppressionOptions: { SuppressionScope: 'TENANT' },
    };
    addTenant(region, 'acme', ['identity/example.com']);
  },
  command: ['--identity', 'example.com', '--tenant', 'acme'],
  expect: { exitCode: 1, firstCause: 'send/tenant' },
});
