import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A Postfix relay without a password map',
  command: ['explain', '--file', 'error.txt'],
  files: {
    'error.txt':
      'postfix/smtp[912]: 3CB2B113: to=<ann@receiver.example>, relay=email-smtp.eu-west-1.amazonaws.com[18.138.111.200]:587, delay=0.5, dsn=5.0.0, status=bounced (host email-smtp.eu-west-1.amazonaws.com[18.138.111.200] said: 530 Authentication required (in reply to MAIL FROM command))',
  },
  expect: { exitCode: 1, firstCause: 'smtp-credentials/not-used' },
});
