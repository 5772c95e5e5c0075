import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An address that is sendable through its verified domain',
  command: ['--identity', 'news@example.com'],
  expect: { exitCode: 0, codes: [], infos: ['identity/covered-by-parent'] },
});
