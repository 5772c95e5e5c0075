import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'In the sandbox here, with production access in another Region',
  world({ aws, region }) {
    region.account.ProductionAccessEnabled = false;
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--only', 'sandbox', '--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['sandbox/account-in-sandbox'], says: ['production access in us-east-1'] },
});
