import { describe, expect, it } from 'vitest';
import { withoutMessageData } from '../../src/symptom/message-data.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

const quoted = [
  'Subject: your mail',
  '',
  'The server said:',
  '550 5.1.1 user unknown',
  '535 Authentication Credentials Invalid',
];

/** A session with SES in the notation of one client: how it writes what was sent and what came. */
const session = (
  sent: (line: string) => string,
  came: (line: string) => string,
  answer: string,
  dot = true,
): string =>
  [
    came('220 email-smtp.eu-west-1.amazonaws.com ESMTP SimpleEmailService-d-ABC'),
    sent('AUTH PLAIN ****'),
    came('235 Authentication successful.'),
    sent('MAIL FROM:<news@example.com>'),
    came('250 Ok'),
    sent('RCPT TO:<ann@receiver.example>'),
    came('250 Ok'),
    sent('DATA'),
    came('354 End data with <CR><LF>.<CR><LF>'),
    ...quoted.map(sent),
    ...(dot ? [sent('.')] : []),
    came(answer),
  ].join('\n');

const bare = (line: string): string => line;
const before =
  (mark: string) =>
  (line: string): string =>
    `${mark}${line}`;

const notations: readonly [string, (line: string) => string, (line: string) => string, boolean?][] = [
  ['telnet and JavaMail, without marks', bare, bare],
  ['C: and S:', before('C: '), before('S: ')],
  ['C: and S:, without the dot', before('C: '), before('S: '), false],
  ['sendmail -v and msmtp', before('>>> '), before('<<< ')],
  ['swaks', before(' -> '), before('<-  ')],
  ['curl', before('> '), before('< ')],
  [
    'PHPMailer',
    before('2026-11-21 10:00:00 CLIENT -> SERVER: '),
    before('2026-11-21 10:00:00 SERVER -> CLIENT: '),
  ],
  [
    'Nodemailer',
    before('[2026-11-21 10:00:00] DEBUG [a1b2] C: '),
    before('[2026-11-21 10:00:00] DEBUG [a1b2] S: '),
  ],
  ['smtplib', (line) => `send: b'${line}\\r\\n'`, (line) => `reply: b'${line}\\r\\n'`],
  ['Ruby, whose arrows point the other way', before('<- '), before('-> ')],
];

describe('what a client sends between DATA and the dot', () => {
  for (const [name, sent, came, dot] of notations)
    it(`is no reply, as ${name} write it`, () => {
      const codes = (answer: string): readonly string[] =>
        readSymptom(session(sent, came, answer, dot)).candidates.map(({ code }) => code);
      const refused = codes('554 Message rejected: Email address is not verified.');
      expect(refused[0]).toBe('identity/not-verified');
      expect([...refused, ...codes('250 Ok 0102018f6f7a8b9c-11111111')].join(' ')).not.toMatch(
        /bounce|credentials/,
      );
    });

  it('stays where nothing tells where it ends', () => {
    const lines = ['DATA', '354 go', 'hello', '550 5.1.1 user unknown'];
    expect(withoutMessageData(lines)).toEqual(lines);
  });

  it('is nothing where 354 is no reply to DATA', () => {
    const lines = ['354 messages were sent', '.', '550 5.1.1 user unknown', '.'];
    expect(withoutMessageData(lines)).toEqual(lines);
  });

  it('ends, so that what the server says behind it is read', () => {
    const text = session(bare, bare, '250 Ok');
    const [first] = readSymptom(`${text}\nRCPT TO:<bob@receiver.example>\n550 5.1.1 user unknown`).candidates;
    expect(first).toMatchObject({ code: 'send/unrecognised', quote: '550 5.1.1 user unknown' });
  });
});
