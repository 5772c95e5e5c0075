import type { Fact, Io } from '../model/fact.ts';
import type { AwsAction } from '../model/aws-calls.ts';
import type { Probes } from '../model/probes.ts';
import type { Target } from '../model/target.ts';
import { type Answer, Unavailable } from '../model/unavailable.ts';
import { LastMoment } from './last-moment.ts';
import { type Failure, Ledger } from './ledger.ts';
import { DamagedRecord, type Missing, proveNotAsked, replayed } from './replayed.ts';
import { factKey, isEmpty, type SourceReader, sourceReader } from './sources.ts';
import { Readings, type SavedFact, timingsOf } from './readings.ts';
import type { Timing } from './timing.ts';

export interface FactStore extends SourceReader {
  /** The value of a fact; throws its `Unavailable`. `subject` is null for facts of the run. */
  read: <T>(fact: Fact<T>, subject: string | null) => Promise<T>;
  /** Gives a fact its value, unless it is known already. */
  put: <T>(fact: Fact<T>, value: T) => void;
  /** Takes these subjects as those of the target. Nothing that depends on them may have been read before. */
  lookAt: (subjects: Partial<Pick<Target, 'identities' | 'recipients'>>) => void;
  /** Takes this symptom as that of the target. Nothing that depends on it may have been read before. */
  hear: (symptom: Target['symptom']) => void;
  /** Questions that failed so far. */
  failures: () => readonly Failure[];
  /** The timings of what was gathered so far. */
  timings: () => readonly Timing[];
  /** Resolves when what was asked so far has an answer or none: a check may end before all that it asked for is there. */
  settled: () => Promise<void>;
  /** What shows that a record is damaged; null where nothing does. */
  damage: () => string | null;
  /** Everything that is known so far, for --save-facts. */
  saved: () => readonly SavedFact[];
}

export interface FactStoreOptions {
  probes: Probes;
  target: Target;
  signal?: AbortSignal;
  /** Milliseconds, rising; for timings. */
  clock?: () => number;
  /** Told what is being asked: the title of a fact, or its progress. `key` stands for the fact and its subject. */
  onProgress?: (text: string, key: string) => void;
  /** Told that a fact was answered, or will not be. */
  onEnd?: (key: string) => void;
  /** Facts that are known already: a replay, or what a round of --wait carries over. Key by `factKey`. */
  known?: ReadonlyMap<string, Answer<unknown>>;
  /** With `known`: nothing is asked, and what is not in it is missing for this reason. */
  offline?: (fact: Fact<unknown>) => Missing;
  /** Facts that are the same for many runs, gathered for all of them; null: not one of those. */
  shared?: (fact: Fact<unknown>) => Promise<{ value: unknown } | null> | null;
}

const nothingKnown: ReadonlyMap<string, Answer<unknown>> = new Map();

/** What is known of a fact before anything is asked; null where the world has to say. */
function knownAnswer(
  { known = nothingKnown, offline }: FactStoreOptions,
  fact: Fact<unknown>,
  subject: string | null,
  target: Target,
): Answer<unknown> | null {
  if (offline === undefined || ['target', 'symptom'].includes(fact.id))
    return known.size === 0 ? null : (known.get(factKey(fact.id, subject)) ?? null);
  return replayed(fact, subject, { known, missing: offline, target });
}

/** What a fact is given, member by member: to copy objects for each fact of each identity took a hundredth of a run about many. */
const ioOf = (
  { dns, smtp, https, environment, now }: Probes,
  aws: Probes['aws'],
  { target, subject, signal }: Pick<Io<AwsAction>, 'target' | 'subject' | 'signal'>,
  progress: Io<AwsAction>['progress'],
): Io<AwsAction> => ({ aws, dns, smtp, https, environment, now, target, subject, signal, progress });

/** Gathers facts on first use and remembers them, so no question is put to the world twice. */
export function createFactStore(options: FactStoreOptions): FactStore {
  const { probes } = options;
  let { target } = options;
  const signal = options.signal ?? new AbortController().signal;
  const clock = options.clock ?? (() => performance.now());
  const readings = new Readings();
  const ledger = new Ledger(probes.aws);
  const lastMoment = new LastMoment(signal);
  let damage: string | null = null;
  const { readAll, answerAll } = sourceReader(read, () => target);

  const sourcesOf = (fact: Fact<unknown>, subject: string | null): Promise<Record<string, unknown>> =>
    isEmpty(fact.maybe) ? readAll(fact.from, subject) : bothSourcesOf(fact, subject);

  async function bothSourcesOf(
    fact: Fact<unknown>,
    subject: string | null,
  ): Promise<Record<string, unknown>> {
    const [from, maybe] = await Promise.all([readAll(fact.from, subject), answerAll(fact.maybe, subject)]);
    return { ...from, ...maybe };
  }

  async function gather<T>(fact: Fact<T>, subject: string | null): Promise<T> {
    const about = { target, subject: subject ?? '', signal };
    const known = knownAnswer(options, fact, subject, target);
    if (known?.ok === true) return known.value as T;
    if (known !== null) {
      if (known.why.reason === 'not-asked' && (options.offline?.(fact) ?? 'offline') !== 'offline')
        await proveNotAsked(fact, about, () => sourcesOf(fact, subject));
      throw Unavailable.of(known.why);
    }
    const asked = options.shared?.(fact) ?? null;
    const shared = asked === null ? null : await asked;
    if (shared !== null) return shared.value as T;
    const sources = await sourcesOf(fact, subject);
    const started = clock();
    const key = factKey(fact.id, subject);
    const io = ioOf(probes, ledger.awsFor(fact), about, (text) => options.onProgress?.(text, key));
    options.onProgress?.(fact.title, key);
    try {
      // The definition's type guaranteed that `gather` takes exactly these two.
      const made = fact.gather(io as never, sources as never);
      return (made instanceof Promise ? await lastMoment.of(made, fact.title) : made) as T;
    } finally {
      options.onEnd?.(key);
      const reading = readings.get(fact.id, subject);
      if (reading !== undefined) reading.durationMs = clock() - started;
    }
  }

  function read<T>(fact: Fact<T>, subject: string | null): Promise<T> {
    const about = fact.per === 'run' ? null : subject;
    if (fact.per !== 'run' && about === null)
      throw new Error(`${fact.id} is per ${fact.per}: its reader needs the same per, or each()`);
    const known = readings.get(fact.id, about);
    if (known !== undefined) return known.promise as Promise<T>;
    const promise = gather(fact, about);
    const reading = readings.begin(fact, about, promise);
    promise.then(
      (value) => {
        readings.answered(reading, { ok: true, value });
      },
      (error: unknown) => {
        if (error instanceof DamagedRecord) damage ??= error.message;
        if (!(error instanceof Unavailable)) return;
        ledger.failed(error.why, fact.id);
        readings.answered(reading, { ok: false, why: error.why });
      },
    );
    return promise;
  }

  function put<T>(fact: Fact<T>, value: T): void {
    if (options.known?.has(factKey(fact.id, null)) !== true) readings.put(fact, value);
  }

  return {
    read,
    readAll,
    answerAll,
    put,
    lookAt: (subjects) => {
      target = { ...target, ...subjects };
    },
    hear: (symptom) => {
      target = { ...target, symptom };
    },
    failures: () => ledger.failures(),
    damage: () => damage,
    timings: () => timingsOf(readings, target),
    settled: async () => {
      await Promise.allSettled(readings.all().map(({ promise }) => promise));
    },
    saved: () => readings.saved(),
  };
}
