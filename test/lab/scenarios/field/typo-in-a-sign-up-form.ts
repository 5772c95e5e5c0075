import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A sign-up form takes any address, and this one has a typo in a large provider',
  command: ['--identity', 'example.com', '--recipient', 'ann@gmial.com'],
  expect: { exitCode: 1, firstCause: 'recipient/probable-typo' },
});
