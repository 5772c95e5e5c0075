import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The address that failed was written to, and the log says that it is the sender as well',
  command: ['--symptom', '-', '--identity', 'example.com', '--recipient', 'someone@receiver.example'],
  files: {
    '-': 'Nov 30 08:00:01 mx postfix/smtp[1]: 4ABC: from=<someone@receiver.example>, to=<someone@receiver.example>, relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.1]:587, dsn=5.0.0, status=bounced (554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: someone@receiver.example)',
  },
  expect: {
    exitCode: 1,
    codes: ['identity/not-verified'],
    causes: ['identity/not-verified'],
    refuted: ['identity/wrong-region'],
  },
});
