import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const first = (text: string): string | undefined => readSymptom(text, { region: null }).candidates[0]?.code;
const host = 'email-smtp.us-east-1.amazonaws.com';
const dialogue = (reply: string): string => `${host}\nC: AUTH PLAIN AGFhYWE=\nS: ${reply}`;
const login = (reply: string): string =>
  ['AUTH LOGIN', '<- 334 VXNlcm5hbWU6', '-> QUtJQQ==', '<- 334 UGFzc3dvcmQ6', '-> QUtJQQ=='].join('\n') +
  `\n<** ${reply}`;

describe('a refusal of a login that is no verdict on it', () => {
  it.each([
    dialogue('550 5.7.1 Access denied'),
    dialogue('502 5.5.1 Command not implemented'),
    dialogue('503 5.5.1 Error: authentication not enabled'),
    dialogue('504 5.5.4 Unrecognized authentication type'),
    dialogue('554 5.7.1 Service unavailable'),
    dialogue('534 5.7.9 Authentication mechanism is too weak'),
    `${host}\n${login('554 5.7.0 Blocked by security policy')}`,
    login('550 5.7.1 Relaying denied for this client'),
    `Error: Invalid login: 534 5.7.9 Authentication mechanism is too weak\n host: ${host}`,
    `smtplib.SMTPAuthenticationError: (550, b'5.7.1 Access denied')\nhost ${host}`,
    `msmtp: authentication failed (method PLAIN)\nmsmtp: server message: 550 5.7.1 Access denied\nhost ${host}`,
    `javax.mail.AuthenticationFailedException: 550 5.7.1 Access denied\nmail.smtp.host=${host}`,
    `Net::SMTPAuthenticationError: 550 5.7.1 Access denied\nhost ${host}`,
    `SASL authentication failed; server ${host}[192.0.2.1] said: 550 5.7.1 Too many bad commands`,
    `SMTP ERROR: Password command failed: 550 5.7.1 Denied by policy\nhost ${host}:587`,
    `SASL authentication failed; server ${host}[192.0.2.1] said: 554 5.7.1 Access from your network is blocked`,
    `Failed to authenticate on SMTP server "${host}" using: "LOGIN". Authenticator "LOGIN" returned "Expected response code "334" but got code "502", with message "502 5.5.2 Error: command not recognized"."`,
  ])('%s', (text) => {
    expect(first(text)).toBe('smtp-credentials/no-verdict');
  });
});

describe('other answers to a login keep what they mean', () => {
  it.each([
    [dialogue('535 Authentication Credentials Invalid'), 'smtp-credentials/rejected'],
    [dialogue('535 Account not subscribed to SES'), 'send/account-not-subscribed'],
    [dialogue('454 Temporary authentication failure'), 'smtp-credentials/temporary-failure'],
    [dialogue('432 4.7.12 A password transition is needed'), 'smtp-credentials/temporary-failure'],
    [dialogue('451 4.3.0 Try again later'), 'smtp-credentials/temporary-failure'],
    [dialogue('530 Must issue a STARTTLS command first'), 'smtp/starttls-not-used'],
    [
      dialogue('538 5.7.11 Encryption required for requested authentication mechanism'),
      'smtp/starttls-not-used',
    ],
    [
      `smtplib.SMTPAuthenticationError: (538, b'5.7.11 Encryption required for requested authentication mechanism')\nhost ${host}`,
      'smtp/starttls-not-used',
    ],
    [
      `msmtp: authentication failed (method PLAIN)\nmsmtp: server message: 535 Authentication Credentials Invalid\nhost ${host}`,
      'smtp-credentials/rejected',
    ],
    [
      `javax.mail.AuthenticationFailedException: 535 Authentication Credentials Invalid\nmail.smtp.host=${host}`,
      'smtp-credentials/rejected',
    ],
    [
      `SASL authentication failed; server ${host}[192.0.2.1] said: 550 5.7.1 bad username or password`,
      'smtp-credentials/rejected',
    ],
    [
      `${dialogue('235 Authentication successful.')}\nC: MAIL FROM:<a@shop.example>\nS: 250 Ok\nC: RCPT TO:<b@r.example>\nS: 550 5.1.1 user unknown`,
      'bounce/unknown-user',
    ],
  ])('%s', (text, code) => {
    expect(first(text)).toBe(code);
  });

  it('a login that went well is none', () => {
    expect(first(`${dialogue('235 Authentication successful.')}\nC: QUIT\nS: 221 Bye`)).not.toMatch(
      /^smtp-credentials/u,
    );
  });
});
