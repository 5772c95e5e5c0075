import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES gives up after ten minutes',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      DeliveryOptions: { MaxDeliverySeconds: 600 },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['configuration-set/max-delivery-short'] },
});
