import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An account so new that CloudWatch has no reputation metric',
  world({ region }) {
    region.metrics = [];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['reputation/no-data'] },
});
