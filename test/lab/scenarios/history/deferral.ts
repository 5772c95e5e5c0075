import { month } from '../../history/lines.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Outlook.com begins to make mail wait',
  command: ['history', '-'],
  files: month([{ kind: 'deferral', receiver: 'outlook.com', fromDay: 20, share: 0.6 }]),
  expect: { exitCode: 0, codes: ['history/receiver-defers'] },
});
