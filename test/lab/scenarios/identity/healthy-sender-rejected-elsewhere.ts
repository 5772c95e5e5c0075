import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A receiver refuses a sender whose domain is in order: that alone is told, and nothing of a recipient',
  command: ['--symptom', '-', '--identity', 'example.com'],
  files: { '-': '550 5.1.8 <info@example.com>: Sender address rejected: Domain not found' },
  expect: { exitCode: 1, codes: ['bounce/sender-domain'], notCodes: ['identity/domain-takes-no-mail'] },
});
