import type { DnsList, ListCode } from './list.ts';

/** What most lists have in common: one code, no IPv6, the test entry of RFC 5782 5. */
const plain = { refusals: [], ipv6: false, alwaysListed: null, registeredOnly: false, kind: 'ip' } as const;

const listed = (means: string): DnsList['codes'] => ({ kind: 'values', values: { '127.0.0.2': { means } } });

const sbl: ListCode = { means: 'SBL: a source of spam or a service that supports it, added manually' };
const css: ListCode = { means: 'CSS: low-reputation mail, added automatically' };
const xbl: ListCode = { means: 'XBL: a hacked or infected machine' };
const pbl: ListCode = {
  means: 'PBL: a range that is not meant to send mail directly to receivers',
  policy: true,
};

const unusual =
  'AWS does not ask for removal there, and few receivers refuse mail because of it alone; some count it as a point.';

/**
 * Lists of IP addresses. Left out: lists that need a key or a contract (Abusix, Invaluement, Validity), lists without
 * test entries, and those that have been switched off.
 */
export const ipLists: readonly DnsList[] = [
  {
    ...plain,
    zone: 'zen.spamhaus.org',
    name: 'Spamhaus ZEN',
    operator: 'Spamhaus',
    holds: 'spam sources, infected machines and ranges that should not send mail',
    weight: 'acted-on',
    effect:
      'Large mailbox providers refuse mail because of it, and AWS acts on listings of its shared addresses.',
    codes: {
      kind: 'values',
      values: {
        '127.0.0.2': sbl,
        '127.0.0.3': css,
        '127.0.0.4': xbl,
        '127.0.0.5': xbl,
        '127.0.0.6': xbl,
        '127.0.0.7': xbl,
        '127.0.0.9': { means: 'DROP: a network run by criminals' },
        '127.0.0.10': pbl,
        '127.0.0.11': pbl,
      },
    },
    ipv6: true,
    page: 'https://check.spamhaus.org/',
    source: 'https://www.spamhaus.org/faqs/dnsbl-usage/',
  },
  {
    ...plain,
    zone: 'bl.spamcop.net',
    name: 'SpamCop',
    operator: 'SpamCop',
    holds: 'addresses that users and traps reported for spam in the last days',
    weight: 'acted-on',
    effect:
      'Many mail servers of companies and hosters refuse mail because of it. Listings lapse a day after the last report.',
    codes: listed('reported for spam'),
    page: 'https://www.spamcop.net/bl.shtml',
    source: 'https://www.spamcop.net/fom-serve/cache/291.html',
  },
  {
    ...plain,
    zone: 'b.barracudacentral.org',
    name: 'Barracuda Reputation Block List',
    operator: 'Barracuda',
    holds: 'addresses that sent spam to Barracuda appliances',
    weight: 'acted-on',
    effect: 'Barracuda appliances, which many companies run, refuse mail because of it.',
    codes: listed('poor reputation'),
    page: 'https://www.barracudacentral.org/rbl/removal-request',
    source: 'https://www.barracudacentral.org/rbl/how-to-use',
  },
  {
    ...plain,
    zone: 'psbl.surriel.com',
    name: 'PSBL',
    operator: 'PSBL',
    holds: 'addresses that sent mail to spam traps',
    weight: 'low-impact',
    effect: `${unusual} Anybody can remove an address.`,
    codes: listed('sent mail to a trap'),
    page: 'https://psbl.org/',
    source: 'https://psbl.org/howto',
  },
  {
    ...plain,
    zone: 'bl.mailspike.net',
    name: 'Mailspike',
    operator: 'Mailspike',
    holds: 'addresses of bad reputation',
    weight: 'low-impact',
    effect: unusual,
    codes: {
      kind: 'values',
      values: {
        '127.0.0.2': { means: 'part of a spam wave that is going on' },
        '127.0.0.10': { means: 'worst reputation' },
        '127.0.0.11': { means: 'very bad reputation' },
        '127.0.0.12': { means: 'bad reputation' },
      },
    },
    page: 'https://mailspike.org/',
    source: 'https://mailspike.org/usage.html',
  },
  {
    ...plain,
    zone: 'dnsbl-1.uceprotect.net',
    name: 'UCEPROTECT level 1',
    operator: 'UCEPROTECT',
    holds: 'single addresses that hit traps in the last seven days',
    weight: 'low-impact',
    effect: unusual,
    codes: listed('hit a trap in the last seven days'),
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=3&s=3',
  },
  {
    ...plain,
    zone: 'dnsbl-2.uceprotect.net',
    name: 'UCEPROTECT level 2',
    operator: 'UCEPROTECT',
    holds: 'whole networks, for what their neighbours did',
    weight: 'low-impact',
    effect: unusual,
    codes: listed('the network holds other addresses that hit traps'),
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=3&s=4',
  },
  {
    ...plain,
    zone: 'dnsbl-3.uceprotect.net',
    name: 'UCEPROTECT level 3',
    operator: 'UCEPROTECT',
    holds: 'all addresses of a provider, for what its customers did',
    weight: 'low-impact',
    effect: `${unusual} It lists whole clouds, Amazon's networks among them.`,
    codes: listed('the whole provider is listed'),
    page: 'https://www.uceprotect.net/en/rblcheck.php',
    source: 'https://www.uceprotect.net/en/index.php?m=3&s=5',
  },
  {
    ...plain,
    zone: 'ips.backscatterer.org',
    name: 'Backscatterer',
    operator: 'Backscatterer',
    holds: 'addresses that send bounces or call-outs to forged senders',
    weight: 'low-impact',
    effect: unusual,
    codes: listed('sent misdirected bounces or sender call-outs'),
    page: 'https://www.backscatterer.org/?target=test',
    source: 'https://www.backscatterer.org/?target=usage',
  },
  {
    ...plain,
    zone: 'truncate.gbudb.net',
    name: 'GBUdb Truncate',
    operator: 'GBUdb',
    holds: 'addresses from which nearly all mail was spam',
    weight: 'low-impact',
    effect: `${unusual} There is no removal: an entry expires when good mail comes.`,
    codes: listed('nearly all mail from it was spam'),
    page: 'https://www.gbudb.com/truncate/',
    source: 'https://www.gbudb.com/truncate/',
  },
  {
    ...plain,
    zone: 'all.s5h.net',
    name: 's5h.net',
    operator: 's5h',
    holds: 'addresses that hit the traps of one operator',
    weight: 'low-impact',
    effect: unusual,
    codes: listed('hit a trap'),
    page: 'https://www.usenix.org.uk/content/rbl.html',
    source: 'https://www.usenix.org.uk/content/rbl.html',
  },
  {
    ...plain,
    zone: 'dnsbl.dronebl.org',
    name: 'DroneBL',
    operator: 'DroneBL',
    holds: 'open proxies and infected machines',
    weight: 'low-impact',
    effect: `${unusual} It is made for chat networks.`,
    codes: {
      kind: 'values',
      values: {
        '127.0.0.2': { means: 'sample entry' },
        '127.0.0.3': { means: 'IRC drone' },
        '127.0.0.5': { means: 'bottler' },
        '127.0.0.6': { means: 'unknown worm or spambot' },
        '127.0.0.7': { means: 'DDoS drone' },
        '127.0.0.8': { means: 'open SOCKS proxy' },
        '127.0.0.9': { means: 'open HTTP proxy' },
        '127.0.0.10': { means: 'proxy chain' },
        '127.0.0.11': { means: 'web page proxy' },
        '127.0.0.12': { means: 'open DNS resolver' },
        '127.0.0.13': { means: 'tries passwords' },
        '127.0.0.14': { means: 'open Wingate proxy' },
        '127.0.0.15': { means: 'compromised router or gateway' },
        '127.0.0.16': { means: 'autorooting worm' },
        '127.0.0.17': { means: 'part of a botnet' },
        '127.0.0.18': { means: 'compromised DNS or mail server' },
        '127.0.0.19': { means: 'abused VPN' },
        '127.0.0.255': { means: 'a threat of no other class' },
      },
    },
    page: 'https://dronebl.org/lookup',
    source: 'https://dronebl.org/docs/howtouse',
  },
];
