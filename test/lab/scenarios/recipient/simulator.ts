import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A simulator address',
  command: ['--recipient', 'bounce@simulator.amazonses.com'],
  expect: { exitCode: 0, codes: [], infos: ['recipient/simulator'] },
});
