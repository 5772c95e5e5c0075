import { expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** A name in HELO is that of a server: that nobody finds it says nothing of the recipient's domain, nor of the sender's. */

const bounced = (diagnosticCode: string): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: 'joe@receiver.example', action: 'failed', status: '5.7.1', diagnosticCode },
      ],
      timestamp: '2026-11-29T10:00:00.000Z',
    },
    mail: { source: 'info@example.com', messageId: '0102', destination: ['joe@receiver.example'] },
  });

const ofDomains = ['bounce/domain-not-found', 'bounce/sender-domain', 'bounce/unknown-user'];

it.each([
  '550 5.1.8 HELO domain mail.example.com not found',
  '550 5.7.1 HELO domain mail.example.com does not exist in DNS',
  '550 Domain of sender address in HELO does not resolve: mail.example.com',
  '554 5.7.1 EHLO domain localhost.localdomain cannot be resolved',
  '550 5.7.27 sender domain mail.example.com (HELO) does not accept mail (null MX)',
  '550 5.1.8 Unresolvable HELO: mail.example.com has no A or MX',
  '550 5.7.1 [HELO] domain example.com has no DNS',
  '550 helo/ehlo domain does not match: example.com',
  '554 Helo domain example.com: no such domain; sender refused',
  '550 The domain in your HELO (mail.example.com) does not resolve. Sender rejected.',
])('%s', (reply) => {
  for (const text of [reply, bounced(`smtp; ${reply}`)]) {
    const codes = readSymptom(text).candidates.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => ofDomains.includes(code))).toEqual([]);
  }
});

it.each([
  [
    '550 5.1.1 <joe@receiver.example>: Recipient address rejected: User unknown; from=<a@b.example> helo=<a4-1.smtp-out.amazonses.com>',
    'bounce/unknown-user',
  ],
  ['553 5.1.8 Domain of sender address info@example.com does not exist', 'bounce/sender-domain'],
  ['550 5.1.2 Host unknown (Name server: receiver.example: host not found)', 'bounce/domain-not-found'],
  ['550 5.7.25 HELO host mail.example.com has no PTR', 'bounce/reverse-name-rejected'],
])('%s is no complaint of a name in HELO', (reply, code) => {
  expect(readSymptom(bounced(`smtp; ${reply}`)).candidates[0]?.code).toBe(code);
});
