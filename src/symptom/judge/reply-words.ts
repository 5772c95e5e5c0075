import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { weigh, type Explanation } from './evidence.ts';
import { clausesOf } from './reply-clauses.ts';

/** A cause, with how strongly the words of a reply speak for it. */
export interface Weighed {
  code: string;
  weight: number;
  /** For the words of the finding. */
  data?: Readonly<Record<string, string>>;
}

/** Concepts that stand together in one clause, the cause, and how much they weigh. */
interface Hypothesis extends Explanation {
  weight: number;
  data?: Readonly<Record<string, string>>;
}

const hypotheses: readonly Hypothesis[] = [
  {
    codes: ['bounce/relay-denied'],
    weight: 3.6,
    all: ['theirDomain', 'notOurs'],
    not: ['recipient', 'withoutMx', 'dns', 'spam', 'blocklist'],
  },
  {
    codes: ['bounce/relay-denied'],
    weight: 3.5,
    all: ['theirDomain', 'relay'],
    not: ['spam', 'blocklist', 'dns'],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 3.5,
    all: ['theirDomain', 'unknown'],
    not: ['sender', 'recipient', 'notOurs', 'relay', 'host', 'reverse', 'spf', 'blocklist'],
  },
  {
    codes: ['bounce/relay-denied'],
    weight: 3.3,
    all: ['domain', 'notOurs'],
    not: ['recipient', 'sender', 'dns', 'spam', 'blocklist'],
  },
  {
    codes: ['bounce/unknown-user'],
    weight: 3.2,
    all: ['recipient', 'notOurs'],
    not: ['domain', 'theirDomain', 'relay', 'host', 'sender', 'spam', 'policy'],
  },
  {
    codes: ['bounce/mailbox-inactive'],
    weight: 2.9,
    all: ['recipient', 'closed'],
    not: ['host', 'sender', 'spam', 'blocklist', 'reputation', 'file', 'full', 'personal', 'content'],
  },
  {
    codes: ['bounce/ip-blocked-by-provider'],
    weight: 3.6,
    all: ['host', 'ownList'],
    not: ['recipient', 'relay', 'reverse', 'spf', 'tls', 'rate', 'dmarc', 'dkim'],
  },
  { codes: ['bounce/expired'], weight: 3, all: ['stoppedTrying'], not: ['spam', 'blocklist', 'content'] },
  // A domain that the sentence calls the recipient's is no mailbox.
  {
    codes: ['bounce/domain-not-found'],
    weight: 3.3,
    all: ['domain', 'recipient', 'unknown', 'theirDomain'],
    not: ['sender', 'notOurs', 'relay'],
  },
  {
    codes: ['bounce/relay-denied'],
    weight: 2,
    all: ['relay'],
    not: ['spam', 'reverse', 'spf', 'blocklist', 'host'],
  },
  {
    codes: ['bounce/rate-limited'],
    weight: 3.1,
    all: ['rate', 'sender'],
    not: ['large', 'loop', 'recipient', 'spf', 'reputation'],
  },
  {
    codes: ['bounce/rate-limited'],
    weight: 3.4,
    all: ['rate', 'host'],
    not: ['large', 'loop', 'recipient', 'spf'],
  },
  {
    codes: ['bounce/unknown-user'],
    weight: 2.4,
    all: ['recipientRefused'],
    not: [
      'sender',
      'host',
      'spam',
      'policy',
      'filter',
      'content',
      'spf',
      'dkim',
      'dmarc',
      'grey',
      'rate',
      'relay',
      'blocklist',
      'personal',
      'full',
    ],
  },
  { codes: ['bounce/tls-required'], weight: 2.2, all: ['tls'], not: ['file', 'fault'] },
  // The receiver asked another of its servers, and got no answer.
  { codes: ['bounce/recipient-server-fault'], weight: 3, all: ['verify', 'unreachable'], not: ['sender'] },
  { codes: ['bounce/policy-rejected'], weight: 4, all: ['personal'], not: ['virus', 'file', 'host'] },
  // "Mailbox unavailable" is what RFC 5321 4.2.3 calls 550; for now, it is a fault of the server.
  {
    codes: ['bounce/unknown-user'],
    weight: 2.6,
    all: ['recipient', 'unavailable'],
    not: ['later', 'host', 'sender', 'fault', 'spam', 'policy', 'blocklist', 'reputation'],
  },
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 3.3,
    all: ['recipient', 'unavailable', 'later'],
    not: ['host', 'sender', 'spam', 'policy', 'blocklist'],
  },
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
    codes: ['bounce/tls-required'],
    weight: 3.1,
    all: ['tls'],
    some: ['fault', 'unavailable', 'unreachable'],
  },
  {
    codes: ['bounce/greylisted'],
    weight: 1.4,
    all: ['later'],
    not: [
      'rate',
      'fault',
      'full',
      'unreachable',
      'recipient',
      'host',
      'spam',
      'blocklist',
      'system',
      'unavailable',
    ],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 2.5,
    all: ['dns'],
    some: ['fault', 'unreachable'],
    not: ['sender', 'reverse', 'spf', 'dkim', 'dmarc', 'host'],
  },
  {
    codes: ['bounce/policy-rejected'],
    weight: 3,
    all: ['sender', 'verify'],
    not: ['spf', 'dkim', 'dmarc', 'mx', 'dns'],
  },
  {
    codes: ['bounce/unknown-user'],
    weight: 3,
    all: ['recipient', 'unknown'],
    not: ['sender', 'host', 'spf', 'dkim', 'dmarc', 'reverse', 'mx', 'file', 'tls', 'spam', 'full'],
  },
  {
    codes: ['bounce/unknown-user'],
    weight: 1.5,
    all: ['unknown'],
    not: [
      'protocol',
      'sender',
      'host',
      'domain',
      'spf',
      'dkim',
      'dmarc',
      'reverse',
      'mx',
      'dns',
      'file',
      'tls',
      'content',
      'message',
      'relay',
      'full',
      'spam',
      'fault',
    ],
  },
  {
    codes: ['bounce/mailbox-full'],
    weight: 3.6,
    all: ['recipient', 'full'],
    not: ['rate', 'message', 'file', 'host'],
  },
  { codes: ['bounce/mailbox-full'], weight: 3.2, all: ['recipient', 'full'], not: ['rate', 'large', 'file'] },
  {
    codes: ['bounce/mailbox-full'],
    weight: 1.6,
    all: ['full'],
    not: ['rate', 'large', 'file', 'host', 'system'],
  },
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 3,
    all: ['full', 'system'],
    not: ['recipient', 'message'],
  },
  {
    codes: ['bounce/mailbox-inactive'],
    weight: 3.2,
    all: ['recipient', 'inactive'],
    not: ['host', 'sender', 'spam', 'blocklist', 'reputation', 'policy', 'file', 'full'],
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
  {
    codes: ['bounce/ip-blocklisted'],
    weight: 3,
    all: ['blocklist', 'host'],
    not: ['url', 'sender'],
    data: { list: 'unnamed' },
  },
  {
    codes: ['bounce/ip-blocklisted'],
    weight: 1.8,
    all: ['blocklist'],
    not: ['url', 'domain', 'sender', 'recipient'],
    data: { list: 'unnamed' },
  },
  { codes: ['bounce/domain-blocklisted'], weight: 3.4, all: ['blocklist', 'url'] },
  { codes: ['bounce/domain-blocklisted'], weight: 3.1, all: ['blocklist', 'domain'], not: ['host'] },
  {
    codes: ['bounce/domain-blocklisted'],
    weight: 2.6,
    all: ['url'],
    some: ['refused', 'spam', 'virus', 'reputation'],
  },
  { codes: ['bounce/ip-blocked-by-provider'], weight: 3, all: ['reputation'], not: ['content'] },
  {
    codes: ['bounce/ip-blocked-by-provider'],
    weight: 2.6,
    all: ['host'],
    some: ['refused', 'inactive'],
    not: [
      'recipient',
      'blocklist',
      'relay',
      'reverse',
      'spf',
      'tls',
      'rate',
      'dmarc',
      'dkim',
      'unknown',
      'content',
    ],
  },
  {
    codes: ['bounce/rate-limited'],
    weight: 3,
    all: ['rate'],
    not: ['full', 'large', 'loop', 'grey', 'recipient'],
  },
  {
    codes: ['bounce/rate-limited'],
    weight: 2.7,
    all: ['rate'],
    some: ['later', 'message', 'host'],
    not: ['full', 'large', 'loop'],
  },
  {
    codes: ['bounce/greylisted'],
    weight: 3,
    all: ['grey'],
    not: ['rate', 'fault', 'full', 'unreachable', 'recipient'],
  },
  { codes: ['bounce/greylisted'], weight: 2, all: ['grey', 'sender'], not: ['rate', 'full', 'unreachable'] },
  { codes: ['bounce/authentication-failed'], weight: 3.2, all: ['dmarc'], data: { mechanism: 'DMARC' } },
  { codes: ['bounce/authentication-failed'], weight: 3, all: ['spf'], data: { mechanism: 'SPF' } },
  {
    codes: ['bounce/authentication-failed'],
    weight: 2.8,
    all: ['dkim'],
    not: ['virus', 'file'],
    data: { mechanism: 'DKIM' },
  },
  {
    codes: ['bounce/authentication-failed'],
    weight: 2.4,
    all: ['authentication'],
    some: ['sender', 'domain', 'message', 'host'],
    not: ['recipient', 'tls'],
  },
  {
    codes: ['bounce/reverse-name-rejected'],
    weight: 3.4,
    all: ['reverse'],
    some: ['host', 'dns', 'domain', 'unknown', 'refused', 'needed'],
    not: ['rate'],
  },
  {
    codes: ['bounce/relay-denied'],
    weight: 3.3,
    all: ['relay'],
    some: ['refused', 'unknown', 'policy', 'needed', 'recipient', 'domain', 'notRelay'],
    not: ['spam', 'reverse', 'spf', 'blocklist'],
  },
  {
    codes: ['bounce/tls-required'],
    weight: 3.4,
    all: ['tls'],
    some: ['needed', 'refused', 'unknown'],
    not: ['file'],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 3.4,
    all: ['mx'],
    some: ['unknown', 'domain', 'dns', 'refused'],
    not: ['sender', 'notOurs', 'unreachable'],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 3,
    all: ['withoutMx'],
    not: ['sender', 'host', 'spf', 'dkim', 'dmarc', 'relay'],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 3.1,
    all: ['domain', 'unknown'],
    not: ['sender', 'recipient', 'host', 'reverse', 'spf', 'dkim', 'dmarc', 'relay', 'url', 'blocklist'],
  },
  {
    codes: ['bounce/domain-not-found'],
    weight: 2.4,
    all: ['dns', 'unknown'],
    not: ['sender', 'reverse', 'spf', 'dkim', 'dmarc'],
  },
  {
    codes: ['bounce/sender-domain'],
    weight: 5.5,
    all: ['sender'],
    some: ['mx', 'dns'],
    not: ['spf', 'dkim', 'dmarc', 'blocklist', 'reverse'],
  },
  {
    codes: ['bounce/sender-domain'],
    weight: 5.5,
    all: ['sender', 'domain', 'unknown'],
    not: ['spf', 'dkim', 'dmarc', 'blocklist', 'reverse', 'authentication'],
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
  { codes: ['bounce/recipient-server-fault'], weight: 3.2, all: ['loop'], not: ['recipient', 'rate'] },
  { codes: ['bounce/recipient-server-fault'], weight: 2.8, all: ['loop'] },
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 2.6,
    all: ['fault'],
    not: ['rate', 'tls', 'blocklist', 'unknown', 'spam', 'unreachable', 'full', 'recipient'],
  },
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 2.4,
    all: ['system', 'fault'],
    not: ['recipient', 'sender', 'spam', 'blocklist', 'host', 'policy', 'rate', 'tls', 'spf', 'content'],
  },
  // It names its own machine, and the recipient beside it.
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 2.9,
    all: ['system', 'fault'],
    not: ['rate', 'tls', 'blocklist', 'spam', 'sender', 'spf', 'host', 'unknown', 'content', 'policy'],
  },
  {
    codes: ['bounce/recipient-server-fault'],
    weight: 1.8,
    all: ['fault', 'later'],
    not: ['spam', 'blocklist', 'unreachable'],
  },
  {
    codes: ['bounce/expired'],
    weight: 2.2,
    all: ['unreachable'],
    not: ['spam', 'blocklist', 'tls', 'unknown', 'recipient'],
  },
];

/** Of these a private address in the reply says that the receiver looked at a machine of its own. */
export const aboutTheConnection: ReadonlySet<string> = new Set([
  'bounce/ip-blocklisted',
  'bounce/ip-blocked-by-provider',
  'bounce/authentication-failed',
  'bounce/reverse-name-rejected',
  'bounce/rate-limited',
]);

/**
 * What the words of a reply speak for, by the concepts that stand together in its clauses: heaviest first. It needs no sentence to be
 * known; the caller weighs it against what is.
 */
export function weighWords(reply: string): readonly Weighed[] {
  return weigh(
    clausesOf(reply).map((text) => ({ text, share: 1 })),
    hypotheses,
    {
      reads: (clause) => (concept) => speaksOf(clause, concept) && !passes(clause, concept),
      weightOf: ({ weight }) => weight,
    },
  ).map(({ explanation: { codes, data }, weight }) => ({
    code: codes[0] ?? '',
    weight,
    ...(data === undefined ? {} : { data }),
  }));
}

/** The receiver could not look something up: nothing failed that it looked up. */
const unchecked =
  /\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:check|look ?up|evaluate|fetch|query|retrieve)\b|\btemp(?:orary )?error\b|\bdns (?:timeout|timed out|servfail)\b/u;

/** `SPF=pass`, `DKIM passed`, "not listed": the words stand there and mean the opposite. */
function passes(clause: string, concept: Concept): boolean {
  const name = ({ spf: 'spf', dkim: 'dkim', dmarc: 'dmarc' } as Readonly<Record<string, string>>)[concept];
  if (name !== undefined && unchecked.test(clause)) return true;
  if (name !== undefined)
    return new RegExp(`${name}["' ]{0,2}[=:]?["' ]{0,2}(?:pass|ok|valid|success)`, 'u').test(clause);
  return concept === 'blocklist' && /not (?:listed|on (?:a|any) (?:black|block)list)/u.test(clause);
}
