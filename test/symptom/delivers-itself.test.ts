import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codes = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);
const receiver = 'mail.receiver.example[198.51.100.26]:25';
const ofSes = 'email-smtp.eu-west-1.amazonaws.com[52.28.63.81]';
const to = 'postfix/smtp[1]: 4F1A2: to=<ann@receiver.example>,';

describe('a mail server that delivers to receivers itself does not send through SES', () => {
  it.each([
    `Nov 30 08:00:01 mx postfix/smtp[123]: connect to ${receiver}: Connection timed out`,
    `Nov 30 08:00:01 mx postfix/smtp[123]: connect to ${receiver}: Connection refused`,
    `Nov 30 08:00:01 mx postfix/smtp[123]: connect to ${receiver}: Network is unreachable`,
    `connect to ${receiver}: Connection timed out`,
    `${to} relay=none, delay=9000, dsn=4.4.1, status=deferred (connect to ${receiver}: Connection timed out)`,
    `${to} relay=${receiver}, delay=1, dsn=4.4.1, status=deferred (connect to mail.receiver.example: Connection timed out)`,
    `${to} relay=${receiver}, dsn=4.4.2, status=deferred (lost connection with mail.receiver.example[198.51.100.26] while receiving the initial server greeting)`,
    '2026-11-30 08:00:01 1abcDE-000abc-00 == bob@receiver.example R=dnslookup T=remote_smtp defer (110): Connection timed out H=mx.receiver.example [198.51.100.25]:25',
    'sendmail[123]: tA: to=<bob@receiver.example>, mailer=esmtp, relay=mx.receiver.example. [198.51.100.25], dsn=4.0.0, stat=Deferred: Connection timed out with mx.receiver.example.',
    'smtpd[1]: smtp-out: Error on session 1: Connection to mx.receiver.example [198.51.100.25]:25 timed out',
  ])('%s', (text) => {
    expect(codes(text)).toEqual(['send/not-sent-by-ses']);
  });
});

describe('a connection that may be the one to SES stays one', () => {
  it.each([
    [`postfix/smtp[1]: connect to ${ofSes}:25: Connection timed out`, 'smtp/port-blocked'],
    [
      `${to} relay=none, dsn=4.4.1, status=deferred (connect to ${ofSes}:587: Connection timed out)`,
      'smtp/port-blocked',
    ],
    [`postfix/smtp[1]: connect to ${ofSes}:25: Connection refused`, 'smtp/connection-refused'],
    ['Error: connect ETIMEDOUT 52.28.63.81:25\n    at nodemailer/lib/smtp-connection', 'smtp/port-blocked'],
    // A relay in the own network, and a submission port.
    [
      'postfix/smtp[1]: connect to relay.example.com[10.0.0.5]:25: Connection refused',
      'smtp/connection-refused',
    ],
    [
      'postfix/smtp[1]: connect to smtp.corp.example[203.0.113.5]:587: Connection timed out',
      'smtp/port-blocked',
    ],
  ])('%s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('beside mail of the same log that SES refuses', () => {
    const refused = `${to} relay=${ofSes}:587, dsn=5.0.0, status=bounced (host ${ofSes} said: 554 Message rejected: Email address is not verified. (in reply to end of DATA command))`;
    const direct = `postfix/smtp[1]: connect to ${receiver}: Connection timed out`;
    expect(codes(`${direct}\n${refused}`)).toEqual(codes(refused));
  });
});
