import { defineFact } from '../model/fact.ts';
import { isUnreachableAddress } from '../knowledge/private-addresses.ts';
import { domainOf, isSimulator } from '../parse/identity-name.ts';
import type { DnsAnswer, DnsProbe, DnsType } from '../model/dns.ts';
import { outOfReach } from '../model/out-of-reach.ts';
import { type Answer, answerOf, Unavailable, valueOf, type Why } from '../model/unavailable.ts';

/** One host that is to take mail for a domain. */
export interface MailHost {
  name: string;
  preference: number;
  /** `alias`: an MX must not name a CNAME (RFC 5321 5.1, RFC 2181 10.3), though many senders follow it. */
  state: Answer<HostState>;
}

/** `ipv6-only`: SES publishes IPv4 ranges alone to send from (SPF of amazonses.com). */
export type HostState = 'usable' | 'no-address' | 'alias' | 'unreachable-address' | 'ipv6-only';

/** How a recipient's domain takes mail (RFC 5321 5.1). */
export type RecipientDomain =
  | { kind: 'simulator' }
  /** Nobody can look it up, or nobody whose resolver validates. */
  | { kind: 'dnssec-broken' | 'delegation-broken'; why: Why }
  | { kind: 'no-domain' }
  /** RFC 7505: the domain says that it accepts no mail. */
  | { kind: 'null-mx' }
  /** Neither MX nor address record. */
  | { kind: 'no-server' }
  /** No MX, but an address record: the domain itself takes mail. */
  | { kind: 'implicit-mx' }
  | { kind: 'hosts'; hosts: readonly MailHost[] };

/** What DNS says about the domain of a recipient. */
export const recipientDomain = defineFact({
  id: 'recipient-domain',
  per: 'recipient',
  title: 'the mail servers of the recipient',
  async gather({ dns, subject }): Promise<RecipientDomain> {
    if (isSimulator(subject)) return { kind: 'simulator' };
    const domain = domainOf(subject);
    const seen = await answerOf(askMailServers(dns, domain));
    const answer = seen.ok && !takesMail(seen.value) ? await outside(dns, domain, seen) : seen;
    const dark = answer.ok ? null : outOfReach(answer.why);
    return !answer.ok && dark !== null ? { kind: dark, why: answer.why } : valueOf(answer);
  },
});

type MailServers = Awaited<ReturnType<typeof askMailServers>>;

const takesMail = (found: MailServers): boolean =>
  found.kind === 'implicit-mx' ||
  (found.kind === 'hosts' && found.hosts.some(({ state }) => !state.ok || state.value === 'usable'));

/**
 * The same as SES finds it, which asks the public DNS, where the resolver has a zone of its own under the domain: names of
 * that zone are asked of the servers that the zone above names.
 */
async function outside(
  dns: DnsProbe,
  domain: string,
  seen: Answer<MailServers>,
): Promise<Answer<MailServers>> {
  const view = await answerOf(dns.authoritative(domain, 'MX', 'one'));
  if (!view.ok || view.value.inside === null || view.value.zone === null) return seen;
  const { zone } = view.value;
  const resolve = async <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    if (name !== zone && !name.endsWith(`.${zone}`)) return dns.resolve(name, type);
    const { servers } = await dns.authoritative(name, type, 'one');
    const [said] = servers.flatMap(({ answer }) => (answer.kind === 'answer' ? [answer.answer] : []));
    if (said !== undefined) return said;
    throw new Unavailable('unreachable', `no server of ${zone} that the public DNS names answered`, {
      question: `${type} ${name}`,
    });
  };
  return answerOf(askMailServers({ resolve }, domain));
}

/** Asks how a domain takes mail. Throws when its MX records cannot be asked for. */
export async function askMailServers(
  dns: Pick<DnsProbe, 'resolve'>,
  domain: string,
): Promise<Exclude<RecipientDomain, { kind: 'simulator' | 'dnssec-broken' | 'delegation-broken' }>> {
  const mx = await dns.resolve(domain, 'MX');
  if (!mx.exists) {
    await contradicted(dns, domain);
    return { kind: 'no-domain' };
  }
  if (mx.records.length === 0) {
    const state = await stateOf(dns, domain);
    if (state === 'no-address') return { kind: 'no-server' };
    // RFC 5321 5.1: the domain itself, as if an MX of preference 0 named it; there a CNAME is no fault.
    return state === 'usable' || state === 'alias'
      ? { kind: 'implicit-mx' }
      : { kind: 'hosts', hosts: [{ name: domain, preference: 0, state: { ok: true, value: state } }] };
  }
  // RFC 7505 3: a null MX beside other records is a mistake, and says nothing.
  const named = mx.records.filter(({ exchange }) => exchange !== '' && exchange !== '.');
  if (named.length === 0) return { kind: 'null-mx' };
  // Ten hosts are more than any domain needs; the rest would only be questions.
  const sorted = named.toSorted((one, other) => one.preference - other.preference).slice(0, 10);
  return {
    kind: 'hosts',
    hosts: await Promise.all(
      sorted.map(async ({ exchange, preference }) => ({
        name: exchange,
        preference,
        state: await answerOf(stateOf(dns, exchange)),
      })),
    ),
  };
}

/**
 * Throws where the name is there for another question: what denies a name holds for all types (RFC 8020), and some servers and
 * filters deny one for the types that they do not know.
 */
async function contradicted(dns: Pick<DnsProbe, 'resolve'>, domain: string): Promise<void> {
  const address = await answerOf(dns.resolve(domain, 'A'));
  if (!address.ok || !address.value.exists) return;
  throw new Unavailable(
    'bad-reply',
    `DNS says that there is no ${domain} when asked for its MX, and that there is when asked for its A`,
    { question: `MX ${domain}` },
  );
}

async function stateOf(dns: Pick<DnsProbe, 'resolve'>, host: string): Promise<HostState> {
  const answers = await Promise.all([answerOf(dns.resolve(host, 'A')), answerOf(dns.resolve(host, 'AAAA'))]);
  const found = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const addresses = found.flatMap(({ records }) => records).filter((one) => !isUnreachableAddress(one));
  if (!addresses.some((address) => !address.includes(':'))) {
    // A family that could not be asked may be the one the host has.
    for (const answer of answers) valueOf<unknown>(answer);
    if (addresses.length > 0) return 'ipv6-only';
    return found.some(({ records }) => records.length > 0) ? 'unreachable-address' : 'no-address';
  }
  return found.some(({ chain }) => chain.length > 0) ? 'alias' : 'usable';
}
