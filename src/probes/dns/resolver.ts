import type { Answer } from 'dns-packet';
import { Unavailable, type UnavailableReason } from '../../model/unavailable.ts';
import type { CnameStep, DnsAnswer, DnsProbe, DnsType } from '../../model/dns.ts';
import { troubleDetail } from '../../model/dns-trouble.ts';
import { createAsides } from './asides.ts';
import { notVerified } from '../../model/dnssec.ts';
import type { Diagnosis } from './dnssec.ts';
import { Ending } from '../ending.ts';
import { exchange, type ServerFailure } from './exchange.ts';
import { inFlight } from '../../model/in-flight.ts';
import { canBeAsked } from './name.ts';
import { RecentAnswers } from './recent.ts';
import type { DnsServer } from './udp-port.ts';
import { aliasAt, lower, negativeTtl, type Question, rcodes, type Reply, valuesAt } from './wire.ts';

export interface ResolverOptions {
  servers: readonly DnsServer[];
  /** Milliseconds for one question with its tries. */
  timeoutMs: number;
  tryMs: number;
  interruption: Ending;
  maxInFlight: number;
  /** So many answers are kept at most. */
  remember: number;
  /** For the dates of signatures. */
  now: () => Date;
}

/** A question that was put. */
interface Asked {
  reply: Promise<Reply>;
  /** Reached when there was no reply within `tryMs` of being on the wire. */
  slow: Ending;
}

/** Longer chains are taken for loops; resolvers give up at 8 to 16. */
const maxChain = 16;

/** Recursive resolvers; one answer per name and type, failures included. */
export interface Resolver {
  resolve: DnsProbe['resolve'];
  /** What there is, whatever its signatures are worth: only for names whose chain of trust is known to be broken. */
  unchecked: DnsProbe['resolve'];
}

export function createResolver(options: ResolverOptions): Resolver {
  const { servers } = options;
  const run = inFlight(options.maxInFlight);
  const withoutEdns = new Set<string>();
  const replies = new RecentAnswers<Asked>(options.remember);
  const answers = new RecentAnswers<Promise<DnsAnswer<DnsType>>>(options.remember);

  const usual = { ...options, recursion: true, withoutEdns };

  const asides = createAsides({
    put: (question, more) => run(() => exchange(servers, question, { ...usual, ...more })),
    timeoutMs: Math.min(options.timeoutMs, 2 * options.tryMs),
    remember: options.remember,
    now: options.now,
  });

  function ask(question: Question): Promise<Reply> {
    const known = replies.get(question.type, question.name);
    if (known !== undefined) return known.reply;
    const slow = new Ending();
    const onSilence = (): void => {
      slow.reach();
    };
    const reply = run(() => exchange(servers, question, usual, onSilence)).then((result) =>
      result.ok ? result.reply : refused(question, result.failure),
    );
    replies.set(question.type, question.name, { reply, slow });
    return reply;
  }

  async function refused(question: Question, failure: ServerFailure): Promise<never> {
    // What is behind it is asked outside of `run`: those that ask must not wait for their own places.
    const diagnosis = failure.kind === 'servfail' ? await asides.whyRefused(question) : null;
    throw unavailable(failure, question, diagnosis);
  }

  async function followAlias(name: string): Promise<DnsAnswer<'CNAME'>> {
    const step = await aliasOfText(replies.get('TXT', name), name);
    if (step === null) return await follow({ name, type: 'CNAME' });
    const filter = step.own ? { filteredBy: '' } : {};
    return { exists: true, records: [step.target], ttl: step.ttl, chain: [], ...filter };
  }

  async function follow<T extends DnsType>(
    question: Question & { type: T },
    put = ask,
  ): Promise<DnsAnswer<T>> {
    const chain: CnameStep[] = [];
    let at = question.name;
    let filter: string | null = null;
    for (;;) {
      const reply = await put({ name: at, type: question.type });
      const asked = at;
      at = question.type === 'CNAME' ? at : walk(reply, at, chain, question);
      const { values, ttl } = valuesAt(reply.answers, at, question.type);
      if (asked === question.name) {
        const positive = values.length > 0 || chain.length > 0;
        filter = positive && reply.authoritative ? '' : filterOf(reply, asked, positive);
      }
      const complete = values.length > 0 || reply.rcode === rcodes.NXDOMAIN || at === asked || hasSoa(reply);
      // A chain that ends nowhere was cut by the resolver: its end is a question of its own.
      if (!complete) continue;
      return {
        exists: values.length > 0 || reply.rcode !== rcodes.NXDOMAIN,
        records: values,
        ttl: smallest([ttl ?? negativeTtl(reply.authorities), ...chain.map((step) => step.ttl)]),
        chain,
        ...(filter !== null && { filteredBy: filter }),
      };
    }
  }

  const unchecked = <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> =>
    follow({ name: lower(name), type }, asides.unchecked);

  const resolve = <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    const question = { name: lower(name), type };
    // A name that does not fit into DNS cannot exist there.
    if (!canBeAsked(question.name))
      return Promise.resolve({ exists: false, records: [], ttl: null, chain: [] });
    let answer = answers.get(type, question.name);
    if (answer === undefined) {
      answer = type === 'CNAME' ? followAlias(question.name) : follow(question);
      answers.set(type, question.name, answer);
    }
    // It is kept under its type.
    return answer as Promise<DnsAnswer<T>>;
  };
  return { resolve, unchecked };
}

/**
 * The CNAME that the reply about a text holds too (RFC 1034 section 3.6.2). Null where the text was not asked for,
 * where there is none in the reply, and where the reply lets us wait: a slow zone at the CNAME's target must not
 * hide the CNAME.
 */
function aliasOfText(asked: Asked | undefined, name: string): Promise<(CnameStep & { own: boolean }) | null> {
  if (asked === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    const giveUp = (): void => {
      resolve(null);
    };
    asked.reply.then(({ answers, authoritative }) => {
      const step = aliasAt(answers, name);
      resolve(step === null ? null : { ...step, own: authoritative });
    }, giveUp);
    if (asked.slow.reached) giveUp();
    else asked.slow.add(giveUp);
  });
}

/** Follows the CNAMEs that a reply holds and returns the name they lead to. */
function walk(reply: Reply, from: string, chain: CnameStep[], question: Question): string {
  let at = from;
  for (let step = aliasAt(reply.answers, at); step !== null; step = aliasAt(reply.answers, at)) {
    const { target } = step;
    const isCircle = target === question.name || chain.some((earlier) => earlier.target === target);
    chain.push(step);
    if (isCircle || chain.length > maxChain) {
      const path = [question.name, ...chain.slice(0, 4).map((one) => one.target)].join(' -> ');
      const what = isCircle ? 'go round in a circle' : 'never end';
      throw new Unavailable('bad-reply', `the CNAMEs of ${question.name} ${what} (${path})`, {
        question: `${question.type} ${question.name}`,
        detail: { failure: 'cname-loop' },
      });
    }
    at = target;
  }
  return at;
}

/**
 * What is not there is told by the SOA of the name's own zone (RFC 2308 3). BIND adds that of its policy zone, and unbound
 * says it without one, as if it were the zone's own server. Both mark the records that they put in place of others alike.
 */
function filterOf(
  { authoritative, authorities, additionals }: Reply,
  name: string,
  positive: boolean,
): string | null {
  // Behind an alias the SOA is that of the alias' end.
  const zones = [...(positive ? [] : soasOf(authorities)), ...soasOf(additionals)];
  const [zone] = zones;
  if (zone === undefined && authoritative) return '';
  const isOwn = (one: string): boolean => one === '' || one === name || name.endsWith(`.${one}`);
  return zone === undefined || zones.some(isOwn) ? null : zone;
}

/** The zones of which some records hold the SOA. */
const soasOf = (records: readonly Answer[]): readonly string[] =>
  records.some(({ type }) => type === 'SOA')
    ? records.flatMap((record) => (record.type === 'SOA' ? [lower(record.name)] : []))
    : [];

const hasSoa = (reply: Reply): boolean => reply.authorities.some(({ type }) => type === 'SOA');

function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const reasons: Readonly<Record<ServerFailure['kind'], UnavailableReason>> = {
  timeout: 'timeout',
  servfail: 'bad-reply',
  malformed: 'bad-reply',
  refused: 'refused',
  unreachable: 'unreachable',
  interrupted: 'interrupted',
};

function unavailable(
  { kind, because, server }: ServerFailure,
  { name, type }: Question,
  diagnosis: Diagnosis | null,
): Unavailable {
  const does = `the resolver ${server.host} ${because}`;
  return new Unavailable(
    reasons[kind],
    kind === 'interrupted'
      ? `the run ended before the resolver ${server.host} answered ${type} ${name}`
      : `${does} when asked for ${type} ${name}${behind(diagnosis)}`,
    {
      question: `${type} ${name}`,
      detail: {
        ...(kind === 'interrupted'
          ? { host: server.host, failure: kind }
          : troubleDetail({ kind, does, resolver: server.host })),
        ...(diagnosis?.kind === 'broken' && detailOf(diagnosis)),
      },
    },
  );
}

function behind(diagnosis: Diagnosis | null): string {
  switch (diagnosis?.kind) {
    case 'broken':
      return notVerified(diagnosis.zone);
    case 'resolver':
      return `, since it cannot verify the DNSSEC signatures of ${diagnosis.zone}: its clock or its trust anchor may be wrong`;
    case 'other':
    case undefined:
      return '';
  }
}

/** As `dnssecBreak` reads it. */
const detailOf = ({ kind: _kind, ...broken }: Diagnosis & { kind: 'broken' }): Record<string, string> => ({
  failure: 'dnssec',
  ...broken,
});
