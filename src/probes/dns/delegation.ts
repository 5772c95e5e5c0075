import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from 'dns-packet';
import { type DnsProbe } from '../../model/dns.ts';
import { answerOf } from '../../model/unavailable.ts';
import { lower, type Question, type Reply, valuesAt } from './wire.ts';
import type { NameServer } from './zones.ts';

export interface DelegationOptions {
  resolve: DnsProbe['resolve'];
  /** One question to one server outside, without recursion; null: no reply. `onBegin`: it is no longer waiting for its turn. */
  ask: (address: string, question: Question, onBegin?: () => void) => Promise<Reply | null>;
}

/** More levels than any domain of a sender has. */
const mostLevels = 6;
/** Servers of a level that are asked, the second when the first does not answer at once. */
const enoughServers = 2;

/**
 * Whom the public DNS delegates a zone to, followed from the top-level domain down without the resolver's help: a
 * resolver that keeps a zone of its own under the name would name its own servers. Null when it cannot be told.
 */
export async function delegationOf(
  zone: string,
  { resolve, ask }: DelegationOptions,
): Promise<readonly NameServer[] | null> {
  const top = zone.split('.').at(-1) ?? '';
  const known = await answerOf(resolve(top, 'NS'));
  if (!known.ok) return null;
  let cut = top;
  let servers = await withAddresses(known.value.records.slice(0, enoughServers), [], resolve);
  for (let level = 0; level < mostLevels; level++) {
    const reply = await firstReply(servers, { name: zone, type: 'NS' }, ask);
    if (reply === null) return null;
    // One server may hold both zones: then it answers instead of referring.
    const own = valuesAt(reply.answers, zone, 'NS').values;
    if (reply.authoritative) {
      return own.length === 0 ? null : await withAddresses(own, reply.additionals, resolve);
    }
    const next = referral(reply, zone, cut);
    if (next === null) return null;
    cut = next.zone;
    servers = await withAddresses(next.names, reply.additionals, resolve);
    if (cut === zone) return servers;
  }
  return null;
}

function referral(
  { authorities }: Reply,
  zone: string,
  above: string,
): { zone: string; names: readonly string[] } | null {
  for (const record of authorities) {
    const owner = lower(record.name);
    const leads =
      record.type === 'NS' && owner.length > above.length && (owner === zone || zone.endsWith(`.${owner}`));
    if (leads) return { zone: owner, names: valuesAt(authorities, owner, 'NS').values };
  }
  return null;
}

/** The addresses that come with a referral (RFC 1034 section 4.2.1), or those that the resolver knows. */
async function withAddresses(
  names: readonly string[],
  glue: readonly Answer[],
  resolve: DnsProbe['resolve'],
): Promise<readonly NameServer[]> {
  return await Promise.all(
    names.slice(0, 13).map(async (name) => {
      const given = valuesAt(glue, name, 'A').values;
      if (given.length > 0) return { name, addresses: given.slice(0, 2) };
      const answer = await answerOf(resolve(name, 'A'));
      return answer.ok
        ? { name, addresses: answer.value.records.slice(0, 2) }
        : { name, addresses: [], failed: answer.why };
    }),
  );
}

/** Milliseconds that a server of the level above has for itself, before the next one is asked as well. */
const headStart = 200;

const waiting = Symbol('waiting');

async function firstReply(
  servers: readonly NameServer[],
  question: Question,
  ask: DelegationOptions['ask'],
): Promise<Reply | null> {
  const [first, second] = servers.flatMap(({ addresses }) => addresses.slice(0, 1)).slice(0, enoughServers);
  if (first === undefined) return null;
  if (second === undefined) return await ask(first, question);
  let reply: Promise<Reply | null> = Promise.resolve(null);
  const begun = new Promise<void>((begin) => {
    reply = ask(first, question, begin);
  });
  // In a run about many domains a question waits for its turn longer than a server takes to answer it.
  await Promise.race([reply, begun]);
  const soon = await Promise.race([reply, sleep(headStart, waiting, { ref: false })]);
  if (soon !== waiting && soon !== null) return soon;
  const heard = async (asked: Promise<Reply | null>): Promise<Reply> => {
    const answer = await asked;
    if (answer === null) throw new Error('silent');
    return answer;
  };
  try {
    return await Promise.any([heard(reply), heard(ask(second, question))]);
  } catch {
    return null;
  }
}
