import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The quota of another account was used up: what is left of this one says nothing',
  command: ['--identity', 'example.com', '--symptom', '-'],
  files: {
    '-': [
      'caller arn:aws:sts::444455556666:assumed-role/mailer/i-0abc',
      'An error occurred (LimitExceededException) when calling the SendEmail operation: Daily message quota exceeded.',
      '',
    ].join('\n'),
  },
  expect: { exitCode: 1, codes: ['quota/daily-exhausted'], notCodes: ['quota/was-exhausted'] },
});
