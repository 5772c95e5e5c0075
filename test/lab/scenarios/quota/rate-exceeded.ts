import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'An application hits the sending rate',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: { '-': '454 Throttling failure: Maximum sending rate exceeded.' },
  expect: { exitCode: 1, codes: ['quota/rate-exceeded'] },
});
