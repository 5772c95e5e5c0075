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

/** What a sentence is about that names neither a mailbox nor a machine. */
const further = [
  'file',
  'content',
  'url',
  'large',
  'size',
  'full',
  'rate',
  'reverse',
  'fault',
  'unreachable',
  'dns',
  'mx',
  'verify',
  'authentication',
  'filter',
  'protocol',
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
  // "Mailbox unavailable", "user not local", "mailbox name not allowed".
  {
    number: /^55[013]$/u,
    codes: ['bounce/unknown-user'],
    weight: 1.3,
    all: ['recipient'],
    not: ['message', 'refused', ...further, ...others],
  },
  {
    number: /^55[0134]$/u,
    codes: ['bounce/relay-denied'],
    weight: 1.3,
    all: ['theirDomain', 'negation'],
    not: ['recipient', 'refused', ...further, ...others],
  },
  // "No SMTP service here", to a machine (RFC 5321 3.1).
  {
    number: /^(?:421|521|55[04])$/u,
    codes: ['bounce/ip-blocked-by-provider'],
    weight: 1.3,
    all: ['host'],
    not: ['recipient', 'unknown', ...further, ...others.filter((one) => one !== 'host')],
  },
  // "Rejected for policy reasons", and none is told.
  {
    number: /^(?:55[04]|571)$/u,
    codes: ['bounce/policy-rejected'],
    weight: 1.3,
    all: ['refused'],
    not: ['recipient', 'unknown', ...further, ...others],
  },
];
