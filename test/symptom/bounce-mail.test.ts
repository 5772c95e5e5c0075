import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codeOf = (text: string): string => readSymptom(text).candidates[0]?.code ?? '';

interface Report {
  reporter: string;
  remote?: string;
  diagnostic?: string;
  told?: string;
}

/** A bounce mail in three parts (RFC 3464), without a word of SES. */
const report = ({ reporter, remote, diagnostic, told = 'Your message was not delivered.' }: Report): string =>
  [
    'From: Mail Delivery System <postmaster@garden.example>',
    'To: post@shop.example',
    'Subject: Undeliverable: your order',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    told,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${reporter}`,
    '',
    'Final-Recipient: rfc822; rose@garden.example',
    'Action: failed',
    'Status: 5.0.0',
    ...(remote === undefined ? [] : [`Remote-MTA: dns; ${remote}`]),
    ...(diagnostic === undefined ? [] : [`Diagnostic-Code: smtp; ${diagnostic}`]),
    '',
    '--b--',
  ].join('\n');

describe('a report of a mail server that is not of SES', () => {
  it.each([
    ['the receiver that took the mail first', { reporter: 'store.garden.example' }],
    ['a provider of mailboxes', { reporter: 'AM0PR01MB1.eurprd01.prod.exchangelabs.com' }],
    ['a machine inside the network of the receiver', { reporter: '10.2.3.4' }],
  ])('%s: its reply is read', (_, { reporter }) => {
    expect(codeOf(report({ reporter, diagnostic: '550 5.2.2 mailbox full' }))).toBe('bounce/mailbox-full');
  });

  it.each([
    ['a relay that delivers by itself', { reporter: 'relay.shop.example', remote: 'mx.garden.example' }],
    ['a relay that names no further host', { reporter: 'relay.shop.example' }],
  ])('%s: SES had no part in it', (_, parts) => {
    expect(codeOf(report({ ...parts, diagnostic: '550 5.2.2 mailbox full' }))).toBe('send/not-sent-by-ses');
  });

  it('says the reason for people alone', () => {
    const told = '<rose@garden.example>: 550 user unknown (in reply to RCPT TO command)';
    expect(codeOf(report({ reporter: 'mx.garden.example', told }))).toBe('bounce/unknown-user');
  });
});

describe('a bounce mail without fields for programs', () => {
  const mail = (body: string): string =>
    `Return-Path: <>\nFrom: MAILER-DAEMON@garden.example\nTo: post@shop.example\nSubject: Undeliverable mail\n\n${body}`;

  it.each([
    '------ This is a copy of the message, including all the headers. ------',
    '--- Below this line is a copy of the message.',
    '------- Returned Message --------',
    'Original message follows.',
    '   ----- Unsent message follows -----',
  ])('gives the message back below “%s”, whose words are none of the bounce', (line) => {
    const returned = 'Subject: SPF, spam and attachments: how your mailbox is full of viruses';
    expect(
      codeOf(mail(`rose@garden.example\nThe name is not in the directory.\n\n${line}\n\n${returned}`)),
    ).toBe('bounce/unknown-user');
  });

  it.each([
    ['<rose@garden.example>: Host or domain name not found.', 'bounce/domain-not-found'],
    ['<rose@garden.example>: mail for garden.example loops back to myself', 'bounce/recipient-server-fault'],
    [
      'Your message to rose@garden.example has been blocked.\nReason: it looks like spam.',
      'bounce/spam-rejected',
    ],
    ['Your message to rose@garden.example could not be delivered to the server.', 'bounce/undetermined'],
  ])('is read though its header fields are gone: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
