import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The default configuration set takes mail of tenants only',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      SuppressionOptions: { SuppressionScope: 'TENANT' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['configuration-set/tenant-required'] },
});
