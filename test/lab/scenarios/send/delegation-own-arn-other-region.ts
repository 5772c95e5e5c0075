import { healthyRegion } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The ARN is of this account in another Region, and the identity is verified in this one too',
  world({ aws }) {
    aws.regions['us-east-1'] = healthyRegion();
  },
  command: [
    ...['--only', 'send', '--only', 'sending', '--identity', 'example.com'],
    ...['--source-arn', 'arn:aws:ses:us-east-1:111122223333:identity/example.com'],
  ],
  expect: {
    exitCode: 1,
    codes: ['send/cross-account-identity'],
    says: ['Name the identity of this Region, arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
  },
});
