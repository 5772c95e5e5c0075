import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codes = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);
const bounce = (diagnosticCode: string, status: string): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    mail: { messageId: '0100', source: 'a@shop.example', destination: ['bob@gmail.com'] },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'bob@gmail.com', action: 'failed', status, diagnosticCode }],
    },
  });

describe('a receiver that denies access says nothing of what AWS lets the sender do', () => {
  it.each([
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated. gsmtp',
    'host gmail-smtp-in.l.google.com[142.250.1.27] said: 550-5.7.26 This mail is unauthenticated, and has been blocked. (in reply to end of DATA command)',
    '[amazon ses] delivery failed: 550 5.7.26 unauthenticated mail is prohibited - access denied',
    'Email to bob@gmail.com failed with AccessDenied: 550 5.7.26 This mail is unauthenticated',
    'Mail via SES to gmail bounces with 5.7.26 not authorized',
    'Access denied. Not authorized. 550 5.7.26 gsmtp',
    bounce('smtp; 550-5.7.26 This mail is unauthenticated, sender not authorized', '5.7.26'),
    '421-4.7.26 This mail has been rate limited because it is unauthenticated. gsmtp',
  ])('Gmail, of mail that is not authenticated: %s', (text) => {
    expect(codes(text)[0]).toBe('bounce/authentication-failed');
    expect(codes(text).filter((code) => !code.startsWith('bounce/'))).toEqual([]);
  });

  it.each([
    '550 5.7.1 Access denied',
    'C: RCPT TO:<bob@receiver.example>\nS: 550 5.7.1 Access denied',
    'C: DATA\nS: 354 go\nS: 554 5.7.1 Message not authorized',
    'host mx.receiver.example[198.51.100.2] said: 550 5.7.1 Forbidden: access denied by policy (in reply to RCPT TO command)',
    'Sent with AWS SES (SendEmail). The server replied: 550 5.7.1 Access denied',
    '550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT030.eop-EUR02.prod.protection.outlook.com]',
    '554 5.7.1 <a8-1.smtp-out.amazonses.com[54.240.8.1]>: Client host rejected: Access denied',
    '550 5.7.1 <a@shop.example>: Sender address rejected: not authorized',
    '550 5.7.509 Access denied, sending domain shop.example does not pass DMARC verification',
    '550 5.7.606 Access denied, banned sending IP [54.240.8.1]',
    '550 5.7.705 Access denied, tenant has exceeded threshold',
    '550 User bob@receiver.example is not authorized to receive mail',
    '550 5.7.1 User is not authorized to perform this operation',
    bounce('smtp; 550 5.7.1 User: a@shop.example is not authorized to perform mail:send', '5.7.1'),
  ])('another receiver: %s', (text) => {
    expect(codes(text)).not.toEqual([]);
    expect(codes(text).filter((code) => !code.startsWith('bounce/'))).toEqual([]);
  });
});

describe('the address that a refusal asks to write to is no recipient', () => {
  it.each([
    '550 5.7.511 Access denied, banned sender[54.240.8.1]. To request removal forward this message to delist@messaging.microsoft.com',
    '550 5.7.1 Rejected by policy. Write to postmaster@receiver.example',
    '554 5.7.1 Blocked, contact abuse@receiver.example',
  ])('%s', (text) => {
    expect(readSymptom(text, { region: null }).candidates.map(({ subject }) => subject)).not.toContain(
      /\S+@\S+/u.exec(text)?.[0],
    );
  });

  it('and one that it names as such is', () => {
    const text = '550 5.1.1 <abuse@receiver.example>: Recipient address rejected: User unknown';
    expect(readSymptom(`to=<abuse@receiver.example> ${text}`, { region: null }).candidates[0]?.subject).toBe(
      'abuse@receiver.example',
    );
    expect(readSymptom(text.replace('abuse', 'ann'), { region: null }).candidates[0]?.subject).toBe(
      'ann@receiver.example',
    );
  });
});

describe('what AWS itself denies stays its own', () => {
  const user = 'arn:aws:iam::123456789012:user/app';
  const identity = 'arn:aws:ses:us-east-1:123456789012:identity/shop.example';
  it.each([
    `An error occurred (AccessDenied) when calling the SendEmail operation: User \`${user}' is not authorized to perform \`ses:SendEmail' on resource \`${identity}'`,
    `554 Access denied: User \`${user}' is not authorized to perform \`ses:SendRawEmail' on resource \`${identity}'`,
    `host email-smtp.us-east-1.amazonaws.com[52.1.2.3] said: 554 Access denied: User \`${user}' is not authorized to perform \`ses:SendRawEmail' on resource \`${identity}' (in reply to end of DATA command)`,
    `AccessDeniedException: User: ${user} is not authorized to perform: ses:SendEmail on resource: ${identity} because no identity-based policy allows the ses:SendEmail action`,
    'botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the SendEmail operation: Access Denied',
  ])('%s', (text) => {
    expect(codes(text)[0]).toBe('send/access-denied');
  });
});
