import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** What SES answers to a relay of the user's own. */
const sentences: readonly string[] = [
  '554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: app@x.example',
  '454 Throttling failure: Maximum sending rate exceeded.',
  '454 Throttling failure: Daily message quota exceeded.',
  "554 Transaction failed: Missing final '@domain'",
  '535 Authentication Credentials Invalid',
  '451 4.4.2 Timeout waiting for data from client.',
  '554 Sending suspended for this account. For more information, please check the inbox of the email address',
  '554 Message rejected: Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
  '552 Message is too long.',
  '554 Transaction failed: Expected disposition, got null',
  '451 Temporary service failure',
  '501 Invalid MAIL FROM address provided',
  '554 Message rejected: Configuration Set <x> does not exist',
  '530 Authentication required',
  '421 Too many concurrent SMTP connections',
];

/** Bounce mails in which relays pass an answer of SES on. */
const forms: Readonly<Record<string, (sentence: string) => string>> = {
  postfix: (s) =>
    `Return-Path: <>\nFrom: MAILER-DAEMON@web1.x.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\nTo: app@x.example\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThis is the mail system at host web1.x.example.\n\n<jo@other.example>: host email-smtp.us-east-1.amazonaws.com[198.51.100.7] said: ${s} (in reply to end of DATA command)\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; web1.x.example\nX-Postfix-Queue-ID: 4F1\n\nFinal-Recipient: rfc822; jo@other.example\nOriginal-Recipient: rfc822;jo@other.example\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; email-smtp.us-east-1.amazonaws.com\nDiagnostic-Code: smtp; ${s}\n\n--b\nContent-Type: message/rfc822\n\nFrom: app@x.example\nTo: jo@other.example\nSubject: hi\n\nhello\n--b--\n`,
  exim: (s) =>
    `Return-path: <>\nFrom: Mail Delivery System <Mailer-Daemon@web1.x.example>\nTo: app@x.example\nAuto-Submitted: auto-replied\nX-Failed-Recipients: jo@other.example\nSubject: Mail delivery failed: returning message to sender\nMessage-Id: <E1@web1>\n\nThis message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  jo@other.example\n    host email-smtp.us-east-1.amazonaws.com [198.51.100.7]\n    SMTP error from remote mail server after end of data:\n    ${s}\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <app@x.example>\nFrom: app@x.example\nTo: jo@other.example\n`,
  sendmail: (s) =>
    `From: Mail Delivery Subsystem <MAILER-DAEMON@web1.x.example>\nTo: <app@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n boundary="z"\nSubject: Returned mail: see transcript for details\nAuto-Submitted: auto-generated (failure)\n\n--z\n\nThe original message was received at Mon, 1 Mar 2026 10:00:00 GMT\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<jo@other.example>\n    (reason: ${s})\n\n   ----- Transcript of session follows -----\n... while talking to email-smtp.us-east-1.amazonaws.com.:\n>>> DATA\n<<< ${s}\n554 5.0.0 Service unavailable\n\n--z\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; web1.x.example\nArrival-Date: Mon, 1 Mar 2026 10:00:00 GMT\n\nFinal-Recipient: RFC822; jo@other.example\nAction: failed\nStatus: 5.0.0\nRemote-MTA: DNS; email-smtp.us-east-1.amazonaws.com\nDiagnostic-Code: SMTP; ${s}\nLast-Attempt-Date: Mon, 1 Mar 2026 10:00:01 GMT\n\n--z--\n`,
  exchange: (s) =>
    `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example>\nTo: app@x.example\nSubject: Undeliverable: hi\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="q"\n\n--q\nContent-Type: text/plain\n\nemail-smtp.us-east-1.amazonaws.com rejected your message to the following email addresses:\n\njo@other.example\n\nemail-smtp.us-east-1.amazonaws.com gave this error:\n${s}\n\nDiagnostic information for administrators:\nGenerating server: EX01.corp.example\njo@other.example\nemail-smtp.us-east-1.amazonaws.com\nRemote Server returned '${s}'\n\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;EX01.corp.example\n\nFinal-recipient: RFC822;jo@other.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;${s}\nRemote-MTA: dns;email-smtp.us-east-1.amazonaws.com\n\n--q--\n`,
  qmail: (s) =>
    `From: MAILER-DAEMON@web1.x.example\nTo: app@x.example\nSubject: failure notice\n\nHi. This is the qmail-send program at web1.x.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<jo@other.example>:\n198.51.100.7 failed after I sent the message.\nRemote host said: ${s}\nemail-smtp.us-east-1.amazonaws.com\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <app@x.example>\nFrom: app@x.example\nTo: jo@other.example\n`,
};

const codeOf = (text: string): string => readSymptom(text).candidates[0]?.code ?? '';

describe.each(Object.entries(forms))('a bounce mail of %s', (_, form) => {
  it.each(sentences)('means what SES says alone: %s', (sentence) => {
    const alone = codeOf(`host email-smtp.us-east-1.amazonaws.com\n${sentence}`);
    expect(alone).not.toMatch(/^(?:bounce|recipient)\//u);
    expect(codeOf(form(sentence))).toBe(alone);
  });
});

describe('one word', () => {
  it.each([
    ['535', 'smtp-credentials/rejected'],
    ['530', 'smtp/starttls-not-used'],
    ['SMTP 550', 'bounce/unknown-user'],
    ['5.7.26', 'bounce/authentication-failed'],
    ['MessageRejected', 'identity/not-verified'],
    ['com.amazonaws.services.simpleemail.model.MessageRejectedException', 'identity/not-verified'],
    ['ECONNREFUSED', 'smtp/connection-refused'],
    ['EAUTH', 'smtp-credentials/rejected'],
    ['hello', 'send/unrecognised'],
    ['123', 'send/unrecognised'],
  ])('%s', (word, code) => {
    expect(codeOf(word)).toBe(code);
  });
});
