import { month } from '../../history/lines.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Dead addresses are written to every day',
  command: ['history', '-'],
  files: month([{ kind: 'dead', count: 6 }]),
  expect: { exitCode: 0, codes: ['history/dead-addresses-mailed'] },
});
