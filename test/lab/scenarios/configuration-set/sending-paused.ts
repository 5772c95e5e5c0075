import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The default configuration set is paused',
  world({ region }) {
    region.configurationSets['transactional'] = {
      ...region.configurationSets['transactional'],
      SendingOptions: { SendingEnabled: false },
    };
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['configuration-set/sending-paused'] },
});
