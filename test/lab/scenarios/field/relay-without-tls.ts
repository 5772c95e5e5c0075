import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A Postfix relay that does not start TLS',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'status=bounced (host email-smtp.us-east-1.amazonaws.com[54.1.2.3] said: 530 Must issue a STARTTLS command first (in reply to MAIL FROM command))',
  },
  expect: { exitCode: 1, firstCause: 'smtp/starttls-not-used' },
});
