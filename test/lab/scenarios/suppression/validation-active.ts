import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Auto Validation is on',
  world({ region }) {
    region.account.SuppressionAttributes = {
      SuppressedReasons: ['BOUNCE', 'COMPLAINT'],
      ValidationAttributes: {
        ConditionThreshold: {
          ConditionThresholdEnabled: 'ENABLED',
          OverallConfidenceThreshold: { ConfidenceVerdictThreshold: 'HIGH' },
        },
      },
    };
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['suppression/validation-active', 'suppression/global-not-queryable'],
  },
});
