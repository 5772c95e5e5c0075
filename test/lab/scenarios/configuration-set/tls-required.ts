import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The configuration set insists on TLS',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['configuration-set/tls-required'] },
});
