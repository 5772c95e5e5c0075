import { month } from '../../history/lines.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'One campaign draws the complaints',
  command: ['history', '-'],
  files: month([{ kind: 'complaints', campaign: 'winback', share: 0.02 }]),
  expect: { exitCode: 0, codes: ['history/campaign-complaints', 'history/complaint-rate'] },
});
