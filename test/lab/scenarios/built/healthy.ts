import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The built program in a healthy world',
  command: ['--identity', 'example.com'],
  through: 'built',
  expect: { exitCode: 0, codes: [], statuses: { identity: 'pass', sandbox: 'pass' } },
});
