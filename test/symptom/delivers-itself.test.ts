import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codes = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);
const receiver = 'mail.receiver.example[198.51.100.26]:25';
const name = 'email-smtp.eu-west-1.amazonaws.com';
const ofSes = `${name}[52.28.63.81]`;
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
    // Addresses alone, and programs that say the host on a line of its own.
    'postfix/smtp[1]: connect to [198.51.100.25]:25: Connection timed out',
    'postfix/smtp[1]: connect to 198.51.100.25[198.51.100.25]:25: Connection timed out',
    `${to} relay=none, dsn=4.4.1, status=deferred (connect to [198.51.100.25]:25: No route to host)`,
    'delivery 12: deferral: 198.51.100.25_port_25:_Connection_timed_out',
    "qmail: 1764489600.123456 delivery 12: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
    'qmail-remote: delivery to bob@receiver.example via 198.51.100.25:25: connection timed out',
    '<bob@receiver.example>:\nConnected to 198.51.100.25 but connection timed out on port 25',
    '1abcDE-000abc-00 == bob@receiver.example R=dnslookup T=remote_smtp defer (110): Connection timed out H=[198.51.100.25]:25',
    'exim: bob@receiver.example\n    host mx.receiver.example [198.51.100.25]\n    Connection timed out',
    'smtpd[1]: mta connecting address=smtp://198.51.100.25:25 host=mx.receiver.example\nsmtpd[1]: mta error reason=Connection timeout',
    'smtpd[1]: smtp-out: Connecting to smtp://198.51.100.25:25 on session 1\nsmtpd[1]: smtp-out: Error on session 1: Connection failed: Connection timed out',
    'sendmail[123]: tA: to=<bob@receiver.example>, mailer=esmtp, relay=mx.receiver.example., dsn=4.0.0, stat=Deferred: Connection refused by mx.receiver.example.',
    'msmtp: cannot connect to mx.receiver.example, port 25: Connection timed out',
    'msmtp: cannot connect to 198.51.100.25, port 25: Connection timed out',
    '[NOTICE] [outbound] Attempting to deliver to: mx.receiver.example:25\n[ERROR] [outbound] Failed to connect to 198.51.100.25:25: connect ETIMEDOUT 198.51.100.25:25',
    '[outbound] Tried all MXs for receiver.example: connect ECONNREFUSED 198.51.100.25:25',
    'MDaemon: Attempting SMTP connection to 198.51.100.25:25\nWinsock Error 10060 The connection timed out.',
    'hMailServer "TCPIP" "Could not connect to 198.51.100.25:25 for bob@receiver.example: Connection timed out"',
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
    [
      "delivery 3: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/\nsmtproutes: :email-smtp.eu-west-1.amazonaws.com:587",
      'smtp/port-blocked',
    ],
    [`qmail-remote: ${name} port 25: Connection timed out`, 'smtp/port-blocked'],
    [`<bob@receiver.example>: connect to ${ofSes}:25: Connection timed out`, 'smtp/port-blocked'],
    [
      `1abcDE-000abc-00 == bob@receiver.example R=ses T=remote_smtp defer (110): Connection timed out H=${name} [52.28.63.81]:25`,
      'smtp/port-blocked',
    ],
    [
      '1abcDE-000abc-00 == bob@receiver.example R=smarthost T=remote_smtp_smarthost defer (110): Connection timed out H=[52.28.63.81]:25',
      'smtp/port-blocked',
    ],
    [
      `smtpd[1]: mta connecting address=smtp+tls://${name}:587 host=52.28.63.81\nsmtpd[1]: mta error reason=Connection timeout`,
      'smtp/port-blocked',
    ],
    [
      `sendmail[1]: tA: to=<bob@receiver.example>, mailer=relay, relay=${name} [52.28.63.81], dsn=4.0.0, stat=Deferred: Connection timed out with ${name}.`,
      'smtp/port-blocked',
    ],
    [`sm-mta[1]: makeconnection (${name}. [52.28.63.81]) failed: Connection timed out`, 'smtp/port-blocked'],
    [`msmtp: cannot connect to ${name}, port 25: Connection timed out`, 'smtp/port-blocked'],
    ['msmtp: cannot connect to smtp.corp.example, port 587: Connection timed out', 'smtp/port-blocked'],
    ['msmtp: cannot connect to relay, port 25: Connection timed out', 'smtp/port-blocked'],
    ['msmtp: cannot connect to mail.corp.internal, port 25: Connection timed out', 'smtp/port-blocked'],
    [
      `[NOTICE] [outbound] Attempting to deliver to: ${name}:25\n[ERROR] [outbound] Failed to connect to 52.28.63.81:25: connect ETIMEDOUT 52.28.63.81:25`,
      'smtp/port-blocked',
    ],
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
