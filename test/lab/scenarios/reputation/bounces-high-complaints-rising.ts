import { dailyMetric } from '../../aws/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The bounce rate is high, and the complaint rate is high and rises',
  world({ region }) {
    region.metrics = [
      dailyMetric(
        'Reputation.BounceRate',
        Array.from({ length: 14 }, () => 0.03),
      ),
      dailyMetric('Reputation.ComplaintRate', [0, 0.0001, 0.0002, 0.0003, 0.0004, 0.0005, 0.0006]),
    ];
  },
  command: ['--identity', 'example.com', '--only', 'reputation*'],
  expect: {
    exitCode: 0,
    codes: ['reputation/bounce-rate-elevated', 'reputation/complaint-rate-elevated', 'reputation/rising'],
    causes: ['reputation/complaint-rate-elevated', 'reputation/bounce-rate-elevated'],
  },
});
