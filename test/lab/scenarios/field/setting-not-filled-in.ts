import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The setting of the From address was not filled in',
  command: ['explain', 'log.txt'],
  files: {
    'log.txt':
      'failed to send email: 554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: undefined',
  },
  expect: { exitCode: 1, firstCause: 'send/envelope-sender-invalid' },
});
