import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A mail server in the cloud tries port 25',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt': 'connect to email-smtp.eu-central-1.amazonaws.com[3.64.1.2]:25: Connection timed out',
  },
  expect: { exitCode: 1, firstCause: 'smtp/port-blocked' },
});
