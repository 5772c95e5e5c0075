import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver did not find the MAIL FROM domain, whose records are in order now',
  world() {
    // As it is.
  },
  command: ['--symptom', 'log.txt', '--identity', 'example.com'],
  files: {
    'log.txt':
      'Dec  3 00:22:27 mx postfix/smtpd[1521]: NOQUEUE: reject: RCPT from a27-190.smtp-out.us-west-2.amazonses.com[54.240.27.190]: 450 4.1.8 <0101018-000000@bounce.example.com>: Sender address rejected: Domain not found; from=<0101018-000000@bounce.example.com> to=<someone@receiver.example> proto=ESMTP helo=<a27-190.smtp-out.us-west-2.amazonses.com>\n',
  },
  expect: {
    exitCode: 3,
    codes: ['send/not-explained-here'],
    says: ['The records of bounce.example.com that this text finds fault with are in order now'],
    saysNot: ['Region unknown'],
  },
});
