import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { foldedText } from '../observe/terms.ts';
import { weigh, type Explanation } from './evidence.ts';

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

/** Mail that is not in the folder for spam, in the form of `foldedText`. */
const notThere =
  /\b(?:not|nor|neither|nothing|never|nicht|nichts|pas|rien|plus|ni|nada|tampoco|non|neanche|nemmeno|nem|niet|isn't|aren't|wasn't)\b(?: [^\s.;:!?]{1,14}){0,3}? (?:in|im|into|to|under|dans|en|a|nello|nella|no|na)(?: (?:the|my|his|her|their|your|den|dem|die|les|mes|la|el|los|o|a|lo|de|carpeta|ordner|dossier)){0,4} (?:spam|junk|indesirables?|pourriels?|indesiderata)\w{0,8}/gu;
/** The folder itself. */
const placeOfSpam =
  /\b(?:spam|junk)[ -]?(?:ordner|folders?|box|mailbox|tab|verzeichnis|postfach)\b|\b(?:dossier|carpeta|cartella|pasta)(?: (?:de|di|des|del))? (?:spam|junk|indesirables?|pourriels?)\b/gu;

/** The clauses of a reply, without its codes, addresses and links, whose parts are no words of it. */
function clausesOf(reply: string): readonly string[] {
  return (
    foldedText(reply)
      // The address of a list's page names the list.
      .replace(
        /https?:\/\/\S{0,120}(?:spamhaus|spamcop|spamrats|barracudacentral|uceprotect|cloudmark|senderscore)\S{0,200}/gu,
        ' blacklist ',
      )
      .replace(/https?:\/\/\S{1,300}/gu, ' ')
      // The address that the sentence is about; elsewhere one says no more than whose reply it is.
      .replace(
        /<[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z0-9.-]{1,255}> (?=is|was|has|does|exists|locked|closed|disabled|not|no longer|cannot|unknown|left)/gu,
        'recipient ',
      )
      .replace(/[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z0-9.-]{1,255}/gu, ' ')
      // An address that somebody talks to, or that is what the sentence is about, is a machine; one in brackets is said beside it.
      .replace(
        /(?<=\b(?:to|with|in|enough of|say|accept|block|blocked|ban|banned|for|client|host|ip|server|of) )\[?\d{1,3}(?:\.\d{1,3}){3}\]?/gu,
        'ip',
      )
      .replace(
        /(?:^|(?<=[;:,] ))(?:[245]\d\d )?(?:[245]\.\d\.\d{1,3} )?\[?\d{1,3}(?:\.\d{1,3}){3}\]? (?=is|was|has|does|did|behaves|not|found|listed|blocked|banned|refused|rejected|cannot|will)/gu,
        'ip ',
      )
      // The labels of a host's name are no words: "mx.example.com" says nothing of MX records.
      .replace(
        /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}(?=\[)|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){2,6}\b/gu,
        ' ',
      )
      .replace(/\b(?:sender|from|envelope|return|reverse)(?:'s)? (?:e-?mail )?address/gu, 'sender')
      .replace(
        /\b(?:ip|source|client|network)(?:'s)? address(?:es)?|\baddress (?:space|range|block|pool)s?/gu,
        'ip',
      )
      // "Mail from" a machine names no sender.
      .replace(
        /\bmail (?=from (?:(?:your|the|this|ip|host|server|client) )?(?:ip|ips|host|server|network|\[?\d))/gu,
        'connection ',
      )
      .replace(/\b(?:from|by|of) your address\b/gu, 'from sender')
      // What counts things says nothing of a rate where it counts what lies in a mailbox, or what users said.
      .replace(
        /\btoo many (?:letters|messages|mails|e-?mails|items)(?: [a-z]{1,12}){0,4}? (?:in|on)(?: [a-z]{1,12}){0,2} (?:mail ?box|inbox|account|server|folder)\b/gu,
        'mailbox full',
      )
      .replace(
        /\b(?:too many|too much|many|excessive) (?:spam |abuse )?(?:complaints?|abuse)\b|\btoo many of (?:our|the) (?:users|customers)\b/gu,
        'bad reputation',
      )
      .replace(/\bsign(?:ed|s|ing)? in(?:to)?\b/gu, 'logged in')
      .replace(/\bnumber of recipients\b/gu, 'number of messages')
      .replace(/\bsize=\d{4,12}\b|\bmaximum(?: [a-z.]{1,20}){0,4} \d{5,12}\b/gu, 'message too large')
      .replace(/\bdomain (?:by|of|with|called) (?:that|this) name\b/gu, 'domain')
      // All that there is of something that is measured is used.
      .replace(/\b(\d{1,12}) ?(?:[kmgt]i?b|%|bytes) (?:of|out of) \1\b/gu, 'mailbox full')
      .replace(/\b(?:anti-?)?(?:spam|virus) (?:engine|scanner|service|gateway|checker)\b/gu, 'our scanner')
      // Domino keeps a mailbox in a file.
      .replace(/\bmail ?(?:file|database)\b/gu, 'mailbox')
      // What has a name of its own is a domain: the name of a person is another thing.
      .replace(
        /\b(?:host|domain|service)(?: (?:or|and) (?:host|domain|service))? (?:names?|not known)\b/gu,
        (words) => (words.endsWith('known') ? 'domain not known' : 'domain'),
      )
      // Where mail was looked for is no verdict: "not in spam either", "the junk folder is empty".
      .replace(notThere, ' ')
      .replace(placeOfSpam, ' ')
      // The names of lists hold the word that they are about.
      .replace(/\bspam(?:haus|cop|eatingmonkey|rats|cannibal)\b/gu, 'blacklist')
      .replace(/\bfeedback[ -]loops?\b/gu, 'complaint')
      .replace(/\b(?:to|for|by) the (?:administrator|postmaster|sender)\b/gu, ' ')
      .replace(/\b[245]\d\d[ -]#?[245]\.\d{1,3}\.\d{1,3}\b|^\s{0,3}[245]\d\d[ -]/gu, ' ')
      .split(/[.;!?\n](?=\s|$)| - | -- /u)
      .map((clause) => clause.trim())
      .filter((clause) => clause.length > 2)
      .slice(0, 40)
  );
}
