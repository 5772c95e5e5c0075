import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A complaint rate is published, and it leaves Gmail out',
  command: ['--only', 'reputation*'],
  expect: { exitCode: 0, codes: [], infos: ['reputation/gmail-not-counted'] },
});
