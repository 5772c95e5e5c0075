import type { DnsList, ListCode } from './list.ts';

const base = { refusals: [], ipv6: false, kind: 'domain' } as const;

/** A site of somebody else that spammers use: fixing the site ends the listing. */
const abused = (what: string): ListCode => ({ means: `an honest site, hacked or abused for ${what}` });

/** Lists of domains, as they stand in links, senders and envelopes. */
export const domainLists: readonly DnsList[] = [
  {
    ...base,
    zone: 'dbl.spamhaus.org',
    name: 'Spamhaus DBL',
    operator: 'Spamhaus DBL',
    holds: 'domains that are used for spam, phishing or malware',
    weight: 'acted-on',
    effect:
      'Large mailbox providers refuse mail that comes from or links to such a domain; AWS names it as the list to check.',
    codes: {
      kind: 'values',
      values: {
        '127.0.1.2': { means: 'a domain of poor reputation, used for spam' },
        '127.0.1.4': { means: 'phishing' },
        '127.0.1.5': { means: 'malware' },
        '127.0.1.6': { means: 'controls a botnet' },
        '127.0.1.102': abused('spam'),
        '127.0.1.103': abused('redirecting to spam'),
        '127.0.1.104': abused('phishing'),
        '127.0.1.105': abused('malware'),
        '127.0.1.106': abused('controlling a botnet'),
      },
    },
    alwaysListed: 'dbltest.com',
    registeredOnly: false,
    page: 'https://check.spamhaus.org/',
    source: 'https://www.spamhaus.org/faqs/domain-blocklist/',
  },
  {
    ...base,
    zone: 'multi.surbl.org',
    name: 'SURBL',
    operator: 'SURBL',
    holds: 'domains in links of spam',
    weight: 'acted-on',
    effect:
      'Spam filters of many receivers give points for a link to such a domain, and some refuse the message.',
    codes: {
      kind: 'bits',
      bits: {
        8: { means: 'PH: phishing' },
        16: { means: 'MW: malware' },
        64: { means: 'ABUSE: links of spam' },
        128: { means: 'CR: a hacked site' },
      },
    },
    refusals: ['127.0.0.1'],
    alwaysListed: 'surbl-org-permanent-test-point.com',
    registeredOnly: true,
    page: 'https://surbl.org/surbl-analysis',
    source: 'https://surbl.org/lists',
  },
  {
    ...base,
    zone: 'multi.uribl.com',
    name: 'URIBL',
    operator: 'URIBL',
    holds: 'domains in links of spam',
    weight: 'acted-on',
    effect:
      'Spam filters of many receivers give points for a link to such a domain, and some refuse the message.',
    codes: {
      kind: 'bits',
      bits: {
        2: { means: 'black: used for spam' },
        4: { means: 'grey: bulk mail that some call spam', weight: 'low-impact' },
        8: { means: 'red: very young, or its owner is hidden', weight: 'low-impact' },
      },
    },
    refusals: ['127.0.0.1'],
    alwaysListed: '2.0.0.127',
    registeredOnly: true,
    page: 'https://lookup.uribl.com/',
    source: 'https://uribl.com/about.shtml',
  },
];
