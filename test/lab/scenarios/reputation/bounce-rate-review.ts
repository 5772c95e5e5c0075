import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bounce rate has been at 6% for two weeks',
  world({ region }) {
    region.metrics = [
      dailyMetric(
        'Reputation.BounceRate',
        Array.from({ length: 14 }, () => 0.06),
      ),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0001),
      ),
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['reputation/bounce-rate-review'] },
});
