import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bounce rate is at 4.4% and reaches the review limit in two days',
  world({ region }) {
    region.metrics = [
      dailyMetric('Reputation.BounceRate', [0.014, 0.019, 0.024, 0.029, 0.034, 0.039, 0.044]),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0001),
      ),
    ];
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: ['reputation/bounce-rate-elevated', 'reputation/rising'],
    causes: ['reputation/bounce-rate-elevated'],
  },
});
