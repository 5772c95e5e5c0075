import type { Hypothesis } from './hypothesis.ts';

/** What speaks of more than the number does. */
const others = [
  'sender',
  'host',
  'spam',
  'policy',
  'blocklist',
  'spf',
  'dkim',
  'dmarc',
  'relay',
  'tls',
] as const;

/**
 * What the number of a reply means (RFC 5321 4.2.2, 4.2.3) beside words that say what it is about and no more: asked only where words,
 * sentences and status are silent.
 */
export const numberMeans: readonly (Hypothesis & { number: RegExp })[] = [
  // "Exceeded storage allocation": of the mailbox, or by the message.
  {
    number: /^[45]52$/u,
    codes: ['bounce/mailbox-full'],
    weight: 1.7,
    all: ['recipient'],
    not: ['message', 'rate', ...others],
  },
  {
    number: /^552$/u,
    codes: ['bounce/message-too-large'],
    weight: 1.7,
    all: ['message'],
    not: ['recipient', 'file', 'content', 'url', ...others],
  },
  // "Local error in processing", "service not available".
  {
    number: /^(?:421|45[01])$/u,
    codes: ['bounce/recipient-server-fault'],
    weight: 1.7,
    all: ['system'],
    not: ['recipient', 'rate', 'grey', ...others],
  },
];
