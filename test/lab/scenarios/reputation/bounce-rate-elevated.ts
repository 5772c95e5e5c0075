import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bounce rate has been at 3% for two weeks',
  world({ region }) {
    region.metrics = [
      dailyMetric(
        'Reputation.BounceRate',
        Array.from({ length: 14 }, () => 0.03),
      ),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0001),
      ),
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['reputation/bounce-rate-elevated'] },
});
