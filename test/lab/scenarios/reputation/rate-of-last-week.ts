import { scenario } from '../../scenario.ts';

const weekAgo = (name: string, value: number) => ({
  namespace: 'AWS/SES',
  name,
  dimensions: {},
  points: [{ daysAgo: 7, value }],
});

export default scenario({
  title: 'The bounce rate was 12% a week ago, and SES has published none since',
  world({ region }) {
    region.metrics = [weekAgo('Reputation.BounceRate', 0.12), weekAgo('Reputation.ComplaintRate', 0.0001)];
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 3,
    codes: ['reputation/not-current'],
    notCodes: ['reputation/bounce-rate-pause-risk', 'reputation/rising'],
    statuses: { reputation: 'unknown', 'reputation-trend': 'skipped' },
  },
});
