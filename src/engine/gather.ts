import { type Fact, type Io, type Source, type Sources, type SubjectAnswer, factOf } from '../model/fact.ts';
import type { AwsAction } from '../model/aws-calls.ts';
import type { AwsProbe } from '../model/aws.ts';
import type { Probes } from '../model/probes.ts';
import { subjectsOf, type Target } from '../model/target.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../model/unavailable.ts';

/** A question that failed, with the facts that put it. */
export interface Failure {
  why: Why;
  facts: ReadonlySet<string>;
}

/** How long one fact took after its sources were there, and what it waited for longest. */
export interface Timing {
  fact: string;
  subject: string | null;
  durationMs: number;
  after: Timing | null;
}

/** One saved fact: its value, or why there is none. */
export interface SavedFact {
  fact: string;
  subject: string | null;
  answer: Answer<unknown>;
}

export interface FactStore {
  /** The value of a fact; throws its `Unavailable`. `subject` is null for facts of the run. */
  read: <T>(fact: Fact<T>, subject: string | null) => Promise<T>;
  /** The values of required sources; rejects with the first in order that is unavailable. */
  readAll: (sources: Sources, subject: string | null) => Promise<Record<string, unknown>>;
  /** The answers of optional sources. */
  answerAll: (sources: Sources, subject: string | null) => Promise<Record<string, Answer<unknown>>>;
  /** Gives a fact its value, unless it is known already. */
  put: <T>(fact: Fact<T>, value: T) => void;
  /** Takes these identities as those of the target. Nothing that depends on them may have been read before. */
  lookAt: (identities: readonly string[]) => void;
  /** Questions that failed so far. */
  failures: () => readonly Failure[];
  /** The timings of what was gathered so far. */
  timings: () => readonly Timing[];
  /** All that is known so far, for --save-facts. */
  saved: () => readonly SavedFact[];
}

export interface FactStoreOptions {
  probes: Probes;
  target: Target;
  signal?: AbortSignal;
  /** Milliseconds, rising; for timings. */
  clock?: () => number;
  /** Told what is being asked: the title of a fact, or its progress. */
  onProgress?: (text: string) => void;
  /** Facts that are known already: a replay, or what a round of --wait carries over. Key by `factKey`. */
  known?: ReadonlyMap<string, Answer<unknown>>;
  /** With `known`: what is not in it is `Unavailable('offline')`. */
  offline?: boolean;
}

/** The key of a fact and subject. */
export const factKey = (fact: string, subject: string | null): string =>
  subject === null ? fact : `${fact} ${subject}`;

/** Gathers facts on first use and remembers them, so no question is put to the world twice. */
export function createFactStore(options: FactStoreOptions): FactStore {
  const { probes } = options;
  let { target } = options;
  const signal = options.signal ?? new AbortController().signal;
  const clock = options.clock ?? (() => performance.now());
  const gathered = new Map<string, Promise<unknown>>();
  const answers = new Map<string, SavedFact>();
  const timings = new Map<string, Timing>();
  const failures = new Map<string, { why: Why; facts: Set<string> }>();
  const calls = new Map<string, Promise<unknown>>();
  /** Ends what is being gathered. One listener for all of it: a run of many identities has thousands of facts. */
  const underWay = new Set<() => void>();
  signal.addEventListener(
    'abort',
    () => {
      setImmediate(() => {
        for (const fail of underWay) fail();
      });
    },
    { once: true },
  );

  function noteFailure(why: Why, fact: string): void {
    const key = JSON.stringify([why.reason, why.question, why.region, why.action]);
    const entry = failures.get(key) ?? { why, facts: new Set<string>() };
    entry.facts.add(fact);
    failures.set(key, entry);
  }

  /** One AWS call per action, input and Region in a run, whichever facts need it; failures go to the ledger. */
  function awsFor(fact: Fact<unknown>): AwsProbe {
    return async <A extends AwsAction>(...[action, input, more]: Parameters<AwsProbe<A>>) => {
      if (!fact.actions.includes(action)) throw new Error(`${fact.id} does not declare ${action}`);
      const key = JSON.stringify([action, input, more?.region ?? null]);
      const call = calls.get(key) ?? probes.aws(action, input, more);
      calls.set(key, call);
      try {
        return (await call) as never;
      } catch (error) {
        if (error instanceof Unavailable) noteFailure(error.why, fact.id);
        throw error;
      } finally {
        // Later pages are read once: a list of any length must not pile up here.
        if ('NextToken' in input) calls.delete(key);
      }
    };
  }

  async function gather<T>(fact: Fact<T>, subject: string | null): Promise<T> {
    const key = factKey(fact.id, subject);
    const known = options.known?.get(key);
    if (known !== undefined) {
      if (known.ok) return known.value as T;
      throw Unavailable.of(known.why);
    }
    if (options.offline === true && fact.id !== 'target' && fact.id !== 'symptom') {
      throw new Unavailable('offline', `the saved facts do not hold ${fact.title}`);
    }
    const [from, maybe] = await Promise.all([readAll(fact.from, subject), answerAll(fact.maybe, subject)]);
    const started = clock();
    const io: Io<AwsAction> = {
      ...probes,
      aws: awsFor(fact),
      target,
      subject: subject ?? '',
      signal,
      progress: (text) => options.onProgress?.(text),
    };
    options.onProgress?.(fact.title);
    try {
      // The definition's type guaranteed that `gather` takes exactly these two.
      return (await unlessAborted(
        Promise.resolve(fact.gather(io as never, { ...from, ...maybe } as never)),
        fact.title,
      )) as T;
    } finally {
      timings.set(key, {
        fact: fact.id,
        subject,
        durationMs: clock() - started,
        after: slowest(fact, subject),
      });
    }
  }

  function slowest(fact: Fact<unknown>, subject: string | null): Timing | null {
    const sources = [...Object.values(fact.from), ...Object.values(fact.maybe)].flatMap((source) =>
      subjectsFor(source, subject).map((one) => timings.get(factKey(factOf(source).id, one))),
    );
    let longest: Timing | null = null;
    for (const timing of sources) {
      if (timing !== undefined && (longest === null || chainMs(timing) > chainMs(longest))) longest = timing;
    }
    return longest;
  }

  /** A fact gets a moment after the signal to hand over what it has; then the question counts as interrupted. */
  function unlessAborted<T>(work: Promise<T>, title: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        reject(new Unavailable('interrupted', `interrupted while reading ${title}`));
      };
      underWay.add(fail);
      if (signal.aborted) setImmediate(fail);
      work.then(resolve, reject).finally(() => underWay.delete(fail));
    });
  }

  function read<T>(fact: Fact<T>, subject: string | null): Promise<T> {
    const about = fact.per === 'run' ? null : subject;
    if (fact.per !== 'run' && about === null)
      throw new Error(`${fact.id} is per ${fact.per} and was read without one`);
    const key = factKey(fact.id, about);
    let promise = gathered.get(key) as Promise<T> | undefined;
    if (promise === undefined) {
      promise = gather(fact, about);
      gathered.set(key, promise);
      promise.then(
        (value) => answers.set(key, { fact: fact.id, subject: about, answer: { ok: true, value } }),
        (error: unknown) => {
          if (!(error instanceof Unavailable)) return;
          noteFailure(error.why, fact.id);
          answers.set(key, { fact: fact.id, subject: about, answer: { ok: false, why: error.why } });
        },
      );
    }
    return promise;
  }

  function subjectsFor(source: Source, subject: string | null): readonly (string | null)[] {
    if ('each' in source) return subjectsOf(source.each.per, target);
    return [source.per === 'run' ? null : subject];
  }

  async function readSource(source: Source, subject: string | null): Promise<unknown> {
    if (!('each' in source)) return await read(source, subject);
    return await Promise.all(
      subjectsOf(source.each.per, target).map(async (one): Promise<SubjectAnswer<unknown>> => {
        return { subject: one ?? '', answer: await answerOf(read(source.each, one)) };
      }),
    );
  }

  async function readAll(sources: Sources, subject: string | null): Promise<Record<string, unknown>> {
    // Settled, not `Promise.all`: when two facts fail, the first one named is always the one reported.
    const settled = await Promise.allSettled(
      Object.values(sources).map((source) => readSource(source, subject)),
    );
    return Object.fromEntries(
      Object.keys(sources).map((name, index) => {
        const result = settled[index];
        if (result?.status !== 'fulfilled') throw result?.reason;
        return [name, result.value];
      }),
    );
  }

  async function answerAll(
    sources: Sources,
    subject: string | null,
  ): Promise<Record<string, Answer<unknown>>> {
    const entries = await Promise.all(
      Object.entries(sources).map(
        async ([name, source]) => [name, await answerOf(readSource(source, subject))] as const,
      ),
    );
    return Object.fromEntries(entries);
  }

  function put<T>(fact: Fact<T>, value: T): void {
    const key = factKey(fact.id, null);
    if (options.known?.has(key) === true) return;
    gathered.set(key, Promise.resolve(value));
    answers.set(key, { fact: fact.id, subject: null, answer: { ok: true, value } });
  }

  return {
    read,
    put,
    lookAt: (identities) => {
      target = { ...target, identities };
    },
    readAll,
    answerAll,
    failures: () => [...failures.values()],
    timings: () => [...timings.values()],
    saved: () => [...answers.values()],
  };
}

/** The length of a chain of facts, in milliseconds. */
export function chainMs(timing: Timing | null): number {
  return timing === null ? 0 : timing.durationMs + chainMs(timing.after);
}
