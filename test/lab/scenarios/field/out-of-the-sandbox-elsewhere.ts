import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Production access was granted in another Region than the one the application sends from',
  world(world) {
    const { region, aws } = world;
    region.account.ProductionAccessEnabled = false;
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--symptom', 'error.txt', '--identity', 'example.com'],
  files: {
    'error.txt':
      'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: customer@receiver.example',
  },
  expect: { exitCode: 1, firstCause: 'sandbox/account-in-sandbox' },
});
