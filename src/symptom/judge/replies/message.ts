import type { Hypothesis } from './hypothesis.ts';

/** Words about the message: its size, what it carries, what it says, who may send it. */
export const messageWords: readonly Hypothesis[] = [
  {
    codes: ['bounce/policy-rejected'],
    weight: 3.4,
    all: ['insidersOnly'],
    not: ['virus', 'file', 'host', 'tls', 'left'],
  },
  { codes: ['bounce/policy-rejected'], weight: 4, all: ['personal'], not: ['virus', 'file', 'host'] },
  {
    codes: ['bounce/spam-rejected'],
    weight: 3.3,
    all: ['reputation', 'domain'],
    not: ['host', 'blocklist'],
  },
  {
    codes: ['bounce/policy-rejected'],
    weight: 3,
    all: ['authentication', 'policy'],
    not: ['spf', 'dkim', 'dmarc', 'domain', 'host'],
  },
  {
    codes: ['bounce/policy-rejected'],
    weight: 3,
    all: ['sender', 'verify'],
    not: ['spf', 'dkim', 'dmarc', 'mx', 'dns'],
  },
  {
    codes: ['bounce/message-too-large'],
    weight: 3.6,
    all: ['large'],
    some: ['message', 'size', 'file'],
    not: ['full', 'line', 'unreachable'],
  },
  // "Message too large, size limit exceeded": the limit is that of a message.
  {
    codes: ['bounce/message-too-large'],
    weight: 3.2,
    all: ['large', 'message', 'full'],
    not: ['recipient', 'line', 'unreachable', 'system'],
  },
  {
    codes: ['bounce/message-too-large'],
    weight: 3.2,
    all: ['large', 'size', 'full'],
    not: ['recipient', 'line', 'unreachable', 'system'],
  },
  // Who speaks of a message and of megabytes speaks of too many.
  {
    codes: ['bounce/message-too-large'],
    weight: 2.3,
    all: ['message', 'size'],
    not: ['full', 'recipient', 'line', 'unreachable', 'system', 'rate'],
  },
  {
    codes: ['bounce/message-too-large'],
    weight: 1.9,
    all: ['message', 'size'],
    not: ['full', 'inactive', 'unknown', 'line', 'unreachable', 'system', 'rate'],
  },
  {
    codes: ['bounce/message-too-large'],
    weight: 2,
    all: ['large'],
    not: ['full', 'recipient', 'line', 'unreachable'],
  },
  { codes: ['bounce/content-rejected'], weight: 3, all: ['line', 'large'] },
  { codes: ['bounce/attachment-rejected'], weight: 3.4, all: ['virus'], not: ['spam'] },
  {
    codes: ['bounce/attachment-rejected'],
    weight: 3,
    all: ['file'],
    some: ['refused', 'policy', 'inactive', 'virus', 'unknown'],
    not: ['large', 'full', 'system'],
  },
  {
    codes: ['bounce/attachment-rejected'],
    weight: 1.7,
    all: ['file'],
    not: ['large', 'full', 'fault', 'host'],
  },
  { codes: ['bounce/spam-rejected'], weight: 2.8, all: ['spam'], not: ['blocklist'] },
  { codes: ['bounce/spam-rejected'], weight: 2, all: ['spam'] },
  { codes: ['bounce/domain-blocklisted'], weight: 3.4, all: ['blocklist', 'url'] },
  { codes: ['bounce/domain-blocklisted'], weight: 3.1, all: ['blocklist', 'domain'], not: ['host'] },
  {
    codes: ['bounce/domain-blocklisted'],
    weight: 2.6,
    all: ['url'],
    some: ['refused', 'spam', 'virus', 'reputation'],
  },
  {
    codes: ['bounce/policy-rejected'],
    weight: 2.6,
    all: ['sender'],
    some: ['refused', 'policy', 'unknown'],
    not: ['reputation', 'spam', 'spf', 'dkim', 'dmarc', 'blocklist', 'mx', 'dns', 'rate', 'grey'],
  },
  {
    codes: ['bounce/policy-rejected'],
    weight: 2.1,
    all: ['policy'],
    not: ['reputation', 'spf', 'dkim', 'dmarc', 'tls', 'file', 'large', 'spam', 'blocklist', 'rate'],
  },
  { codes: ['bounce/content-rejected'], weight: 3.4, all: ['filter'], not: ['spam', 'virus', 'file'] },
  {
    codes: ['bounce/content-rejected'],
    weight: 2.3,
    all: ['content'],
    some: ['refused', 'unknown', 'policy'],
    not: ['spam', 'spf', 'dkim', 'dmarc', 'virus', 'large', 'file'],
  },
  {
    codes: ['bounce/content-rejected'],
    weight: 3,
    all: ['brokenContent'],
    not: ['spam', 'spf', 'dkim', 'dmarc', 'virus', 'large', 'file', 'host'],
  },
  {
    codes: ['bounce/content-rejected'],
    weight: 1.5,
    all: ['content'],
    not: ['spam', 'spf', 'dkim', 'dmarc', 'virus', 'large', 'file', 'recipient'],
  },
];
