import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set sends through a pool without an address',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      DeliveryOptions: { SendingPoolName: 'marketing' },
    };
    region.dedicatedIpPools = [{ PoolName: 'marketing', ScalingMode: 'STANDARD' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/pool-empty'] },
});
