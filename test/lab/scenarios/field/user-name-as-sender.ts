import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The user name of the SMTP login stands in the From setting',
  command: ['explain', 'log.txt'],
  files: {
    'log.txt':
      'failed to send email: 554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: AKIAIOSFODNN7EXAMPLE',
  },
  expect: { exitCode: 1, firstCause: 'send/envelope-sender-invalid' },
});
