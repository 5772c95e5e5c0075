import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver calls the mail unauthenticated, DNS is left alone, and SES says that DKIM is set up',
  command: ['--identity', 'example.com', '--no-dns', '--symptom', 'bounce.txt'],
  files: {
    'bounce.txt':
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated. SPF [bounce.example.com] did not pass',
  },
  expect: {
    exitCode: 1,
    codes: ['bounce/authentication-failed'],
    says: ['DKIM is on for example.com, and SES has found its records'],
    saysNot: ['Switch on Easy DKIM'],
  },
});
