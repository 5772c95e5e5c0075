import { receivedMail } from './received-mail.ts';

/** The hop at which the sender's own server took the mail of somebody outside. */
const toUs =
  'Received: from mail.other.example (mail.other.example [198.51.100.9]) by mx.example.com with ESMTPS for <news@example.com>; Sat, 21 Nov 2026 20:00:05 +0000';

const report = (from: string, subject: string, kind: string, parts: readonly string[]): string =>
  [
    'Return-Path: <>',
    toUs,
    `From: ${from}`,
    'To: news@example.com',
    `Subject: ${subject}`,
    'Date: Sat, 21 Nov 2026 20:00:00 +0000',
    'Auto-Submitted: auto-replied',
    `Content-Type: multipart/report; report-type=${kind}; boundary="b"`,
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'See below.',
    ...parts.flatMap((part) => ['--b', part]),
    '--b--',
    '',
  ].join('\r\n');

/** A bounce mail for ann@receiver.example (RFC 3464), by SES or by the receiver's own server. */
export const bounceMail = (from = 'MAILER-DAEMON@eu-west-1.amazonses.com'): string =>
  report(from, 'Delivery Status Notification (Failure)', 'delivery-status', [
    [
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; ${from.endsWith('amazonses.com') ? 'a4-7.smtp-out.eu-west-1.amazonses.com' : 'mx.receiver.example'}`,
      '',
      'Final-Recipient: rfc822;ann@receiver.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    ].join('\r\n'),
    `Content-Type: message/rfc822\r\n\r\n${receivedMail()}`,
  ]);

/** What qmail writes: a bounce mail without the parts of RFC 3464. */
export const bounceOfQmail = [
  'Return-Path: <>',
  'Received: (qmail 12345 invoked for bounce); 21 Nov 2026 20:00:00 -0000',
  'Date: 21 Nov 2026 20:00:00 -0000',
  'From: MAILER-DAEMON@mx.receiver.example',
  'To: news@example.com',
  'Subject: failure notice',
  '',
  'Hi. This is the qmail-send program at mx.receiver.example.',
  "I'm afraid I wasn't able to deliver your message to the following addresses.",
  '',
  '<ann@receiver.example>:',
  'Sorry, no mailbox here by that name. (#5.1.1)',
  '',
].join('\r\n');

/** A complaint of ann@receiver.example (RFC 5965). */
export const complaintMail = report(
  'complaints@email-abuse.amazonses.com',
  'complaint about message from 54.240.4.7',
  'feedback-report',
  [
    [
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Feedback/1.0',
      'Version: 1',
      'Original-Rcpt-To: ann@receiver.example',
    ].join('\r\n'),
  ],
);

/** A receipt of somebody who read the mail (RFC 8098). */
export const readReceipt = report('Cy <cy@other.example>', 'Read: Your order', 'disposition-notification', [
  [
    'Content-Type: message/disposition-notification',
    '',
    'Final-Recipient: rfc822;cy@other.example',
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ].join('\r\n'),
]);

/** A mail of somebody else, which no identity of the lab covers and SES did not send. */
export const mailOfStranger = (more: { fields?: readonly string[]; envelopeSender?: string } = {}): string =>
  receivedMail({ signers: [], received: [toUs], envelopeSender: 'cy@other.example', ...more })
    .replace('From: Shop <news@example.com>', 'From: Cy <cy@other.example>')
    .replace('To: ann@receiver.example', 'To: news@example.com');

/** Nobody is in the office. */
export const outOfOffice = mailOfStranger({
  fields: ['Auto-Submitted: auto-replied'],
  envelopeSender: '',
}).replace('Subject: Your order', 'Subject: Automatic reply: Your order');
