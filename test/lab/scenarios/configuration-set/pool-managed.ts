import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set sends through a managed pool that has no address yet',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      DeliveryOptions: { SendingPoolName: 'marketing' },
    };
    region.dedicatedIpPools = [{ PoolName: 'marketing', ScalingMode: 'MANAGED' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
