import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A mailer told to speak TLS from the start, on port 587',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'Error: 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number, code: ESOCKET, command: CONN, host email-smtp.eu-west-1.amazonaws.com port 587',
  },
  expect: { exitCode: 1, firstCause: 'smtp/tls-mode-mismatch' },
});
