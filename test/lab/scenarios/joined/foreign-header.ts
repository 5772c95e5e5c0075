import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A contact form puts its visitor into the Sender header',
  command: ['--symptom', 'mail.log'],
  files: {
    'mail.log': [
      'Nov 21 10:00:00 mx postfix/qmgr[9]: 4F1: from=<news@example.com>, size=2314, nrcpt=1 (queue active)',
      'Nov 21 10:00:01 mx postfix/smtp[10]: 4F1: to=<someone@receiver.example>, relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.7]:587, delay=0.4, dsn=5.0.0, status=bounced (host email-smtp.eu-west-1.amazonaws.com[192.0.2.7] said: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: visitor@elsewhere.example (in reply to end of DATA command))',
    ].join('\n'),
  },
  expect: {
    exitCode: 1,
    codes: ['identity/foreign-header', 'identity/not-verified'],
    causes: ['identity/foreign-header'],
  },
});
