import { publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver calls the mail unauthenticated, and a message that was given is signed as it should be',
  world: publishKeys,
  command: ['--message', 'mail.eml', '--symptom', 'bounce.txt'],
  files: {
    'mail.eml': receivedMail(),
    'bounce.txt':
      '550 5.7.26 This mail has been blocked because the sender is unauthenticated. DKIM = did not pass SPF [bounce.example.com] with ip: [54.240.4.7] = did not pass',
  },
  expect: {
    exitCode: 1,
    firstCause: 'bounce/authentication-failed',
    says: ['the message that was given is signed'],
    saysNot: ['save one that arrived', 'Switch on Easy DKIM'],
  },
});
