import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Somebody masked the address that failed the check: it is no name of a setting',
  command: ['explain', 'log.txt'],
  files: {
    'log.txt':
      '554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: XXXXXXXXXXXXXXXX',
  },
  expect: { exitCode: 1, firstCause: 'identity/not-verified', notCodes: ['send/envelope-sender-invalid'] },
});
