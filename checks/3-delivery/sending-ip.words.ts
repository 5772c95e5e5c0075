import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import type { IpOwner } from '../../src/facts/sending-ips.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { ListMeaning } from '../../src/parse/dns-list/verdict.ts';

/** One list that holds an entry. */
export interface Holding {
  zone: string;
  /** As a finding calls the list. */
  list: string;
  meanings: readonly ListMeaning[];
  reason: string | null;
  effect: string;
  page: string;
}

interface ListedIp {
  region: string | null;
  ip: string;
  owner: IpOwner;
  pool: string | null;
  holdings: readonly Holding[];
  /** The symptom's bounce names this address, and one of these lists or one we do not know. */
  explainsBounce: boolean;
}

const ownerWords: Readonly<Record<IpOwner, string>> = {
  dedicated: 'Your dedicated IP address',
  shared: "Amazon's shared IP address",
  amazon: "Amazon's IP address",
  foreign: 'The IP address',
  unknown: 'The IP address',
};

/** Says whose address it is, at the beginning of a summary. */
const addressWords = ({ ip, owner, pool }: Pick<ListedIp, 'ip' | 'owner' | 'pool'>): string =>
  `${ownerWords[owner]} ${ip}${pool === null ? '' : ` in the pool ${pool}`}`;

/** `Spamhaus ZEN, SpamCop and Barracuda`. */
function listNames(holdings: readonly { list: string }[]): string {
  const names = holdings.map(({ list }) => list);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const holdingEvidence = (entry: string, holdings: readonly Holding[]): readonly Evidence[] =>
  holdings.map(({ zone, meanings, reason }) => ({
    what: `${entry} in ${zone}`,
    expected: 'not listed',
    actual: `${meanings.map(({ code, means }) => `${code} (${means})`).join(', ')}${reason === null ? '' : `: ${reason}`}`,
    source: zone,
  }));

/** Where to ask for removal, once for each page. */
const removal = (holdings: readonly Holding[]): readonly Step[] =>
  holdings
    .filter(({ page }, index) => holdings.findIndex((other) => other.page === page) === index)
    .map(({ list, page }) => ({
      text: `Then look the IP address up at ${list} and ask for its removal: ${page}`,
      owner: 'you',
    }));

/** True where nobody says that the address sent spam: only that its range should not send mail at all. */
const isPolicyOnly = (holdings: readonly Holding[]): boolean =>
  holdings.length > 0 && holdings.every(({ meanings }) => meanings.every(({ policy }) => policy));

const notOurs: Step = {
  text: 'This IP address is not among those that Amazon publishes for SES. If your mail leaves through SES, receivers see another one: take it from ses:outgoing-ip in an event, or from the last Received header that a receiver wrote, and give that one to --ip.',
  owner: 'you',
};

const cause: Step = {
  text: 'First find out what was sent from it: look at the bounces and complaints of the days before, and stop the sender, list or form behind them. If the cause stays, the listing comes back.',
  owner: 'you',
};

const askSupport: Step = {
  text: 'Only AWS can have a shared IP address delisted: it watches the lists that large receivers use and acts by itself. If mail bounces for more than a day, open a case with AWS Support and quote a bounce.',
  owner: 'aws',
};

/** What to do about a listing. Whose address it is decides. */
function listedFix({ owner, holdings }: ListedIp): readonly Step[] {
  const policy = isPolicyOnly(holdings);
  switch (owner) {
    case 'dedicated':
      return policy
        ? [
            {
              text: 'The list names ranges that are not meant to send mail, nothing more. If you brought this IP address (BYOIP), have the range removed from the list as its holder; if Amazon leased it to you, send this to AWS Support.',
              owner: 'you',
            },
            ...removal(holdings),
          ]
        : [
            cause,
            ...removal(holdings),
            {
              text: 'AWS does not have dedicated IPs removed from lists and does not exchange them. Until it is removed, send through another pool.',
              owner: 'you',
            },
          ];
    case 'shared':
      return [
        askSupport,
        {
          text: 'Shared IP addresses change from message to message. If that is not acceptable, lease dedicated IPs.',
          owner: 'you',
        },
      ];
    case 'amazon':
      return [
        {
          text: 'Find out whether it is one of your dedicated IPs (aws sesv2 get-dedicated-ips); this run could not ask.',
          owner: 'you',
        },
        { ...cause, text: `If it is: ${lower(cause.text)}` },
        ...removal(holdings),
        { ...askSupport, text: `If it is not: ${lower(askSupport.text)}` },
      ];
    case 'foreign':
    case 'unknown':
      return policy
        ? [
            notOurs,
            {
              text: 'The list names ranges that are not meant to send mail directly to receivers, such as those of office lines and of virtual machines. Send through the SMTP endpoint of SES instead.',
              owner: 'you',
            },
          ]
        : [notOurs, { ...cause, text: `If it is yours: ${lower(cause.text)}` }, ...removal(holdings)];
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const listsPage = guide('faqs-dnsbls');

/** A list that gave no verdict, and why. */
export interface SilentList {
  zone: string;
  list: string;
  because: string;
}

const silentEvidence =
  (expected: string) =>
  ({ lists }: { lists: readonly SilentList[] }): readonly Evidence[] =>
    lists.map(({ zone, because }) => ({ what: zone, expected, actual: because, source: zone }));

interface ListedDomain {
  domain: string;
  holdings: readonly Holding[];
}

interface LowImpact {
  entry: string;
  holdings: readonly Holding[];
}

interface Silent {
  lists: readonly SilentList[];
}

export interface NoLonger {
  /** The IP address, or the domain. */
  entry: string;
  /** As the bounce names it. */
  list: string;
}

/** The words of the check `sending-ip`. */
export const sendingIpProblems = {
  'sending-ip/listed': problem<ListedIp>({
    severity: 'error',
    summary: (data) => `${addressWords(data)} is on ${listNames(data.holdings)}.`,
    impact: ({ holdings }) =>
      isPolicyOnly(holdings)
        ? 'Receivers that use the list refuse mail that comes directly from this IP address. It does not say that spam was sent.'
        : (holdings[0]?.effect ?? ''),
    evidence: ({ ip, holdings }) => holdingEvidence(ip, holdings),
    fix: listedFix,
    references: ({ holdings }) => [listsPage, ...new Set(holdings.map(({ page }) => page))],
    explains: ({ explainsBounce }) => (explainsBounce ? ['bounce/ip-blocklisted'] : []),
  }),

  'sending-ip/listed-low-impact': problem<LowImpact>({
    severity: 'info',
    summary: ({ entry, holdings }) => `${entry} is on ${listNames(holdings)}, which few receivers act on.`,
    impact: ({ holdings }) => holdings[0]?.effect ?? '',
    evidence: ({ entry, holdings }) => holdingEvidence(entry, holdings),
    fix: () => [],
    references: ({ holdings }) => [listsPage, ...new Set(holdings.map(({ page }) => page))],
  }),

  'sending-ip/domain-listed': problem<ListedDomain>({
    severity: 'error',
    summary: ({ domain, holdings }) => `The domain ${domain} is on ${listNames(holdings)}.`,
    impact: ({ holdings }) => holdings[0]?.effect ?? '',
    evidence: ({ domain, holdings }) => holdingEvidence(domain, holdings),
    fix: ({ domain, holdings }) => [
      {
        text: `Find what put ${domain} there: a hacked website or form, a redirector that anybody can use, mail to bought addresses. Fix that first.`,
        owner: 'you',
      },
      ...holdings.map(({ list, page }) => ({
        text: `Then look ${domain} up at ${list} and ask for its removal: ${page}`,
        owner: 'you' as const,
      })),
    ],
    references: ({ holdings }) => [listsPage, ...new Set(holdings.map(({ page }) => page))],
    explains: ['bounce/domain-blocklisted'],
  }),

  'sending-ip/no-longer-listed': problem<NoLonger>({
    severity: 'info',
    summary: ({ entry, list }) => `${entry} is not on ${list} now, though the bounce says that it was.`,
    impact: 'The bounce was right when it was written. Mail sent now is not refused for that list.',
    evidence: ({ entry, list }) => [
      {
        what: `${entry} at ${list}`,
        expected: 'listed, according to the bounce',
        actual: 'not listed now',
        source: null,
      },
    ],
    fix: ({ list }) => [
      {
        text: `Send again. If it bounces once more with ${list}, the receiver has an old copy of the list: quote this to its postmaster.`,
        owner: 'you',
      },
    ],
    references: [listsPage],
    explains: ['bounce/ip-blocklisted', 'bounce/domain-blocklisted'],
  }),

  'sending-ip/list-refused': problem<Silent>({
    severity: 'unknown',
    summary: ({ lists }) =>
      `${listNames(lists)} ${lists.length === 1 ? 'refuses' : 'refuse'} to answer the DNS resolver of this computer.`,
    impact: 'Whether they list you is not known: a refusal is neither a listing nor a clean record.',
    evidence: silentEvidence('an answer'),
    fix: () => [
      {
        text: 'These lists do not serve public and very busy resolvers. Ask through a resolver of your own, or of your network: --resolver 192.0.2.53',
        owner: 'you',
      },
      { text: 'Or look the IP address up by hand: https://check.spamhaus.org/', owner: 'you' },
    ],
    references: [
      'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now./',
      'https://uribl.com/refused.shtml',
    ],
  }),

  'sending-ip/list-unusable': problem<Silent>({
    severity: 'unknown',
    summary: ({ lists }) =>
      `${listNames(lists)} ${lists.length === 1 ? 'gives' : 'give'} no trustworthy answer.`,
    impact:
      'Whether they list you is not known; nothing they answered was taken for a listing or a clean record.',
    evidence: silentEvidence(
      'an answer that its operator documents, and valid test entries (RFC 5782 section 5)',
    ),
    fix: () => [
      {
        text: 'Run it again in a while; if it stays, try another resolver (--resolver). Some lists do not answer public resolvers at all.',
        owner: 'you',
      },
    ],
    references: [rfc(5782, '5')],
  }),
};
