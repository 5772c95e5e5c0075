import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address of a sub-domain, covered by the verified domain above it',
  command: ['--identity', 'a@mail.example.com'],
  expect: { exitCode: 0, codes: [], infos: ['identity/covered-by-parent'] },
});
