import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bounce rate is low, and climbs half a percent a day',
  world({ region }) {
    region.metrics = [
      dailyMetric('Reputation.BounceRate', [0.002, 0.004, 0.007, 0.01, 0.013, 0.016, 0.019]),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0001),
      ),
    ];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});
