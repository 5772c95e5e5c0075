import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Forwarding is off, and the set only counts bounces in CloudWatch',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity !== undefined) identity.FeedbackForwardingStatus = false;
    const set = region.configurationSets['transactional'];
    for (const destination of set?.eventDestinations ?? []) {
      delete destination.SnsDestination;
      destination.CloudWatchDestination = {
        DimensionConfigurations: [
          {
            DimensionName: 'ses:configuration-set',
            DimensionValueSource: 'MESSAGE_TAG',
            DefaultDimensionValue: 'none',
          },
        ],
      };
    }
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['events/no-bounce-channel'] },
});
