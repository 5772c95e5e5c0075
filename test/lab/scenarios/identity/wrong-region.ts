import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The domain was verified in us-east-1, the program sends from eu-west-1',
  world({ aws, region }) {
    region.identities = {};
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['identity/not-found', 'identity/wrong-region'],
    causes: ['identity/wrong-region'],
  },
});
