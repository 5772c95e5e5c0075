import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An alarm on the bounce rate paused the set, and nobody was told',
  world(world) {
    const { region } = world;
    const set = region.configurationSets['transactional'];
    if (set?.SendingOptions !== undefined) set.SendingOptions.SendingEnabled = false;
  },
  command: ['--symptom', 'app.log', '--identity', 'example.com'],
  files: {
    'app.log':
      'ConfigurationSetSendingPausedException: Email sending for configuration set <transactional> is paused.',
  },
  expect: { exitCode: 1, firstCause: 'configuration-set/sending-paused' },
});
