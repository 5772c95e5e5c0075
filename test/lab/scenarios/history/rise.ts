import { month } from '../../history/lines.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Gmail refuses a newsletter on two days of the month',
  command: ['history', '-'],
  files: month([
    {
      kind: 'rise',
      cause: 'spam',
      fromDay: 24,
      days: 2,
      share: 0.6,
      receiver: 'gmail.com',
      campaign: 'newsletter',
    },
  ]),
  expect: { exitCode: 0, codes: ['history/rise', 'history/receiver-refuses'] },
});
