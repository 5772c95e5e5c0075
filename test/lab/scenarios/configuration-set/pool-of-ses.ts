import { scenario } from '../../scenario.ts';

export default scenario({
  title: "The default set sends through SES's default pool of dedicated addresses",
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      DeliveryOptions: { SendingPoolName: 'ses-default-dedicated-ip-pool' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
