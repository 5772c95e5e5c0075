import type { DnsList } from '../knowledge/dns-lists/list.ts';
import { noListBecause } from '../knowledge/dns-lists/lists.ts';
import { withoutKey } from '../knowledge/dns-lists/keyed.ts';
import { controlNames, domainEntryName, ipEntryName, listedIp, testPoints } from '../parse/dns-list/name.ts';
import {
  judgeEntry,
  judgeList,
  judgeListing,
  type ListState,
  type ListVerdict,
} from '../parse/dns-list/verdict.ts';
import type { DnsProbe } from '../model/dns.ts';
import { type Answer, answerOf, skipReasons, valueOf } from '../model/unavailable.ts';

/** What one list says about one address or domain. */
export interface ListLookup {
  /** Without the key of a subscriber. */
  zone: string;
  /** The address or domain, as given. */
  entry: string;
  verdict: ListVerdict;
}

/** What becomes of one question: the name that asks, and the family of addresses it belongs to. */
interface Question {
  list: DnsList;
  entry: string;
  name: string;
  family: 4 | 6;
}

/**
 * Asks every list for every entry. Test entries and look-ups are asked side by side, each test entry once; the list's
 * own words (TXT) and control entries only for what is listed. An IPv6 address is not looked up in a list that holds none.
 * Throws `Unavailable` where DNS is switched off.
 */
export async function lookUp(
  dns: DnsProbe,
  lists: readonly DnsList[],
  entries: readonly string[],
): Promise<readonly ListLookup[]> {
  const states = new Map<string, Promise<ListState>>();
  const stateOf = (list: DnsList, family: 4 | 6): Promise<ListState> => {
    const key = `${list.zone} ${family}`;
    const state = states.get(key) ?? askTestPoints(dns, list, family);
    states.set(key, state);
    return state;
  };
  const questions = lists.flatMap((list) => entries.flatMap((entry) => questionOf(list, entry)));
  return await Promise.all(
    questions.map(async ({ list, entry, name, family }) => {
      const zone = withoutKey(list.zone);
      const because = noListBecause(zone);
      if (because !== null) return { zone, entry, verdict: { kind: 'unusable', because, why: null } };
      const [state, answer] = await Promise.all([stateOf(list, family), addresses(dns, list, name)]);
      const listed = judgeEntry(list, state, answer);
      const verdict = await confirmed(dns, { list, entry, name, family }, listed);
      return { zone, entry, verdict };
    }),
  );
}

function questionOf(list: DnsList, entry: string): readonly Question[] {
  const ip = listedIp(entry);
  if (list.kind === 'domain')
    return ip === null ? [{ list, entry, name: domainEntryName(entry, list), family: 4 }] : [];
  if (ip === null || (ip.family === 6 && !list.ipv6)) return [];
  return [{ list, entry, name: ipEntryName(ip, list.zone), family: ip.family }];
}

async function askTestPoints(dns: DnsProbe, list: DnsList, family: 4 | 6): Promise<ListState> {
  const { listed, notListed } = testPoints(list, family);
  const [always, never] = await Promise.all([addresses(dns, list, listed), addresses(dns, list, notListed)]);
  return judgeList(list, always, never);
}

async function addresses(dns: DnsProbe, { zone }: DnsList, name: string): Promise<Answer<readonly string[]>> {
  const answer = await answerOf(dns.resolve(name, 'A'));
  if (answer.ok) return { ok: true, value: answer.value.records };
  const why = {
    ...answer.why,
    message: hideKey(answer.why.message, zone),
    question: hideKey(answer.why.question, zone),
  };
  // Nobody asked: that says nothing about the list.
  if (skipReasons.has(why.reason)) return valueOf<never>({ ok: false, why });
  return { ok: false, why };
}

/** The key of a subscriber is a secret: it goes into questions, and into nothing that is shown or saved. */
const hideKey = (text: string, zone: string): string => text.replaceAll(zone, withoutKey(zone));

/**
 * Makes sure of a listing, and adds the list's own words to it. The words explain it and decide nothing (RFC 5782 2.1).
 */
async function confirmed(
  dns: DnsProbe,
  { list, name, family }: Question,
  verdict: ListVerdict,
): Promise<ListVerdict> {
  if (verdict.kind !== 'listed') return verdict;
  const [texts, controls] = await Promise.all([
    answerOf(dns.resolve(name, 'TXT')),
    Promise.all(controlNames(list, family).map((control) => addresses(dns, list, control))),
  ]);
  const sure = judgeListing(list, verdict, controls);
  if (sure.kind !== 'listed') return sure;
  const reason = texts.ok ? hideKey(texts.value.records.slice(0, 3).join(' '), list.zone).slice(0, 300) : '';
  return { ...sure, reason: reason === '' ? null : reason };
}
