import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AuthoritativeView, DnsAnswer, DnsProbe, DnsType } from '../src/model/dns.ts';
import { type Answer, valueOf } from '../src/model/unavailable.ts';
import type { DnsProbeOptions } from '../src/probes/dns/probe.ts';
import { RecentAnswers } from '../src/probes/dns/recent.ts';

/** Of what the probe in the thread is built: all that can be sent to it. */
export type DnsSettings = Omit<DnsProbeOptions, 'signal' | 'now' | 'isPrivate'> & { resolverName: string };

/** Who is asked: the resolvers, or the zone's own servers, one of them or all. */
export type Asked = 'resolvers' | 'one' | 'all';

/** A question, as it is sent. */
export type Question = readonly [id: number, asked: Asked, name: string, type: DnsType];

/** Its answer. A message holds many, as JSON, which is quicker to write and to read than a structured clone. */
export type Answered = readonly [id: number, answer: Answer<unknown>];

/** Puts a question to a probe. */
export const askedOf = (probe: DnsProbe, [, asked, name, type]: Question): Promise<unknown> =>
  asked === 'resolvers' ? probe.resolve(name, type) : probe.authoritative(name, type, asked);

/** The thread of the latest run. */
let thread: Worker | null = null;

/**
 * DNS in a thread of its own: to put and to read the questions of a run about many domains takes nearly as long as to judge what
 * they say (docs/design.md 19). There is one thread: a further run (of --wait) asks everything anew, and ends that of the run before.
 * `localProbe` makes a probe in this thread, which takes over where the other cannot be started or ends by a fault.
 */
export function dnsInThread(
  settings: DnsSettings,
  signal: AbortSignal,
  localProbe: () => DnsProbe,
): DnsProbe {
  void thread?.terminate();
  const worker = startedFor(settings);
  if (worker === null) return localProbe();
  thread = worker;
  const exchange = exchangeWith(worker, localProbe);
  const end = (): void => {
    worker.postMessage(null);
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });

  const { remember = Infinity, resolverName } = settings;
  const kept = (): RecentAnswers<Promise<unknown>> => new RecentAnswers(remember);
  const known = { resolvers: kept(), one: kept(), all: kept() } satisfies Record<Asked, unknown>;
  const ask = (asked: Asked, name: string, type: DnsType): Promise<unknown> => {
    let answer = known[asked].get(type, name);
    if (answer === undefined) {
      answer = exchange(asked, name, type);
      known[asked].set(type, name, answer);
    }
    return answer;
  };
  return {
    // What comes back is what a probe of the same type gave.
    resolve: <T extends DnsType>(name: string, type: T) =>
      ask('resolvers', name, type) as Promise<DnsAnswer<T>>,
    authoritative: <T extends DnsType>(name: string, type: T, enough: 'one' | 'all' = 'all') =>
      ask(enough, name, type) as Promise<AuthoritativeView<T>>,
    resolverName,
  };
}

/** Null where threads are forbidden (`--permission`). */
function startedFor(settings: DnsSettings): Worker | null {
  try {
    return new Worker(join(__dirname, 'dns-worker.cjs'), {
      workerData: settings,
      // What is young there is over soon: with V8's own size the thread holds 30 MB more and is no quicker.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
  } catch {
    return null;
  }
}

/** Sends questions to a thread and takes its answers; asks the probe that `localProbe` makes when the thread is no more. */
function exchangeWith(
  worker: Worker,
  localProbe: () => DnsProbe,
): (asked: Asked, name: string, type: DnsType) => Promise<unknown> {
  const waiting = new Map<number, { question: Question; tell: (answer: unknown) => void }>();
  let fallback: DnsProbe | null = null;
  worker
    .on('message', (message: string) => {
      for (const [id, answer] of JSON.parse(message) as readonly Answered[]) {
        waiting.get(id)?.tell(answer.ok ? answer.value : refusal(answer));
        waiting.delete(id);
      }
    })
    .on('error', () => {
      fallback = localProbe();
      for (const { question, tell } of waiting.values()) tell(askedOf(fallback, question));
      waiting.clear();
    });
  let unsent: Question[] = [];
  let last = 0;
  return (asked, name, type) => {
    const question: Question = [++last, asked, name, type];
    if (fallback !== null) return askedOf(fallback, question);
    // What is asked in one turn of the event loop goes together.
    if (unsent.push(question) === 1) {
      setImmediate(() => {
        worker.postMessage(unsent);
        unsent = [];
      });
    }
    return new Promise((tell) => {
      waiting.set(last, { question, tell });
    });
  };
}

/** Rejects with what stands in the place of an answer. */
const refusal = (answer: Answer<unknown>): Promise<unknown> => Promise.resolve(answer).then(valueOf);
