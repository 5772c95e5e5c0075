import { factsBehind, type Answers, type Fact, type Sources, type Values } from './fact.ts';
import type { Candidate } from './symptom.ts';
import type { Scope, Target } from './target.ts';
import type { Answer, Why } from './unavailable.ts';

/**
 * - `error`: mail is refused, junked or about to be stopped.
 * - `warning`: it will hurt, or part of the mail is affected.
 * - `info`: worth knowing; nothing has to change.
 * - `unknown`: about what could not be looked at.
 */
export type Severity = 'error' | 'warning' | 'info' | 'unknown';

/** Who can do a step. */
export type Owner = 'you' | 'dns' | 'aws' | 'recipient' | 'network';

/** A DNS record to publish. `name` is fully qualified without the final dot. */
export interface DnsRecord {
  name: string;
  type: 'CNAME' | 'MX' | 'TXT';
  value: string;
  /** Seconds. */
  ttl: number;
  /** The name as most DNS panels want it: relative to the zone; null when the zone is not known. */
  panelName?: string | null;
}

/** What a step has done, where a run has to know: it may be done already, or say whom the other steps are for. */
export type Deed =
  /** Looks at a sender with `check`: at this one (`identity`), null at whoever sends; `region`: not in that of the run. */
  | { kind: 'look'; identity: string | null; region?: string }
  /** Signs mail of the From domain with Easy DKIM, its records in DNS. */
  | { kind: 'sign' }
  /** Saves a received message and has it read. */
  | { kind: 'message' }
  /** Has SES look again at what it has given up: left to do when the reason is mended. */
  | { kind: 'again'; of: 'dkim' | 'mail-from' }
  /** Finds out as whom the application sends: the commands are for that account, whoever this run is. */
  | { kind: 'caller' };

/** One action for the reader. `command` and `record` can be pasted as they stand. */
export interface Step {
  text: string;
  owner: Owner;
  /** Made by `command` of src/render/paste/paste.ts; null when a value in it did not look safe to paste. */
  command?: string | null;
  record?: DnsRecord;
  does?: Deed;
}

/** What was expected beside what was seen. */
export interface Evidence {
  /** As `CNAME abc._domainkey.example.com` or `GetAccount.SendingEnabled`. */
  what: string;
  expected: string | null;
  actual: string | null;
  /** Who said so: a name server, an API action, `symptom`; null when it goes without saying. */
  source: string | null;
}

/** A number against its limits, for reports that draw. */
export interface Gauge {
  title: string;
  /** `percent`: 2.1 is 2.1%. */
  unit: 'percent' | 'recipients';
  value: number;
  /** Rising. */
  limits: readonly { label: string; value: number }[];
  /** Earlier values, oldest first; empty when there are none. */
  points: readonly { at: string; value: number }[];
}

type Words<D, T> = T | ((data: D) => T);

/** What we say when a code was read from a symptom instead of seen live. */
export interface ReadWords {
  /** `error` unless given: somebody's mail did fail. */
  severity?: Severity | ((candidate: Candidate) => Severity);
  summary: (candidate: Candidate) => string;
  impact?: (candidate: Candidate) => string;
  /** What stands beside the words of the symptom. */
  evidence?: (candidate: Candidate) => readonly Evidence[];
  fix?: (candidate: Candidate) => readonly Step[];
  references?: readonly string[];
  /** What to look at to tell this candidate from the others. One sentence. */
  distinguish: string | ((candidate: Candidate) => string);
}

/** One code that the live state can show, with everything we ever say about it. */
export interface Problem<D> {
  severity: Words<D, Severity>;
  /** What is wrong, naming the thing. One sentence with its dot. True whatever the data. */
  summary: (data: D) => string;
  /** What it does to the user's mail. */
  impact: Words<D, string>;
  evidence?: (data: D) => readonly Evidence[];
  fix: (data: D) => readonly Step[];
  references: Words<D, readonly string[]>;
  /** The codes that this one is the cause of. */
  explains?: Words<D, readonly string[]>;
  /** Codes that it is the cause of beside those, where its data say so. */
  explainsToo?: (data: D) => readonly string[];
  /** Of the codes that it is the cause of, those that say the same in other words: they count once. */
  restates?: Words<D, readonly string[]>;
  /** Codes that name it as what follows from them, and whose doing it is not, as its data say. */
  notOf?: (data: D) => readonly string[];
  /** What tells how grave it is could not be read, as its data say. */
  unjudged?: (data: D) => boolean;
  /** What its steps change, by name: findings that change the same are seen to by one repair. Null: nothing that another changes. */
  act?: (data: D) => string | null;
  /** For codes that a symptom can show as well. */
  read?: ReadWords;
}

/** A code that only a symptom can show. */
export interface SymptomProblem {
  severity: Severity;
  impact: string | ((candidate: Candidate) => string);
  references: readonly string[];
  explains?: readonly string[];
  read: ReadWords & { fix: (candidate: Candidate) => readonly Step[] };
}

export type Problems = Readonly<Record<string, Problem<never> | SymptomProblem>>;

type DataOf<P> = P extends Problem<infer Data> ? Data : never;
type LiveCodes<P extends Problems> = {
  [K in keyof P & string]: P[K] extends { summary: unknown } ? K : never;
}[keyof P & string];

/** What a check returns for a code that occurs: which, and the data to describe it. No prose. */
export type Occurrence<P extends Problems> = {
  [K in LiveCodes<P>]: OccurrenceOf<K, DataOf<P[K]>>;
}[LiveCodes<P>];

export interface OccurrenceOf<K, D> {
  problem: K;
  data: D;
  /** What it is about, where that is not the subject of the check: a template, a host, a set. */
  subject?: string;
  /** False for a finding of severity `unknown` that must not make the check unknown. */
  counts?: false;
  /** Which of its subject it is about; a symptom that names another one is not answered by it. Absent: all of it. */
  of?: Narrowing;
}

/** Part of a subject, by the names that candidates use in `data`: an action, a port. All the values that are meant. */
export type Narrowing = Readonly<Record<string, readonly string[]>>;

/** A question that had no answer. Makes the check `unknown` if it counts. */
export interface Unanswered {
  unanswered: Why;
  counts: boolean;
}

/** The live state shows that a candidate read from the symptom is not so. */
export interface Refutation {
  refutes: string;
  /** Null: of every subject. */
  subject: string | null;
  because: string;
  /** It was so when the symptom came and is not now: the symptom is explained, and a finding says so. */
  past?: true;
  /** The live finding that says the same and more: nothing is refuted, it takes the candidate's place. */
  shows?: string;
  /** Only of candidates that name one of these; it beats a live finding of the same code, which is of another one. */
  of?: Narrowing;
}

/** What is seen from here beside a candidate that stands all the same: it is of another host or of another time. */
export interface Remark {
  /** The code of the candidate. */
  remarks: string;
  /** Null: of every subject. */
  subject: string | null;
  of?: Narrowing;
  seen: Evidence;
  /** What it changes: the first step. */
  step: Step;
}

/** A code that a check would have found were it so, of its own subject or of this one. */
export type Settled = string | { code: string; subject: string | null; of?: Narrowing };

export interface NotApplicable {
  notApplicable: string;
  /** The flag that was not given, where that is the reason. */
  flag?: string;
  /** Extras that did not answer, where that is the reason. They are listed, and do not count. */
  missed?: readonly Unanswered[];
}

/** What occurs, what was not answered, what is refuted; or the reason why the question makes no sense here. */
export type Verdict<P extends Problems> =
  readonly (Occurrence<P> | Unanswered | Refutation | Remark)[] | NotApplicable;

/** All that `evaluate` is given: needs as values, questions and enrichment as answers. */
export type Given<N extends Sources, Q extends Sources, E extends Sources> = Values<N> &
  Answers<Q> &
  Answers<E>;

export interface Check<
  N extends Sources = Sources,
  Q extends Sources = Sources,
  E extends Sources = Sources,
  P extends Problems = Problems,
> {
  /** The area of its codes, or that and more; also the file name. Never reused, never renamed. */
  id: string;
  /** What it looks at, as a noun phrase that is true beside any mark. What was seen stands behind it. */
  title: string;
  /** Why the healthy state matters, for the docs page. */
  why: string;
  per?: Scope;
  /** Why the question makes no sense with these flags, or null. Looked at before any fact is gathered. */
  moot?: (target: Target) => string | null;
  /** Without these the check is `unknown` (or `skipped`). */
  needs: N;
  /** May be missing; what is missing is listed and makes the check `unknown`. */
  questions?: Q;
  /** May be missing; what is missing is listed, and does not count. */
  enrichment?: E;
  /** Codes that one enrichment alone can show: who asks for no others has seen nothing without it. */
  restsOn?: Readonly<Record<string, string & keyof E>>;
  problems: P;
  /** `subject` is the identity, recipient, IP or template; empty for a check of the run. */
  evaluate: (given: Given<N, Q, E>, subject: string) => Verdict<P>;
  /**
   * Codes that it would have found, were they so of what it looked at. A symptom that tells of one is refuted where the check has
   * none, no error, and no question open (docs/design.md 4).
   */
  settles?: readonly Settled[] | ((given: Given<N, Q, E>, subject: string) => readonly Settled[]);
  /** What was seen, in a few words, shown behind the title whatever the verdict. Null: nothing to add. */
  observed?: (given: Given<N, Q, E>, subject: string) => string | null;
  /** The numbers behind the verdict, for reports that draw them. */
  gauges?: (given: Given<N, Q, E>, subject: string) => readonly Gauge[];
}

export interface AnyOccurrence {
  problem: string;
  data?: unknown;
  subject?: string;
  counts?: false;
  of?: Narrowing;
}

/** A check of whatever facts and problems, for code that runs or lists them all. */
export type AnyCheck = Omit<Check, 'evaluate' | 'settles' | 'observed' | 'gauges'> & {
  settles?: readonly Settled[] | ((given: never, subject: string) => readonly Settled[]);
  evaluate: (
    given: never,
    subject: string,
  ) => readonly (AnyOccurrence | Unanswered | Refutation | Remark)[] | NotApplicable;
  observed?: (given: never, subject: string) => string | null;
  gauges?: (given: never, subject: string) => readonly Gauge[];
};

/** The checks that answer one question. Earlier stages are fixed first. */
export interface Stage {
  id: 'account' | 'client' | 'delivery' | 'inbox' | 'proof' | 'history';
  question: string;
  checks: readonly AnyCheck[];
}

/** Defines a check. It returns which problem occurs and its data; the words stand in `problems`. */
export function defineCheck<
  const N extends Sources = Record<never, never>,
  const Q extends Sources = Record<never, never>,
  const E extends Sources = Record<never, never>,
  const P extends Problems = Problems,
>(check: Check<N, Q, E, P>): Check<N, Q, E, P> {
  return check;
}

/** A code that the live state can show (and a symptom, with `read`). */
export function problem<Data>(definition: Problem<Data>): Problem<Data> {
  return definition;
}

/** A code that only a symptom can show. */
export function symptomProblem(definition: SymptomProblem): SymptomProblem {
  return definition;
}

/** The question makes no sense here. `flag` names the flag that would give it sense. */
export function notApplicable(reason: string, flag?: string): NotApplicable {
  return flag === undefined ? { notApplicable: reason } : { notApplicable: reason, flag };
}

/** Only extras would have told, and they did not answer: what was not seen gets no tick. */
export function notSeen(reason: string, missed: readonly Unanswered[]): NotApplicable {
  return { notApplicable: reason, missed };
}

/** What was found; nothing but questions that do not count: then it was not seen. */
export function orNotSeen<T>(
  found: readonly (T | Unanswered)[],
): readonly (T | Unanswered)[] | NotApplicable {
  const missed = found.filter((one): one is Unanswered => isUnanswered(one) && !one.counts);
  return missed.length > 0 && missed.length === found.length
    ? notSeen(missed.map(({ unanswered: { message } }) => message).join('; '), missed)
    : found;
}

const isUnanswered = (one: unknown): one is Unanswered =>
  typeof one === 'object' && one !== null && 'unanswered' in one;

/** The `Unanswered` of an answer, as a list: empty when there is one. */
export function unanswered(answer: Answer<unknown>, counts = true): readonly Unanswered[] {
  return answer.ok ? [] : [{ unanswered: answer.why, counts }];
}

/** A list that was cut off, where what is beyond could decide. */
export function cutOff(question: string, message: string): Unanswered {
  return {
    unanswered: { reason: 'interrupted', message, question, action: null, region: null, detail: {} },
    counts: true,
  };
}

/**
 * A value that this version does not know, as AWS may add one any day: nothing can be concluded from it (docs/design.md
 * 15). `what` names the member.
 */
export function notKnown(what: string, value: string, question: string, counts = true): Unanswered {
  const message = `${what} is ${value === '' ? 'empty' : value.slice(0, 60)}, which this version of ses-doctor does not know`;
  return {
    unanswered: { reason: 'bad-reply', message, question, action: null, region: null, detail: {} },
    counts,
  };
}

/**
 * Two things that AWS says at once and that cannot both be so: which of them holds is open. `message` says both, as a
 * full sentence without a final dot.
 */
export const contradiction = (message: string, question: string, counts = true): Unanswered => ({
  unanswered: { reason: 'bad-reply', message, question, action: null, region: null, detail: {} },
  counts,
});

/** All facts that a check may read. */
export function factsOf(check: Pick<AnyCheck, 'needs' | 'questions' | 'enrichment'>): Set<Fact<unknown>> {
  return factsBehind({
    ...prefixed(check.needs, 'n'),
    ...prefixed(check.questions, 'q'),
    ...prefixed(check.enrichment, 'e'),
  });
}

const prefixed = (sources: Sources | undefined, prefix: string): Sources =>
  Object.fromEntries(Object.entries(sources ?? {}).map(([key, source]) => [prefix + key, source]));
