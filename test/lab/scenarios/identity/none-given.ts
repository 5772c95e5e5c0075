import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A recipient is asked about, and no identity',
  command: ['--recipient', 'someone@receiver.example'],
  expect: { exitCode: 0, codes: [], infos: ['identity/none-given'] },
});
