import { scenario } from '../../scenario.ts';

const weekAgo = (name: string, value: number) => ({
  namespace: 'AWS/SES',
  name,
  dimensions: {},
  points: [{ daysAgo: 7, value }],
});

export default scenario({
  title: 'Low rates of a week ago are nothing to worry about, and no tick',
  world({ region }) {
    region.metrics = [weekAgo('Reputation.BounceRate', 0.006), weekAgo('Reputation.ComplaintRate', 0.0001)];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], statuses: { reputation: 'skipped', 'reputation-trend': 'skipped' } },
});
