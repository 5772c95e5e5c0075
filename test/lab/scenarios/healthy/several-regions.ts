import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain is verified in three Regions, one of them in the sandbox',
  world({ aws }) {
    const sandbox = healthyRegion();
    sandbox.account.ProductionAccessEnabled = false;
    aws.regions['us-east-1'] = healthyRegion();
    aws.regions['ap-south-1'] = sandbox;
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
