import type { AuthoritativeView, DnsAnswer, DnsProbe, DnsType } from '../model/dns.ts';
import { answerOf, Unavailable } from '../model/unavailable.ts';
import { isSpfRecord } from '../spf/record.ts';

/**
 * A resolver whose texts of `domain` are those that the servers of its zone publish, which is what receivers get: the
 * resolver asked here may have a zone of its own under that name, or an answer from before a change. Of names below the
 * zone it tells the same where the resolver has a zone of its own. Where the resolver does not answer, neither does this;
 * where the servers cannot be asked, do not agree, or have a CNAME there, the resolver's answer stands. Throws where a question failed by
 * which other servers would have been found or asked, and where those known stand in a private network and the public ones could not
 * be told.
 */
export function asPublished(dns: DnsProbe, domain: string): Pick<DnsProbe, 'resolve'> {
  const viewed = answerOf(dns.authoritative(domain, 'TXT'));
  const publish = async (name: string, answer: DnsAnswer<'TXT'>): Promise<DnsAnswer<'TXT'>> => {
    const view = await viewed;
    if (!view.ok) return answer;
    const unasked = view.value.servers.flatMap(({ answer }) => (answer.kind === 'unasked' ? answer.why : []));
    const [missed] = [...(view.value.missed ?? []), ...unasked];
    if (name === domain && missed !== undefined) throw Unavailable.of(missed);
    if (name === domain) return agreed(view.value) ?? answer;
    const { inside, zone } = view.value;
    if (inside === null || zone === null || !(name === zone || name.endsWith(`.${zone}`))) return answer;
    const below = await answerOf(dns.authoritative(name, 'TXT', 'one'));
    return below.ok ? (agreed(below.value) ?? answer) : answer;
  };
  return {
    resolve: async <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
      const answer = await dns.resolve(name, type);
      // What a CNAME led to is not what stands at the name: whoever followed it does so for good where both are there.
      return type === 'TXT' && answer.chain.length === 0
        ? ((await publish(name.toLowerCase().replace(/\.$/, ''), answer as DnsAnswer<'TXT'>)) as DnsAnswer<T>)
        : answer;
    },
  };
}

/** What all servers that answer say of the SPF record; null where they differ, none answers, or a CNAME is there. */
function agreed({ servers }: AuthoritativeView<'TXT'>): DnsAnswer<'TXT'> | null {
  const answers = servers.flatMap(({ answer }) => (answer.kind === 'answer' ? [answer.answer] : []));
  const [first] = answers;
  if (first === undefined || answers.some(({ chain }) => chain.length > 0)) return null;
  return answers.every(({ records }) => sameSpf(records, first.records)) ? first : null;
}

/** Whether two answers hold the same SPF records, in whatever order. */
export function sameSpf(some: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [some, others].map((texts) => texts.filter(isSpfRecord).toSorted().join('\n'));
  return one === other;
}
