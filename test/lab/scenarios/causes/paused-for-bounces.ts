import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'AWS paused the account for its bounces: the pause leads, the rate is why',
  world({ region }) {
    region.account.EnforcementStatus = 'SHUTDOWN';
    region.account.SendingEnabled = false;
    region.metrics = [dailyMetric('Reputation.BounceRate', [0.05, 0.09, 0.12])];
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    codes: ['reputation/bounce-rate-pause-risk', 'sending/paused-by-aws'],
    causes: ['sending/paused-by-aws'],
  },
});
