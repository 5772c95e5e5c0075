import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'A receiver calls the mail unauthenticated, and DKIM is switched off: that is the step, without DNS as well',
  world({ region }) {
    const identity = region.identities['example.com'];
    if (identity?.DkimAttributes !== undefined) identity.DkimAttributes.SigningEnabled = false;
  },
  command: ['--identity', 'example.com', '--no-dns', '--symptom', 'bounce.txt'],
  files: {
    'bounce.txt':
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated. SPF [bounce.example.com] did not pass',
  },
  expect: {
    exitCode: 1,
    says: ['Switch on Easy DKIM'],
    saysNot: ['DKIM is on for'],
    firstCause: 'bounce/authentication-failed',
  },
});
