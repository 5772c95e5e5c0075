import type { DelegationBreak } from '../../model/delegation.ts';
import { dnssecBreak } from '../../model/dnssec.ts';
import { answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import type { AuthoritativeView, DnsProbe, DnsType, ServerView } from '../../model/dns.ts';
import type { Exchange } from './exchange.ts';
import { canBeAsked } from './name.ts';
import type { AskOutside } from './outside.ts';
import { createPort53 } from './port53.ts';
import { RecentAnswers } from './recent.ts';
import { readReply } from './server-reply.ts';
import { aliasAt, lower, type Question, type Reply } from './wire.ts';
import { type Cut, zoneCutFinder } from './zone-cut.ts';
import { zoneViewer } from './zone-view.ts';
import { areOfOneOperator, type NameServer, zoneFinder, type ZoneServers } from './zones.ts';

export interface AuthorityOptions {
  resolve: DnsProbe['resolve'];
  /** For a zone whose chain of trust is broken: its servers are found all the same. */
  unchecked: DnsProbe['resolve'];
  /** Tells what is behind a failure. */
  told: DnsProbe['resolve'];
  ask: AskOutside;
  /** Who fails to serve a name, as far as the public delegation tells. */
  unserved: (name: string) => Promise<DelegationBreak | null>;
  timeoutMs: number;
  tryMs: number;
  /** Whether an address is of a private network. */
  isPrivate: (address: string) => boolean;
  /** So many answers are kept at most. */
  remember: number;
  /** In runs about many domains: `one` asks one server of a zone that one operator serves. Else it asks all of them. */
  sparing: boolean;
}

/** Asks the zones' own servers directly, each of them, without recursion. */
export function createAuthority(options: AuthorityOptions): DnsProbe['authoritative'] {
  const { ask } = options;
  const resolve = forgiving(options);
  const finder = zoneFinder(resolve, forgiving({ ...options, resolve: options.told }), options.remember);
  const silentAddresses = new Set<string>();
  /** A server outside was heard: port 53 is open to us. */
  let heard = false;
  const port53 = createPort53();

  const putOnce = options.sparing ? aliasesOfTexts(ask) : ask;

  async function viewOf<T extends DnsType>(
    zone: string,
    server: NameServer,
    question: Question & { type: T },
  ): Promise<ServerView<T>> {
    let view: ServerView<T> = {
      server: server.name,
      address: '',
      answer: { kind: 'silent', because: `${server.name} has no address` },
    };
    for (const address of server.addresses) {
      view = { server: server.name, address, answer: await askAt(zone, address, question) };
      if (view.answer.kind !== 'silent') return view;
    }
    return server.failed === undefined ? view : { ...view, answer: { kind: 'unasked', why: server.failed } };
  }

  async function askAt<T extends DnsType>(
    zone: string,
    address: string,
    question: Question & { type: T },
  ): Promise<ServerView<T>['answer']> {
    if (silentAddresses.has(address))
      return { kind: 'silent', because: 'did not answer an earlier question' };
    const result = await putOnce(address, question, Math.min(options.timeoutMs, 2 * options.tryMs));
    if (result.ok) {
      heard = true;
      port53.heard();
      return readReply(zone, result.reply, question);
    }
    const { kind, because } = result.failure;
    if (kind === 'timeout' || kind === 'unreachable' || kind === 'interrupted') {
      if (kind !== 'interrupted') silentAddresses.add(address);
      return { kind: 'silent', because };
    }
    heard = true;
    port53.heard();
    return { kind: 'lame', because };
  }

  const askOnce = async (
    address: string,
    question: Question,
    onBegin?: () => void,
  ): Promise<Reply | null> => {
    if (silentAddresses.has(address)) return null;
    const result = await ask(address, question, options.tryMs, onBegin);
    heard ||= result.ok;
    return result.ok ? result.reply : null;
  };
  const cutOf = zoneCutFinder({ resolve, ask: askOnce, viewOf, serversOf: finder.serversOf });
  const viewAt = zoneViewer({
    resolve,
    viewOf,
    remember: options.remember,
    isPrivate: options.isPrivate,
    ask: askOnce,
    // Where nobody speaks to us, following the delegation once more would only cost the wait.
    unserved: (name) => (heard ? options.unserved(name) : Promise.resolve(null)),
  });

  async function look<T extends DnsType>(
    question: Question & { type: T },
    enough: 'one' | 'all',
  ): Promise<AuthoritativeView<T>> {
    const above = await finder.find(question.name);
    const { zone, servers, failed = [] } = above;
    const open = await port53.enter(zone);
    if (!open) return unheard(above);
    try {
      const { found, missed, hidden }: Cut = failed.length === 0 ? { found: above } : await cutOf(above);
      const view = await viewAt(found, question, areOfOneOperator(found.servers) ? enough : 'all');
      return withMissed(view, missed, hidden);
    } finally {
      port53.leave(
        zone,
        servers.some(({ addresses }) => addresses.length > 0),
      );
    }
  }

  return remembered(look, options);
}

/**
 * A server that is being asked for a text is not asked for the CNAME at the same name where its reply holds that too
 * (RFC 1034 section 3.6.2). Where it holds none, the CNAME is a question of its own: a server may have both by mistake.
 */
function aliasesOfTexts(put: AskOutside): AskOutside {
  const texts = new Map<string, Promise<Exchange>>();
  return (address, question, timeoutMs) => {
    const key = `${address} ${question.name}`;
    if (question.type === 'TXT') {
      const asked = put(address, question, timeoutMs);
      texts.set(key, asked);
      const forget = (): void => {
        texts.delete(key);
      };
      asked.then(forget, forget);
      return asked;
    }
    const text = question.type === 'CNAME' ? texts.get(key) : undefined;
    if (text === undefined) return put(address, question, timeoutMs);
    return text.then((result) => {
      const told =
        result.ok && result.reply.authoritative && aliasAt(result.reply.answers, question.name) !== null;
      return told ? result : put(address, question, timeoutMs);
    });
  };
}

type Look = <T extends DnsType>(
  question: Question & { type: T },
  enough: 'one' | 'all',
) => Promise<AuthoritativeView<T>>;

/** Asks no question twice. */
function remembered(
  look: Look,
  { remember, sparing }: Pick<AuthorityOptions, 'remember' | 'sparing'>,
): DnsProbe['authoritative'] {
  const ofAll = new RecentAnswers<Promise<AuthoritativeView<DnsType>>>(remember);
  const ofOne = new RecentAnswers<Promise<AuthoritativeView<DnsType>>>(remember);
  return <T extends DnsType>(
    name: string,
    type: T,
    wanted: 'one' | 'all' = 'all',
  ): Promise<AuthoritativeView<T>> => {
    const enough = sparing ? wanted : 'all';
    const question = { name: lower(name), type };
    // What all of them said holds what one says.
    let view = ofAll.get(type, question.name);
    if (enough === 'one') view ??= ofOne.get(type, question.name);
    if (view === undefined) {
      view = canBeAsked(question.name)
        ? look(question, enough)
        : Promise.reject(
            new Unavailable('bad-reply', `${name} does not fit into DNS`, {
              question: `${type} ${question.name}`,
            }),
          );
      (enough === 'all' ? ofAll : ofOne).set(type, question.name, view);
    }
    // It is kept under its type.
    return view as Promise<AuthoritativeView<T>>;
  };
}

/** Servers of a zone whose chain of trust is broken are found all the same. */
function forgiving({ resolve, unchecked }: AuthorityOptions): DnsProbe['resolve'] {
  return async (name, type) => {
    const answer = await answerOf(resolve(name, type));
    if (answer.ok) return answer.value;
    if (dnssecBreak(answer.why) === null) throw Unavailable.of(answer.why);
    return await unchecked(name, type);
  };
}

/** A view with the questions that failed on the way to it. */
function withMissed<T extends DnsType>(
  view: AuthoritativeView<T>,
  cut: Why | undefined,
  hidden: Why | undefined,
): AuthoritativeView<T> {
  // Nobody serves the zone: that was seen, whoever did not answer.
  if (view.unserved !== undefined && view.unserved.untold !== true) return view;
  const missed = [...(view.missed ?? []), ...(cut === undefined ? [] : [cut])];
  return {
    ...view,
    ...(cut !== undefined && { zone: null }),
    ...(missed.length > 0 && { missed }),
    ...(hidden !== undefined && { hidden }),
  };
}

/** No server was asked. */
function unheard<T extends DnsType>({ zone, servers, failed = [] }: ZoneServers): AuthoritativeView<T> {
  const closed = { kind: 'silent', because: 'not asked: no name server outside answers on port 53' } as const;
  return {
    zone: failed.length > 0 ? null : zone,
    servers: servers.map(({ name, addresses }) => ({
      server: name,
      address: addresses[0] ?? '',
      answer: closed,
    })),
    inside: null,
  };
}
