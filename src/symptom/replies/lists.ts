import type { ReplyRule } from '../reply-rule.ts';

/** A DNS list as bounce texts name it. */
interface NamedList {
  /** As the finding calls it. */
  name: string;
  /** What the texts say, in lower case. */
  says: readonly string[];
  /** Where its operator says what a listing means. */
  page: string;
}

const ipLists: readonly NamedList[] = [
  {
    name: 'Spamhaus PBL',
    says: [
      'pbl.spamhaus',
      'spamhaus pbl',
      'spamhaus.org/pbl',
      'in the pbl',
      '~on * policy block list',
      '~listed on * pbl~',
    ],
    page: 'https://www.spamhaus.org/blocklists/policy-blocklist/',
  },
  {
    name: 'Spamhaus XBL',
    says: [
      'xbl.spamhaus',
      'spamhaus xbl',
      'spamhaus.org/xbl',
      'exploits block list',
      'sbl-xbl',
      '[bl23]',
      'cbl.abuseat.org',
      'abuseat.org',
    ],
    page: 'https://www.spamhaus.org/blocklists/exploits-blocklist/',
  },
  {
    name: 'Spamhaus CSS',
    says: ['spamhaus css', 'css.spamhaus', 'spamhaus.org/css', 'spamhaus.org/sbl/css', '~sblcss~'],
    page: 'https://www.spamhaus.org/blocklists/combined-spam-sources/',
  },
  {
    name: 'Spamhaus SBL',
    says: [
      'sbl.spamhaus',
      'spamhaus sbl',
      'spamhaus.org/sbl',
      'spamhaus block list',
      'listing in spamhaus sbl',
    ],
    page: 'https://www.spamhaus.org/blocklists/spamhaus-blocklist/',
  },
  {
    name: 'Spamhaus',
    says: ['zen.spamhaus', 'spamhaus zen', 'zen.dq.spamhaus', 'dq.spamhaus.net', 'spamhaus'],
    page: 'https://check.spamhaus.org/',
  },
  { name: 'SpamCop', says: ['bl.spamcop', 'spamcop'], page: 'https://www.spamcop.net/bl.shtml' },
  {
    name: 'Barracuda BRBL',
    says: [
      'barracudacentral',
      'barracudanetworks.com/reputation',
      'barracuda reputation',
      '~brbl~',
      'b.barracuda',
    ],
    page: 'https://www.barracudacentral.org/lookups',
  },
  { name: 'UCEPROTECT', says: ['uceprotect'], page: 'https://www.uceprotect.net/en/rblcheck.php' },
  {
    name: 'Invaluement',
    says: ['invaluement', 'ivmsip', '~ivm~', 'sip.invaluement', 'sip24'],
    page: 'https://www.invaluement.com/lookup/',
  },
  { name: 'Mailspike', says: ['mailspike'], page: 'https://mailspike.org/' },
  { name: 'PSBL', says: ['psbl.surriel', 'surriel.com', '~psbl~'], page: 'https://psbl.org/' },
  { name: '0spam', says: ['0spam.org', '0spam.fusionzero', '~0spam~'], page: 'https://0spam.org/' },
  { name: 'Abusix', says: ['abusix', 'mail.abusix.zone', 'abusixip'], page: 'https://lookup.abusix.com/' },
  {
    name: 'Cloudmark CSI',
    says: ['cloudmark', 'csi.cloudmark', '~csi~ * blacklist', 'poor reputation on cloudmark'],
    page: 'https://csi.cloudmark.com/en/reset/',
  },
  {
    name: 'Proofpoint PDR',
    says: [
      'ipcheck.proofpoint',
      'dnsbl-lookup.cgi',
      'proofpoint dynamic reputation',
      'pdr.proofpoint',
      '~pdr~',
    ],
    page: 'https://ipcheck.proofpoint.com/',
  },
  {
    name: 'Sender Score',
    says: ['senderscore', 'returnpath.net', 'return path dnsbl', 'rnbl.org'],
    page: 'https://senderscore.org/',
  },
  { name: 'GBUdb Truncate', says: ['truncate.gbudb', 'gbudb'], page: 'http://www.gbudb.com/' },
  {
    name: 'Trend Micro ERS',
    says: ['ers.trendmicro', 'mail-abuse.com', 'rbl-plus', 'mail-abuse.org', 'trendmicro.com/ * reputation'],
    page: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
  },
  {
    name: 'Symantec IP reputation',
    says: ['ipremoval.sms.symantec', 'symantec * reputation', 'brightmail * reputation'],
    page: 'https://ipremoval.sms.symantec.com/',
  },
  { name: 'Hostkarma', says: ['hostkarma', 'junkemailfilter'], page: 'https://wiki.junkemailfilter.com/' },
  {
    name: 'NiX Spam',
    says: ['ix.dnsbl.manitu', 'nixspam', 'manitu.net', 'dnsbl.manitu'],
    page: 'https://www.dnsbl.manitu.net/',
  },
  { name: 'Backscatterer', says: ['backscatterer.org'], page: 'http://www.backscatterer.org/' },
  { name: 'SpamRATS', says: ['spamrats'], page: 'https://www.spamrats.com/' },
  { name: 'SPFBL', says: ['spfbl.net', 'matrix.spfbl'], page: 'https://spfbl.net/' },
  { name: 'blocklist.de', says: ['blocklist.de'], page: 'https://www.blocklist.de/' },
  { name: 'DroneBL', says: ['dronebl'], page: 'https://dronebl.org/' },
  { name: 'Spam Eating Monkey', says: ['spameatingmonkey'], page: 'https://spameatingmonkey.com/' },
  { name: 'LashBack UBL', says: ['ubl.unsubscore', 'lashback'], page: 'https://blacklist.lashback.com/' },
  { name: 'SWINOG', says: ['swinog'], page: 'https://www.swinog.ch/' },
  { name: 'Kisa RBL', says: ['kisarbl', 'spamlist.or.kr'], page: 'https://www.kisarbl.or.kr/' },
  { name: 'WPBL', says: ['wpbl.info', 'db.wpbl'], page: 'http://www.wpbl.info/' },
  { name: 'NordSpam', says: ['nordspam'], page: 'https://www.nordspam.com/' },
  { name: 'Fabel', says: ['fabel.dk'], page: 'https://www.fabel.dk/' },
  {
    name: 'McAfee / Trellix',
    says: ['mcafee.com/threat', 'mxlogic', 'trustedsource'],
    page: 'https://www.trustedsource.org/',
  },
  {
    name: 'Talos SenderBase',
    says: ['senderbase', 'talosintelligence'],
    page: 'https://talosintelligence.com/',
  },
];

const domainLists: readonly NamedList[] = [
  {
    name: 'SORBS RHSBL',
    says: ['rhsbl.sorbs', 'rhsbl * sorbs'],
    page: 'http://www.sorbs.net/',
  },
  {
    name: 'SEM FRESH',
    says: ['sem-fresh', 'fresh.spameatingmonkey'],
    page: 'https://spameatingmonkey.com/services',
  },
  {
    name: 'Spamhaus DBL',
    says: [
      'dbl.spamhaus',
      'spamhaus dbl',
      'spamhaus.org/dbl',
      'in the spamhaus * dbl',
      'spamhaus * (dbl)',
      '~dbl~ * spamhaus',
      'spamhaus.org/query/domain',
      '/query/dbl',
      'spamhaus domain block',
      'domain block list',
      'mailfrom domain is listed in spamhaus',
      's8002',
      's8001',
    ],
    page: 'https://www.spamhaus.org/blocklists/domain-blocklist/',
  },
  {
    name: 'Spamhaus ZRD',
    says: ['zrd.spamhaus', 'spamhaus zrd', 'spamhaus.org/zrd', 'zero reputation domain'],
    page: 'https://www.spamhaus.org/blocklists/zero-reputation-domain/',
  },
  { name: 'SURBL', says: ['surbl'], page: 'https://surbl.org/surbl-analysis' },
  {
    name: 'URIBL',
    says: ['uribl.com', 'black.uribl', 'multi.uribl', '~uribl~'],
    page: 'https://lookup.uribl.com/',
  },
  {
    name: 'Invaluement URI',
    says: ['ivmuri', 'uri.invaluement'],
    page: 'https://www.invaluement.com/lookup/',
  },
  {
    name: 'Spam Eating Monkey URI',
    says: ['uribl.spameatingmonkey', 'fresh.spameatingmonkey'],
    page: 'https://spameatingmonkey.com/',
  },
  { name: 'NordSpam domain list', says: ['dbl.nordspam'], page: 'https://www.nordspam.com/' },
  {
    name: 'Abusix domain list',
    says: ['dblack.mail.abusix', 'nod.mail.abusix'],
    page: 'https://lookup.abusix.com/',
  },
];

/** Lists that have been switched off. A server that still asks them refuses everybody sooner or later. */
const deadLists: readonly NamedList[] = [
  { name: 'AHBL', says: ['ahbl.org', '~ahbl~'], page: 'https://www.ahbl.org/' },
  { name: 'NJABL', says: ['njabl'], page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists' },
  {
    name: 'DSBL',
    says: ['dsbl.org', 'list.dsbl'],
    page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists',
  },
  { name: 'ORDB', says: ['ordb.org'], page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists' },
  {
    name: 'Five-Ten',
    says: ['five-ten-sg'],
    page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists',
  },
  {
    name: 'Rfc-Ignorant',
    says: ['rfc-ignorant.org'],
    page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists',
  },
  {
    name: 'Rfc-Clueless',
    says: ['rfc-clueless.org'],
    page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists',
  },
  {
    name: 'MAPS RBL',
    says: ['blackholes.mail-abuse'],
    page: 'https://en.wikipedia.org/wiki/Comparison_of_DNS_blacklists',
  },
];

/** Words that show that a list is only mentioned. */
const mentions: readonly string[] = ['user unknown', 'greylist', 'not listed'];

/** Rules for named lists, in order of precedence: what only looks like a listing, dead lists, domain lists, IP lists. */
export const listReplies: readonly ReplyRule[] = [
  {
    // The list refuses the receiver's own resolver, and the receiver takes the refusal for a listing.
    code: 'bounce/recipient-server-fault',
    says: [
      'spamhaus.org/returnc/',
      'error: open resolver',
      'error: too many queries',
      'query blocked * open resolver',
      '127.255.255.25',
      'blocked * uribl.com/refused',
      'refused.shtml',
    ],
    also: ['bounce/ip-blocklisted'],
    data: { fault: 'list-refuses-receiver', list: 'Spamhaus' },
    source:
      'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now./',
  },
  ...deadLists.map(({ name, says, page }): ReplyRule => ({
    code: 'bounce/recipient-server-fault',
    says,
    also: ['bounce/ip-blocklisted'],
    data: { fault: 'dead-list', list: name },
    source: page,
  })),
  ...domainLists.map(({ name, says, page }): ReplyRule => ({
    code: 'bounce/domain-blocklisted',
    says,
    unless: mentions,
    data: { list: name, page },
    source: page,
  })),
  {
    code: 'bounce/ip-blocklisted',
    says: ['sorbs.net', '~sorbs~'],
    also: ['bounce/recipient-server-fault'],
    data: { list: 'SORBS', fault: 'dead-list' },
    source: 'https://docs.aws.amazon.com/ses/latest/dg/faqs-dnsbls.html',
  },
  ...ipLists.map(({ name, says, page }): ReplyRule => ({
    code: 'bounce/ip-blocklisted',
    says,
    unless: mentions,
    data: { list: name, page },
    source: page,
  })),
];
