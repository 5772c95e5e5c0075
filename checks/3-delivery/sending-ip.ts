import { grouped } from '../../src/model/many.ts';
import {
  defineCheck,
  notApplicable,
  notSeen,
  type OccurrenceOf,
  type Refutation,
  type Unanswered,
} from '../../src/model/check.ts';
import { dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import { identityDomainListings } from '../../src/facts/dns-list-domains.ts';
import type { ListLookup } from '../../src/facts/dns-list-lookup.ts';
import { sendingIpListings } from '../../src/facts/sending-ip-listings.ts';
import { sendingIps, type SendingIps } from '../../src/facts/sending-ips.ts';
import { target } from '../../src/facts/target.ts';
import type { ListWeight } from '../../src/knowledge/dns-lists/list.ts';
import { listOfZone } from '../../src/knowledge/dns-lists/lists.ts';
import { plainIp } from '../../src/parse/dns-list/name.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import type { Target } from '../../src/model/target.ts';
import { skipReasons } from '../../src/model/unavailable.ts';
import { type Holding, type NoLonger, sendingIpProblems, type SilentList } from './sending-ip.words.ts';

export default defineCheck({
  id: 'sending-ip',
  title: 'DNS blocklists',
  why: `Receivers ask DNS lists before they accept a message. A listing at one that they act on means refusal, not the spam
    folder.`,
  needs: { target, sendingIps, ips: sendingIpListings, domains: identityDomainListings },
  enrichment: { dedicatedIps },

  problems: sendingIpProblems,

  evaluate({ target, sendingIps: sending, ips, domains, dedicatedIps }) {
    const { ips: addresses, notPublic, leftOut } = sending;
    const unseenPool =
      dedicatedIps.ok || skipReasons.has(dedicatedIps.why.reason)
        ? null
        : `whether mail leaves through dedicated IPs, which stand on lists of their own, is not known: ${dedicatedIps.why.message}`;
    if (addresses.length === 0 && notPublic.length === 0 && domains.length === 0)
      return unseenPool !== null
        ? notSeen(unseenPool, [])
        : notApplicable(
            'there is no sending IP address to look up: SES sends from IPs that all customers share',
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
    const gone = goneOf(target, sending, [...ips, ...domains]);

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
    // Nobody asked about an address or a list: the domains alone are less than the title says.
    if (found === 0 && unseenPool !== null && !isNamed(target)) return notSeen(unseenPool, []);
    return [
      ...listedIps,
      ...listedDomains,
      ...low,
      ...gone.found,
      ...gone.refuted,
      ...silent('refused', 'sending-ip/list-refused'),
      ...silent('unusable', 'sending-ip/list-unusable'),
      ...notPublic.map((ip) => notLookedUp(`${ip} is a private IP address: receivers see another one`, true)),
      ...(leftOut === 0
        ? []
        : [
            notLookedUp(
              `${grouped(leftOut)} more dedicated IPs were not looked up; name them with --ip`,
              false,
            ),
          ]),
    ];
  },

  observed({ ips, domains }) {
    const all = [...ips, ...domains];
    const answered = all.filter(hasAnswered);
    if (all.length === 0) return null;
    const zones = (lookups: readonly ListLookup[]): number => new Set(lookups.map(({ zone }) => zone)).size;
    const entries = [...new Set(all.map(({ entry }) => entry))];
    const what = entries.length > 3 ? `${grouped(entries.length)} addresses and domains` : entries.join(', ');
    return `${grouped(zones(answered))} of ${grouped(zones(all))} lists answered about ${what}`;
  },
});

const hasAnswered = ({ verdict: { kind } }: ListLookup): boolean => kind === 'clear' || kind === 'listed';

/** Somebody asked about an address or a list, and that has an answer. */
const isNamed = (target: Target): boolean =>
  target.ips.length > 0 ||
  target.dnsbls !== null ||
  ['bounce/ip-blocklisted', 'bounce/domain-blocklisted'].some(
    (code) => candidatesOf(target, code).length > 0,
  );

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

/** What a bounce says was listed, and is on no list of that operator now. */
function goneOf(
  target: Target,
  { ips }: SendingIps,
  lookups: readonly ListLookup[],
): { found: readonly Gone[]; refuted: readonly Refutation[] } {
  const told = target.symptom?.candidates ?? [];
  const clear = new Map<Candidate, NoLonger>();
  for (const one of told) {
    const list = one.data['list'];
    const entry = list === undefined ? undefined : entryOf(one, ips, lookups);
    if (list !== undefined && entry !== undefined && isClearNow(lookups, entry, list))
      clear.set(one, { entry, list });
  }
  const refuted = [...clear].flatMap(([{ code, subject }, { entry, list }]): readonly Refutation[] => {
    // Two bounces with one subject are told apart by nothing: each has to be over.
    const others = told.filter((other) => other.code === code && other.subject === subject);
    const because = `${entry} is not on ${list} now`;
    return others.every((other) => clear.has(other)) ? [{ refutes: code, subject, because, past: true }] : [];
  });
  const found = [...clear.values()].map((data) => ({
    ...{ problem: 'sending-ip/no-longer-listed' as const, subject: data.entry, data },
  }));
  return { found: once(found), refuted };
}

/** What the bounce says is listed, where it was looked up. */
const entryOf = (
  { code, data, quote }: Candidate,
  ips: SendingIps['ips'],
  lookups: readonly ListLookup[],
): string | undefined =>
  code === 'bounce/ip-blocklisted' && data['ip'] !== undefined
    ? ips.find(({ ip }) => plainIp(data['ip'] ?? '') === ip)?.ip
    : code === 'bounce/domain-blocklisted'
      ? lookups.find(({ entry }) => namesDomain(quote, entry))?.entry
      : undefined;

/** The domain stands in the words as such, and not as part of another. */
const namesDomain = (words: string, domain: string): boolean =>
  words
    .toLowerCase()
    .split(/[^a-z0-9.-]+/u)
    .some((word) => word.replace(/\.$/u, '') === domain.toLowerCase());

/** Every list of the operator that the bounce names was asked about the address or domain, and none of them holds it. */
function isClearNow(lookups: readonly ListLookup[], of: string, list: string): boolean {
  const about = lookups.filter(
    ({ entry, zone }) => entry === of && list.startsWith(listOfZone(zone).operator),
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

type Gone = OccurrenceOf<'sending-ip/no-longer-listed', NoLonger>;

const once = <T extends { data: NoLonger }>(found: readonly T[]): readonly T[] =>
  found.filter(
    ({ data }, index) =>
      found.findIndex((other) => other.data.entry === data.entry && other.data.list === data.list) === index,
  );

const notLookedUp = (message: string, counts: boolean): Unanswered => ({
  unanswered: { reason: 'unreachable', message, question: '', action: null, region: null, detail: {} },
  counts,
});
