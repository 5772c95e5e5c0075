import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The mailbox simulator as the recipient',
  command: ['--identity', 'example.com', '--recipient', 'success@simulator.amazonses.com'],
  expect: { exitCode: 0, codes: [] },
});
