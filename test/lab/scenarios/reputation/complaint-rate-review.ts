import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The complaint rate has been at 0.2% for two weeks',
  world({ region }) {
    region.metrics = [
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.002),
      ),
      dailyMetric(
        'Reputation.BounceRate',
        Array.from({ length: 14 }, () => 0.006),
      ),
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['reputation/complaint-rate-review'] },
});
