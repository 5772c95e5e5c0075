import { defineFact } from '../model/fact.ts';
import { holdOf, type RegistrarHold } from '../knowledge/registrar-holds.ts';
import { feedbackRegion } from '../knowledge/regions.ts';
import type { DnsProbe } from '../model/dns.ts';
import { outOfReach } from '../model/out-of-reach.ts';
import { type Answer, answered, answerOf, valueOf, type Why } from '../model/unavailable.ts';
import { registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import { domainOf } from '../parse/identity-name.ts';
import { askMailServers, type MailHost } from './recipient-domain.ts';
import { askAuthority, missedBy } from './zone-lookup.ts';

/** Whether the sender's domain exists and takes mail, as receivers find that look before they accept. */
export interface SenderDomain {
  domain: string;
  /** The domain that was registered, which may be the same. */
  registered: string;
  mail: SenderMail;
  /** The registrar has taken over the name servers, or null. */
  hold: { kind: RegistrarHold; nameServer: string } | null;
  /** Why nobody told whose name servers the registered domain has, so that a hold would not be seen; absent where they are known. */
  holdUntold?: Why;
}

/** What DNS says. */
export type SenderMail =
  | { kind: 'takes' }
  /** Without an MX, at its address (RFC 5321 5.1). */
  | { kind: 'address-only' }
  /** Its MX leads to the hosts with which SES collects bounces: mail is accepted there and read by nobody. */
  | { kind: 'feedback-only'; exchanges: readonly string[] }
  /** `registered`: false when the registered domain above it does not exist either. */
  | { kind: 'no-domain'; registered: boolean }
  | { kind: 'null-mx' }
  | { kind: 'no-server' }
  | { kind: 'no-usable-host'; hosts: readonly { name: string; preference: number; state: string }[] }
  /** None of the hosts that answered takes mail, and not all answered. */
  | { kind: 'undecided'; unread: readonly Why[] }
  /** Nobody can look it up, or nobody whose resolver validates. */
  | { kind: 'dnssec-broken' | 'delegation-broken'; why: Why };

/** The sender's own domain, as a receiver sees it that asks whether a bounce could be returned. */
export const senderDomain = defineFact({
  id: 'sender-domain',
  per: 'identity',
  title: 'the domain of the sender',
  async gather({ dns, subject }): Promise<SenderDomain> {
    const domain = domainOf(subject);
    const registered = registeredDomain(domain);
    const [mail, servers] = await Promise.all([
      mailOf(dns, domain, registered),
      nameServersOf(dns, registered),
    ]);
    const seen = isFaulty(mail) ? await outsideOf(dns, domain, mail) : mail;
    return servers.ok
      ? { domain, registered, mail: seen, hold: holdOf(servers.value) }
      : { domain, registered, mail: seen, hold: null, holdUntold: servers.why };
  },
});

/** The names of a domain's servers: as the resolver has them, or where it gives no answer, as the zone above delegates it. */
async function nameServersOf(dns: DnsProbe, domain: string): Promise<Answer<readonly string[]>> {
  const told = await answerOf(dns.resolve(domain, 'NS'));
  if (told.ok) return answered(told.value.records);
  const authority = await askAuthority(dns, domain, 'MX', 'one');
  return authority.ok && authority.value.zone === domain && authority.value.servers.length > 0
    ? answered(authority.value.servers.map(({ server }) => server))
    : told;
}

const isFaulty = ({ kind }: SenderMail): boolean =>
  ['no-domain', 'null-mx', 'no-server', 'no-usable-host'].includes(kind);

/**
 * Receivers see the public zone. Where the resolver has a zone of its own under the name, as in an office whose
 * directory is named like the domain, the servers that the public delegation names decide.
 */
async function outsideOf(dns: DnsProbe, domain: string, mail: SenderMail): Promise<SenderMail> {
  const authority = await askAuthority(dns, domain, 'MX');
  const missed = missedBy(authority, true);
  if (missed !== null) return { kind: 'undecided', unread: [missed] };
  if (!authority.ok || authority.value.inside === null) return mail;
  const published = authority.value.servers.find(({ answer }) => answer !== null)?.answer;
  if (published === undefined || published === null || published.values.length === 0) return mail;
  return published.values.every((exchange) => /^(?:\d+ )?\.?$/u.test(exchange))
    ? { kind: 'null-mx' }
    : { kind: 'takes' };
}

async function mailOf(
  dns: Pick<DnsProbe, 'resolve'>,
  domain: string,
  registered: string,
): Promise<SenderMail> {
  const answer = await answerOf(askMailServers(dns, domain));
  const dark = answer.ok ? null : outOfReach(answer.why);
  if (!answer.ok && dark !== null) return { kind: dark, why: answer.why };
  const found = valueOf(answer);
  switch (found.kind) {
    case 'no-domain':
      return { kind: 'no-domain', registered: domain !== registered && (await exists(dns, registered)) };
    case 'null-mx':
    case 'no-server':
      return { kind: found.kind };
    case 'implicit-mx':
      return { kind: 'address-only' };
    case 'hosts':
      return ofHosts(found.hosts);
  }
}

const exists = async (dns: Pick<DnsProbe, 'resolve'>, domain: string): Promise<boolean> =>
  (await dns.resolve(domain, 'MX')).exists;

function ofHosts(hosts: readonly MailHost[]): SenderMail {
  if (hosts.every(({ name }) => feedbackRegion(name) !== null))
    return { kind: 'feedback-only', exchanges: hosts.map(({ name }) => name) };
  // A CNAME or an IPv6 address takes mail from most of the world, and receivers that look are content with it.
  const takes = ['usable', 'alias', 'ipv6-only'];
  if (hosts.some(({ state }) => state.ok && takes.includes(state.value))) return { kind: 'takes' };
  const unread = hosts.flatMap(({ state }) => (state.ok ? [] : [state.why]));
  if (unread.length > 0) return { kind: 'undecided', unread };
  return {
    kind: 'no-usable-host',
    hosts: hosts.flatMap(({ name, preference, state }) =>
      state.ok ? [{ name, preference, state: state.value }] : [],
    ),
  };
}

/** Why nobody can receive mail at the domain; null where somebody can, or where it is not known. */
export function unreceivable({ mail, hold }: SenderDomain): Unreceivable | null {
  if (hold !== null) return 'registrar-hold';
  return mail.kind === 'takes' ||
    mail.kind === 'address-only' ||
    mail.kind === 'undecided' ||
    mail.kind === 'dnssec-broken' ||
    mail.kind === 'delegation-broken'
    ? null
    : mail.kind;
}

export type Unreceivable =
  | Exclude<
      SenderMail['kind'],
      'takes' | 'address-only' | 'undecided' | 'dnssec-broken' | 'delegation-broken'
    >
  | 'registrar-hold';
