import { month } from '../../history/lines.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A month in which nothing stands out',
  command: ['history', '-'],
  files: month([]),
  expect: { exitCode: 0, codes: [] },
});
