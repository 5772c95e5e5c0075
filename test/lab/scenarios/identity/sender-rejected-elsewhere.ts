import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A receiver refused a sender whose domain is in order now: nothing here explains it, and nothing is told of a recipient',
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: { '-': '550 5.1.8 <info@example.com>: Sender address rejected: Domain not found' },
  expect: { exitCode: 3, codes: ['send/not-explained-here'], refuted: ['bounce/sender-domain'] },
});
