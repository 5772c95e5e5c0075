import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The mail server before SES takes the domain for its own, and looks for the mailbox on itself',
  command: ['explain', '--file', 'log.txt'],
  files: {
    'log.txt':
      'postfix/smtpd[96]: NOQUEUE: reject: RCPT from app[10.0.0.5]: 550 5.1.1 <ann@receiver.example>: Recipient address rejected: User unknown in local recipient table; from=<no-reply@example.com> to=<ann@receiver.example> proto=ESMTP helo=<app>',
  },
  expect: { exitCode: 1, firstCause: 'bounce/unknown-user', says: ['It never went to SES', 'mydestination'] },
});
