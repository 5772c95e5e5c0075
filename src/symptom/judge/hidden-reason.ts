import type { Reading } from '../collector.ts';
import { saysAny } from '../reply-rule.ts';
import type { TextBlock } from '../text-block.ts';

/** Sentences that a library prints for whatever went wrong, and which library it is. */
const sentences: readonly { library?: string; says: readonly string[] }[] = [
  {
    library: 'PHPMailer',
    says: [
      'message could not be sent. mailer error',
      'smtp connect() failed',
      'could not instantiate mail function',
      'mail from command failed',
      'rcpt to command failed',
      'data command failed',
      'data end command failed',
      'smtp error: data not accepted',
      'the following from address failed',
      'the following recipients failed',
      'phpmailer * could not be sent',
      'message could not be sent',
    ],
  },
  {
    library: 'WordPress',
    says: [
      'wp_mail() returned false',
      'wp_mail returned false',
      'wp_mail * false',
      'wp_mail_failed',
      'the email could not be sent. your site',
      'the email could not be sent',
      'there was an error trying to send your message',
      'possible reason: your host may have disabled the mail() function',
    ],
  },
  {
    library: 'Laravel',
    says: [
      'unable to send an email',
      'expected response code * but got an empty response',
      'expected response code * but got code "", with message ""',
    ],
  },
  { library: '.NET', says: ['system.net.mail.smtpexception: failure sending mail', 'failure sending mail'] },
  {
    library: 'JavaMail',
    says: [
      'sending the email to the following server failed',
      'mailsendexception: failed messages',
      'sendfailedexception: sending failed',
    ],
  },
  {
    library: 'Sendmail',
    says: ['dsn=5.0.0, stat=service unavailable', 'dsn=5.0.0, stat=remote protocol error'],
  },
  { library: 'Django', says: ['send_mail returned 0', 'send_mail * returned 0'] },
  { library: 'Rails', says: ['actionmailer * delivery failed', 'error performing actionmailer'] },
  { library: 'nodemailer', says: ['nodemailer * failed to send', 'nodemailer error: message failed'] },
];
/** What any program may say; it counts only where SES is spoken of. */
const anyProgram: readonly string[] = [
  'failed to send email',
  'failed to send mail',
  'failed to send message',
  'failed to send the email',
  'error sending email',
  'error sending mail',
  'error while sending',
  'could not send email',
  'could not send mail',
  'could not send message',
  'unable to send email',
  'unable to send mail',
  'email not sent',
  'mail not sent',
  'email sending failed',
  'sending failed',
  'email could not be sent',
  'mail could not be sent',
  'message could not be sent',
  'email was not sent',
  'message was not sent',
  'failed sending email',
];

/** A failure to send whose reason the library kept to itself; null when the text tells of none. For texts that nothing else explains. */
export function readHiddenReason(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null || block.foreign !== null) return null;
  for (const { text, plain } of block.lines) {
    const library = sentences.find(({ says }) => saysAny(plain, says))?.library;
    if (library === undefined && !(block.isSes && saysAny(plain, anyProgram))) continue;
    return [
      {
        code: 'send/reason-hidden',
        subject: null,
        quote: text,
        data: library === undefined ? {} : { library },
        weight: 2,
      },
    ];
  }
  return null;
}
