import { describe, expect, it } from 'vitest';
import { senderInReply } from '../../src/symptom/sender-in-reply.ts';

describe('a reply that speaks of the sender', () => {
  it.each([
    ['550 5.1.8 <info@example.com>: Sender address rejected: Domain not found', 'info@example.com'],
    [
      '450 4.1.8 <0102018f-x@bounce.example.com>: Sender address rejected: Domain not found',
      '0102018f-x@bounce.example.com',
    ],
    [
      '553 5.1.8 <info@example.com>... Domain of sender address info@example.com does not exist',
      'info@example.com',
    ],
    [
      '550-Verification failed for <info@example.com> 550-No Such User Here 550 Sender verify failed',
      'info@example.com',
    ],
    ['550 5.7.1 Sender domain example.com has no MX record', 'example.com'],
    ['550 Domain of sender example.com does not resolve', 'example.com'],
    ['501 5.1.7 Invalid sender address info@example.com', 'info@example.com'],
    ['553 sorry, your envelope sender <info@example.com> is in my badmailfrom list', 'info@example.com'],
    ['550 5.1.7 <info@example.com> invalid address', 'info@example.com'],
    ['451 4.1.8 Possibly forged MAIL FROM:<info@example.com>', 'info@example.com'],
  ])('names it: %s', (reply, sender) => {
    expect(senderInReply(reply)).toBe(sender);
  });

  it.each([
    '550 5.1.1 <ann@receiver.example>: Recipient address rejected: User unknown in virtual mailbox table',
    '450 4.1.2 <ann@receiver.example>: Recipient address rejected: Domain not found',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@receiver.example not found by SMTP address lookup',
    '550 5.7.1 ann@receiver.example does not accept mail from this sender',
    '554 5.7.1 <ann@receiver.example>: Relay access denied',
    '550 Mailbox ann@receiver.example is full',
    '550 5.7.1 Sender is blocked by the recipient',
  ])('does not: %s', (reply) => {
    expect(senderInReply(reply)).toBeNull();
  });
});
