import { describe, expect, it } from 'vitest';
import { reportKind } from '../../../src/parse/message/report-kind.ts';
import {
  bounceMail,
  bounceOfQmail,
  complaintMail,
  mailOfStranger,
  outOfOffice,
  readReceipt,
} from '../../lab/other-mail.ts';
import { receivedMail } from '../../lab/received-mail.ts';

const notice = (subject: string, ...fields: string[]): string =>
  receivedMail({ fields }).replace('Subject: Your order', `Subject: ${subject}`);

describe('a mail that tells of another one', () => {
  it.each([
    ['a bounce of SES', bounceMail(), 'bounce'],
    ['a bounce of the receiver', bounceMail('MAILER-DAEMON@mx.receiver.example'), 'bounce'],
    ['a bounce of Exchange', bounceMail('postmaster@receiver.example'), 'bounce'],
    ['a bounce of qmail', bounceOfQmail, 'bounce'],
    [
      'a bounce of qmail in mbox form',
      `From MAILER-DAEMON Sat Nov 21 20:00:00 2026\n${bounceOfQmail}`,
      'bounce',
    ],
    ['a bounce of Exim', mailOfStranger({ fields: ['X-Failed-Recipients: ann@receiver.example'] }), 'bounce'],
    [
      'a bounce of a postmaster in words alone',
      mailOfStranger({ envelopeSender: '' })
        .replace('Cy <cy@other.example>', 'postmaster@other.example')
        .replace('Your order', 'Undeliverable: Your order'),
      'bounce',
    ],
    ['a complaint', complaintMail, 'complaint'],
    ['nobody is in the office', outOfOffice, 'auto-reply'],
    ['a receipt', readReceipt, 'auto-reply'],
    ['an answer of Exchange', mailOfStranger({ fields: ['Auto-Submitted: auto-generated'] }), 'auto-reply'],
  ])('%s', (_, bytes, kind) => {
    expect(reportKind(bytes)).toBe(kind);
  });

  it.each([
    ['an ordinary mail', receivedMail()],
    ['a mail about a delivery', notice('Delivery status of your order')],
    ['the notice of a shop', notice('Zustellung Ihrer Bestellung')],
    [
      'a notice that a program of the sender wrote',
      receivedMail({ fields: ['Auto-Submitted: auto-generated'] }),
    ],
    [
      'an answer that a program of the sender wrote',
      notice('Automatic reply: we got it', 'Auto-Submitted: auto-replied'),
    ],
    ['a mail of a postmaster', receivedMail().replace('news@example.com', 'postmaster@example.com')],
    ['a mail of somebody else', mailOfStranger()],
    [
      'a mail of somebody who writes of a bounce',
      mailOfStranger().replace('Hello Ann', 'Your mail bounced: 550 5.1.1'),
    ],
    ['nothing', ''],
  ])('is not %s', (_, bytes) => {
    expect(reportKind(bytes)).toBeNull();
  });
});
