import type { AwsAction } from './aws-calls.ts';
import type { AwsProbe } from './aws.ts';
import type { Probes } from './probes.ts';
import type { Scope, Target } from './target.ts';
import type { Answer } from './unavailable.ts';

/** One thing we can learn about the world, gathered at most once per run and subject. Its value is plain JSON. */
export interface Fact<T> {
  readonly id: string;
  readonly per: Scope;
  /** Completes the sentence “could not read …”. */
  readonly title: string;
  /** The IAM actions `gather` may call. */
  readonly actions: readonly AwsAction[];
  /** Other facts this one is worked out from: of the same scope, or of the run. */
  readonly from: Sources;
  /** Like `from`, but may be missing: they arrive as an `Answer`. */
  readonly maybe: Sources;
  /** True for the ledger: it is read when everything else has ended. */
  readonly last: boolean;
  /** False for what is known without looking at anything: flags, the time, this computer's settings. */
  readonly looks: boolean;
  readonly gather: (io: never, sources: never) => unknown;
  /** Never set. Carries the type of the value. */
  readonly type?: T;
}

/** A scoped fact for every subject of the run, as read by a run-level fact or check. */
export interface Each<T> {
  readonly each: Fact<T>;
}

/** What one subject answered. */
export interface SubjectAnswer<T> {
  readonly subject: string;
  readonly answer: Answer<T>;
}

export type Source = Fact<unknown> | Each<unknown>;
export type Sources = Readonly<Record<string, Source>>;

export type ValueOf<S> =
  S extends Fact<infer T> ? T : S extends Each<infer T> ? readonly SubjectAnswer<T>[] : never;
export type Values<S extends Sources> = { readonly [K in keyof S]: ValueOf<S[K]> };
export type Answers<S extends Sources> = { readonly [K in keyof S]: Answer<ValueOf<S[K]>> };

/** A scoped fact, for each subject of the run. */
export function each<T>(fact: Fact<T>): Each<T> {
  return { each: fact };
}

/** The probes, narrowed to the AWS actions a fact declared, the target, and what the fact is about. */
export type Io<A extends AwsAction> = Omit<Probes, 'aws'> & {
  aws: AwsProbe<A>;
  target: Target;
  /** The identity, recipient, IP or template; empty for a fact of the run. */
  subject: string;
  /** Aborted on the deadline, SIGINT and SIGTERM. A fact that pages returns what it has by then. */
  signal: AbortSignal;
  /** Tells the user what is being asked, for long searches. */
  progress: (text: string) => void;
};

interface FactDefinition<T, A extends AwsAction, F extends Sources, M extends Sources> {
  id: string;
  title: string;
  per?: Scope;
  actions?: readonly A[];
  from?: F;
  maybe?: M;
  last?: boolean;
  looks?: boolean;
  gather: (io: Io<A>, sources: Values<F> & Answers<M>) => T | Promise<T>;
}

/**
 * Defines a fact. `gather` throws `Unavailable` when the world did not answer; a fact of several questions keeps
 * each apart with `answerOf`.
 */
export function defineFact<
  T,
  const A extends AwsAction = never,
  const F extends Sources = Record<never, never>,
  const M extends Sources = Record<never, never>,
>(definition: FactDefinition<T, A, F, M>): Fact<T> {
  return { per: 'run', actions: [], from: {}, maybe: {}, last: false, looks: true, ...definition };
}

/** The fact behind a source. */
export function factOf(source: Source): Fact<unknown> {
  return 'each' in source ? source.each : source;
}

/** All facts behind some sources, themselves included. */
export function factsBehind(sources: Sources, seen = new Set<Fact<unknown>>()): Set<Fact<unknown>> {
  for (const fact of Object.values(sources).map(factOf)) {
    if (seen.has(fact)) continue;
    seen.add(fact);
    factsBehind(fact.from, seen);
    factsBehind(fact.maybe, seen);
  }
  return seen;
}

/** The IAM actions behind some facts, including those they are worked out from. */
export function actionsBehind(sources: Sources): Set<AwsAction> {
  return new Set([...factsBehind(sources)].flatMap(({ actions }) => actions));
}
