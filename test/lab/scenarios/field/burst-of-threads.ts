import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A batch with many threads sends faster than the account may',
  command: ['--symptom', 'batch.log', '--identity', 'example.com'],
  files: {
    'batch.log': 'smtplib.SMTPDataError: (454, b"Throttling failure: Maximum sending rate exceeded.")',
  },
  expect: { exitCode: 1, firstCause: 'quota/rate-exceeded' },
});
