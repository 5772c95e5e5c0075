import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'No identity is asked about',
  command: ['--configuration-set', 'transactional'],
  expect: { exitCode: 0, codes: [], infos: ['identity/none-given'] },
});
