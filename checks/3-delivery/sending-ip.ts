import { defineCheck, notApplicable, notSeen, problem, type Unanswered } from '../../src/model/check.ts';
import { dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import { identityDomainListings } from '../../src/facts/dns-list-domains.ts';
import type { ListLookup } from '../../src/facts/dns-list-lookup.ts';
import { sendingIpListings } from '../../src/facts/sending-ip-listings.ts';
import { sendingIps } from '../../src/facts/sending-ips.ts';
import { target } from '../../src/facts/target.ts';
import type { ListWeight } from '../../src/knowledge/dns-list.ts';
import { listOfZone } from '../../src/knowledge/dns-lists.ts';
import { plainIp } from '../../src/parse/dns-list/name.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import type { Target } from '../../src/model/target.ts';
import {
  addressWords,
  type Holding,
  holdingEvidence,
  isPolicyOnly,
  type ListedIp,
  listedFix,
  listNames,
  listsPage,
  type SilentList,
  silentEvidence,
} from './sending-ip.words.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

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

interface NoLonger {
  ip: string;
  /** As the bounce names it. */
  list: string;
}

export default defineCheck({
  id: 'sending-ip',
  title: 'DNS blocklists',
  why: `Receivers ask DNS lists before they take a message. A listing at one that they act on means refusal, not the spam
    folder.`,
  needs: { target, sendingIps, ips: sendingIpListings, domains: identityDomainListings },
  enrichment: { dedicatedIps },

  problems: {
    'sending-ip/listed': problem<ListedIp>({
      severity: 'error',
      summary: (data) => `${addressWords(data)} is on ${listNames(data.holdings)}.`,
      impact: ({ holdings }) =>
        isPolicyOnly(holdings)
          ? 'Receivers that use the list refuse mail that comes straight from this address. Nobody says that it sent spam.'
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
      summary: ({ ip, list }) => `${ip} is not on ${list} now, though the bounce says that it was.`,
      impact: 'The bounce was right when it was written. Mail sent now is not refused for that list.',
      evidence: ({ ip, list }) => [
        {
          what: `${ip} at ${list}`,
          expected: 'listed, as the bounce says',
          actual: 'not listed now',
          source: null,
        },
      ],
      fix: ({ list }) => [
        {
          text: `Send again. If it bounces once more with ${list}, the receiver holds an old copy of the list: quote this to its postmaster.`,
          owner: 'you',
        },
      ],
      references: [listsPage],
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
        { text: 'Or look the address up by hand: https://check.spamhaus.org/', owner: 'you' },
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
  },

  evaluate({ target, sendingIps: sending, ips, domains }) {
    const { ips: addresses, notPublic, leftOut } = sending;
    if (addresses.length === 0 && notPublic.length === 0 && domains.length === 0)
      return notApplicable(
        'there is no sending address to look up: SES sends from addresses that all customers share',
        '--ip',
      );
    const blocklisted = candidatesOf(target, 'bounce/ip-blocklisted');
    const listedIps = addresses.flatMap(({ ip, owner, pool }) => {
      const holdings = holdingsOf(ips, ip, 'acted-on');
      if (holdings.length === 0) return [];
      const explainsBounce =
        blocklisted.length === 0 || blocklisted.some((one) => isAbout(one, ip) && names(one, holdings));
      const data = { region: target.region, ip, owner, pool, holdings, explainsBounce };
      return [{ problem: 'sending-ip/listed' as const, subject: ip, data }];
    });
    const listedDomains = [...new Set(domains.map(({ entry }) => entry))].flatMap((domain) => {
      const holdings = holdingsOf(domains, domain, 'acted-on');
      return holdings.length === 0
        ? []
        : [{ problem: 'sending-ip/domain-listed' as const, subject: domain, data: { domain, holdings } }];
    });
    const low = [...new Set([...ips, ...domains].map(({ entry }) => entry))].flatMap((entry) => {
      const holdings = holdingsOf([...ips, ...domains], entry, 'low-impact');
      return holdings.length === 0
        ? []
        : [{ problem: 'sending-ip/listed-low-impact' as const, subject: entry, data: { entry, holdings } }];
    });
    const gone = blocklisted.flatMap((one) => {
      const ip = addresses.find((address) => one.data['ip'] !== undefined && isAbout(one, address.ip))?.ip;
      const list = one.data['list'];
      return ip !== undefined && list !== undefined && isClearNow(ips, ip, list)
        ? [{ problem: 'sending-ip/no-longer-listed' as const, subject: ip, data: { ip, list } }]
        : [];
    });

    const asked = {
      // The address that stands in a received message is looked up by the way; nobody asked about it.
      ips:
        target.dnsbls !== null || target.ips.some((ip) => target.message?.named?.ips.includes(ip) !== true),
      domains: target.dnsbls !== null || candidatesOf(target, 'bounce/domain-blocklisted').length > 0,
    };
    const silent = (
      kind: 'refused' | 'unusable',
      code: 'sending-ip/list-refused' | 'sending-ip/list-unusable',
    ) => {
      const [byIp, byDomain] = [silentLists(ips, kind), silentLists(domains, kind)];
      if (byIp.length + byDomain.length === 0) return [];
      const counts = (byIp.length > 0 && asked.ips) || (byDomain.length > 0 && asked.domains);
      const data = { lists: [...byIp, ...byDomain] };
      return [{ problem: code, subject: 'DNS lists', data, ...(counts ? {} : { counts: false as const }) }];
    };
    const found = listedIps.length + listedDomains.length + low.length + notPublic.length;
    const all = [...ips, ...domains];
    // Where nobody asked about a list its silence makes nothing unknown; but silence of all of them earns no tick.
    if (
      found === 0 &&
      all.length > 0 &&
      !all.some(hasAnswered) &&
      !isAsked(ips, asked.ips) &&
      !isAsked(domains, asked.domains)
    )
      return notSeen(
        `none of the DNS lists answered about ${[...new Set(all.map(({ entry }) => entry))].slice(0, 3).join(', ')}`,
        [],
      );
    return [
      ...listedIps,
      ...listedDomains,
      ...low,
      ...once(gone),
      ...silent('refused', 'sending-ip/list-refused'),
      ...silent('unusable', 'sending-ip/list-unusable'),
      ...notPublic.map((ip) => notLookedUp(`${ip} is a private address: receivers see another one`, true)),
      ...(leftOut === 0
        ? []
        : [notLookedUp(`${leftOut} more dedicated IPs were not looked up; name them with --ip`, false)]),
    ];
  },

  observed({ ips, domains }) {
    const all = [...ips, ...domains];
    const answered = all.filter(hasAnswered);
    if (all.length === 0) return null;
    const zones = (lookups: readonly ListLookup[]): number => new Set(lookups.map(({ zone }) => zone)).size;
    const entries = [...new Set(all.map(({ entry }) => entry))];
    const what = entries.length > 3 ? `${entries.length} addresses and domains` : entries.join(', ');
    return `${zones(answered)} of ${zones(all)} lists answered about ${what}`;
  },
});

const hasAnswered = ({ verdict: { kind } }: ListLookup): boolean => kind === 'clear' || kind === 'listed';

const isAsked = (lookups: readonly ListLookup[], asked: boolean): boolean => asked && lookups.length > 0;

const candidatesOf = ({ symptom }: Target, code: string): readonly Candidate[] =>
  (symptom?.candidates ?? []).filter((candidate) => candidate.code === code);

/** The bounce is about this address, or does not say which it is about. */
const isAbout = ({ data }: Candidate, ip: string): boolean =>
  data['ip'] === undefined || plainIp(data['ip']) === ip;

/** The bounce names one of these lists, or names none that we know. */
function names({ data }: Candidate, holdings: readonly Holding[]): boolean {
  const list = data['list'];
  if (list === undefined) return true;
  return holdings.some(({ zone }) => list.startsWith(listOfZone(zone).operator));
}

/** Every list of the operator that the bounce names was asked about the address, and none of them holds it. */
function isClearNow(lookups: readonly ListLookup[], ip: string, list: string): boolean {
  const about = lookups.filter(
    ({ entry, zone }) => entry === ip && list.startsWith(listOfZone(zone).operator),
  );
  return about.length > 0 && about.every(({ verdict }) => verdict.kind === 'clear');
}

/** The lists that hold an entry, for reasons of this weight. */
function holdingsOf(lookups: readonly ListLookup[], of: string, weight: ListWeight): readonly Holding[] {
  return lookups.flatMap(({ zone, entry, verdict }) => {
    if (entry !== of || verdict.kind !== 'listed') return [];
    const meanings = verdict.meanings.filter((meaning) => meaning.weight === weight);
    if (meanings.length === 0) return [];
    const { name, effect, page } = listOfZone(zone);
    return [{ zone, list: name, meanings, reason: verdict.reason, effect, page }];
  });
}

/** Each list that gave no verdict, once. */
function silentLists(lookups: readonly ListLookup[], kind: 'refused' | 'unusable'): readonly SilentList[] {
  const lists = new Map<string, SilentList>();
  for (const { zone, verdict } of lookups) {
    if (verdict.kind === kind && !lists.has(zone))
      lists.set(zone, { zone, list: listOfZone(zone).name, because: verdict.because });
  }
  return [...lists.values()];
}

const once = <T extends { data: NoLonger }>(found: readonly T[]): readonly T[] =>
  found.filter(
    ({ data }, index) =>
      found.findIndex((other) => other.data.ip === data.ip && other.data.list === data.list) === index,
  );

const notLookedUp = (message: string, counts: boolean): Unanswered => ({
  unanswered: { reason: 'unreachable', message, question: '', action: null, region: null, detail: {} },
  counts,
});
