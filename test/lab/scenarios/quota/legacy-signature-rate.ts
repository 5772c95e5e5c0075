import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SMTP credentials from before 2019 are held back',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: { '-': '454 Throttling failure: Maximum SigV2 SMTP sending rate exceeded.' },
  expect: { exitCode: 1, codes: ['quota/legacy-signature-rate'] },
});
