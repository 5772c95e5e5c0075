import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** Code, recipient, and whether a mail server on the way to SES said so of itself. */
const read = (text: string): readonly unknown[] => {
  const [first] = readSymptom(text, { region: null }).candidates;
  return [first?.code, first?.subject, first?.data['own'] === 'true'];
};

const to = 'to=<noah@example.com>';

describe('a mail server that looks for the mailbox on itself', () => {
  it.each([
    [
      'Postfix refuses what the application hands in',
      'postfix/smtpd[96]: NOQUEUE: reject: RCPT from app[10.0.0.5]: 550 5.1.1 <noah@example.com>: Recipient address rejected: User unknown in local recipient table; from=<no-reply@example.com> to=<noah@example.com> proto=ESMTP helo=<app>',
    ],
    [
      'Postfix, of virtual mailboxes',
      'postfix/smtpd[96]: NOQUEUE: reject: RCPT from localhost[127.0.0.1]: 550 5.1.1 <noah@example.com>: Recipient address rejected: User unknown in virtual mailbox table; from=<no-reply@example.com> to=<noah@example.com> proto=ESMTP helo=<web>',
    ],
    [
      'Postfix, from a user of the machine',
      `Nov 13 10:00:00 web postfix/local[312]: 3CB2B113: ${to}, relay=local, delay=0.04, dsn=5.1.1, status=bounced (unknown user: "noah")`,
    ],
    [
      'Postfix, with another name of the service',
      `Nov 13 10:00:00 web postfix/virtual[312]: 3CB2B113: ${to}, relay=virtual, delay=0.04, dsn=5.1.1, status=bounced (unknown user: "noah@example.com")`,
    ],
  ])('%s', (_name, text) => {
    expect(read(text)).toEqual(['bounce/unknown-user', 'noah@example.com', true]);
  });

  it.each([
    [
      'a receiver with Postfix says so to SES',
      'smtp; 550 5.1.1 <noah@example.com>: Recipient address rejected: User unknown in local recipient table',
    ],
    [
      "the receiver's own log of what SES hands in",
      'postfix/smtpd[96]: NOQUEUE: reject: RCPT from a4-7.smtp-out.eu-west-1.amazonses.com[54.240.4.7]: 550 5.1.1 <noah@example.com>: Recipient address rejected: User unknown in local recipient table; from=<0102@bounce.shop.example> to=<noah@example.com> proto=ESMTP',
    ],
    ['a plain reply', '550 5.1.1 <noah@example.com>: user unknown'],
  ])('not: %s', (_name, text) => {
    expect(read(text)).toEqual(['bounce/unknown-user', 'noah@example.com', false]);
  });
});

describe('the status line of HTTP before an error of AWS', () => {
  it.each([
    [
      'HTTP/1.1 400 Bad Request - Domain contains control or whitespace (InvalidParameterValue)',
      'send/address-syntax',
    ],
    ["HTTP/1.1 400 Bad Request - Missing final '@domain' (InvalidParameterValue)", 'send/address-syntax'],
    [
      'HTTP/1.1 400 Bad Request - Email address is not verified. The following identities failed the check in region EU-WEST-1: info@example.com (MessageRejected)',
      'identity/not-verified',
    ],
    ['HTTP/1.1 400 Bad Request - Maximum sending rate exceeded. (Throttling)', 'quota/rate-exceeded'],
    [
      'HTTP/1.1 400 Bad Request - Configuration set <news> does not exist. (ConfigurationSetDoesNotExist)',
      'configuration-set/not-found',
    ],
    ['HTTP/1.1 502 Bad Gateway', 'send/not-sent-by-ses'],
    ['HTTP/1.1 404 Not Found', 'send/not-sent-by-ses'],
  ])('%s', (text, code) => {
    expect(read(text)[0]).toBe(code);
  });
});
