import { describe, expect, it } from 'vitest';
import { closingLines } from '../../src/symptom/observe/closing-line.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

/** Bounce mails and logs with the words in which a server closes its report, whatever it was told; and the one cause in each. */
const texts: readonly (readonly [text: string, code: string])[] = [
  [
    "   ----- The following addresses had permanent fatal errors -----\n<ruth.o@kontor.example>\n    (reason: 554 Transaction failed: Duplicate header 'Date'.)\n\n   ----- Transcript of session follows -----\n... while talking to email-smtp.us-west-2.amazonaws.com.:\n>>> DATA\n<<< 554 Transaction failed: Duplicate header 'Date'.\n554 5.0.0 Service unavailable\n",
    'send/mime-invalid',
  ],
  [
    '   ----- Transcript of session follows -----\n... while talking to mx.kontor.example.:\n>>> RCPT To:<ruth.o@kontor.example>\n<<< 550 5.1.1 <ruth.o@kontor.example>: Recipient address rejected: User unknown\n550 5.1.1 <ruth.o@kontor.example>... User unknown',
    'bounce/unknown-user',
  ],
  [
    '   ----- Transcript of session follows -----\n... while talking to email-smtp.eu-west-1.amazonaws.com.:\n>>> MAIL From:<app@hafen.example>\n<<< 530 Authentication required\n554 5.0.0 Service unavailable',
    'smtp-credentials/not-used',
  ],
  [
    '   ----- Transcript of session follows -----\n... while talking to email-smtp.eu-west-1.amazonaws.com.:\n>>> DATA\n<<< 454 Throttling failure: Maximum sending rate exceeded.\n<ruth.o@kontor.example>... Deferred: 454 Throttling failure: Maximum sending rate exceeded.\nMessage could not be delivered for 5 days\nMessage will be deleted from queue',
    'quota/rate-exceeded',
  ],
  [
    '   ----- Transcript of session follows -----\n... while talking to mx1.kontor.example.:\n>>> DATA\n<<< 552 5.2.2 Mailbox full\n554 5.0.0 Service unavailable',
    'bounce/mailbox-full',
  ],
  [
    '   ----- Transcript of session follows -----\n554 5.0.0 Service unavailable',
    'bounce/recipient-server-fault',
  ],
  [
    "This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address(es) failed:\n\n  ruth.o@kontor.example\n    host email-smtp.eu-west-1.amazonaws.com [52.1.1.1]\n    SMTP error from remote mail server after end of data:\n    554 Transaction failed: Duplicate header 'Date'.\n    all hosts for 'kontor.example' have been failing for a long time\n    retry timeout exceeded",
    'send/mime-invalid',
  ],
  [
    '<ruth.o@kontor.example>: host email-smtp.eu-west-1.amazonaws.com[52.1.1.1] said: 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: app@hafen.example (in reply to end of DATA command)\n\nDiagnostic-Code: smtp; 554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: app@hafen.example\nStatus: 5.0.0\nAction: failed',
    'identity/not-verified',
  ],
  [
    "Nov 29 10:00:01 mx postfix/smtp[1]: 4F1: to=<r@kontor.example>, relay=email-smtp.eu-west-1.amazonaws.com[52.1.1.1]:587, delay=1, dsn=5.0.0, status=bounced (host email-smtp.eu-west-1.amazonaws.com[52.1.1.1] said: 554 Transaction failed: Duplicate header 'Date'. (in reply to end of DATA command))\nNov 29 10:00:01 mx postfix/bounce[2]: 4F1: sender non-delivery notification: 5A2\nNov 29 10:00:01 mx postfix/qmgr[2]: 4F1: removed",
    'send/mime-invalid',
  ],
  [
    "Hi. This is the qmail-send program at web1.x.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<jo@other.example>:\n198.51.100.7 failed after I sent the message.\nRemote host said: 554 Transaction failed: Duplicate header 'Date'.\nemail-smtp.us-east-1.amazonaws.com",
    'send/mime-invalid',
  ],
  [
    "email-smtp.us-east-1.amazonaws.com gave this error:\n554 Transaction failed: Duplicate header 'Date'.\n\nDiagnostic information for administrators:\nGenerating server: EX01.corp.example\njo@other.example\nRemote Server returned '554 Transaction failed: Duplicate header 'Date'.'\n#550 5.0.350 Remote server returned an error -> 554 Transaction failed",
    'send/mime-invalid',
  ],
  [
    "Generating server: EX01.corp.example\njo@other.example\n#< #5.0.0 smtp;554 Transaction failed: Duplicate header 'Date'.> #SMTP#",
    'send/mime-invalid',
  ],
  [
    "smtpd: The following recipients could not be delivered\njo@other.example: 554 Transaction failed: Duplicate header 'Date'.\n    ** PERMANENT FAILURE: 500 5.0.0 Delivery failed",
    'send/mime-invalid',
  ],
  [
    "Nov 29 10:00:01 mx sendmail[12]: xATA: to=<jo@other.example>, delay=00:00:01, mailer=relay, relay=email-smtp.us-west-2.amazonaws.com. [52.1.1.1], dsn=5.0.0, stat=Service unavailable, reply=554 Transaction failed: Duplicate header 'Date'.",
    'send/mime-invalid',
  ],
  [
    'Nov 29 10:00:01 mx sendmail[12]: xATA: to=<jo@other.example>, relay=email-smtp.us-west-2.amazonaws.com. [52.1.1.1], dsn=5.0.0, stat=Service unavailable\nNov 29 10:00:01 mx sendmail[12]: xATA: xATB: DSN: Service unavailable',
    'send/reason-hidden',
  ],
  [
    '    ----- Transcript of session follows -----\n... while talking to email-smtp.us-west-2.amazonaws.com.:\n>>> MAIL From:<x@y.example> SIZE=40\n<<< 501 Invalid MAIL FROM address provided\n501 5.6.0 Data format error',
    'send/envelope-sender-invalid',
  ],
  [
    '   ----- Transcript of session follows -----\n... while talking to email-smtp.us-west-2.amazonaws.com.:\n>>> STARTTLS\n<<< 454 TLS not available\n403 4.7.0 TLS handshake failed.',
    'smtp/starttls-missing',
  ],
];

describe('the words in which a mail server closes its report are no second failure', () => {
  it.each(texts)('%s', (text, code) => {
    const { candidates } = readSymptom(text);
    expect(candidates[0]?.code).toBe(code);
    expect(new Set(candidates.map(({ failure }) => failure)).size).toBe(1);
  });
});

describe('where no reply is quoted', () => {
  it('they are all that the text tells', () => {
    expect([...closingLines(['554 5.0.0 Service unavailable'])]).toEqual([]);
    expect([
      ...closingLines(['<<< 550 5.1.1 User unknown', '550 5.1.1 <a@b.example>... User unknown']),
    ]).toEqual([1]);
  });

  it('two replies of two receivers stay two failures', () => {
    const { candidates } = readSymptom(
      '<a@kontor.example>: host mx.kontor.example[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n<b@other.example>: host mx.other.example[192.0.2.2] said: 552 5.2.2 Mailbox full (in reply to end of DATA command)',
    );
    expect(candidates.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['bounce/unknown-user', 'bounce/mailbox-full']),
    );
  });
});
