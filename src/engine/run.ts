import {
  type AnyCheck,
  type AnyOccurrence,
  type Gauge,
  type Narrowing,
  type Refutation,
  type Remark,
  unanswered,
  type Unanswered,
} from '../model/check.ts';
import { inRegion } from '../model/command-region.ts';
import { asThisRun } from '../model/command-run.ts';
import { liveFinding } from '../model/finding.ts';
import { factsBehind, type Fact, type Sources } from '../model/fact.ts';
import { ledger } from '../facts/ledger.ts';
import { unheard } from '../facts/resolver-heard.ts';
import type { FactStore } from './gather.ts';
import { inTurns } from './in-turns.ts';
import { ledgerOf, unheardIn } from './ledger-of.ts';
import type { CheckReport, Finding, UnansweredReport } from '../model/report.ts';
import { withRecordsOfAct } from './same-act.ts';
import { settledBy } from './settled.ts';
import type { SelectedCheck, SelectedStage } from '../model/select.ts';
import { isStartFailure } from '../model/start-failure.ts';
import { statusOf } from '../model/status.ts';
import { flagOf, subjectsOf, type Target, worthAdding } from '../model/target.ts';
import {
  type Answer,
  skipReasons,
  Unavailable,
  type UnavailableReason,
  type Why,
} from '../model/unavailable.ts';

/** A check that has ended, with what the report does not show of it. */
export interface EndedCheck {
  stage: SelectedStage;
  selected: SelectedCheck;
  report: CheckReport;
  refutations: readonly Refutation[];
  /** Its questions without an answer, as they failed; absent: there are none. */
  missed?: readonly Unanswered[];
  /** What is seen beside a symptom; absent: nothing. */
  remarks?: readonly Remark[];
  /** Errors that it found and that the selection leaves out; absent: there are none. */
  leftOut?: readonly string[];
  /** Findings that are about a part of their subject alone; absent: there are none. */
  narrowed?: ReadonlyMap<Finding, Narrowing>;
}

export interface RunOptions {
  stages: readonly SelectedStage[];
  store: FactStore;
  target: Target;
  /** Why no sender could be chosen, where nothing names one: checks of senders end with it. */
  unchosen?: Error | null;
  /** Milliseconds, rising. */
  clock: () => number;
  /** Called as each check ends, in whatever order they do. */
  onEnd?: (ended: EndedCheck) => void;
}

/**
 * Runs the checklist. Checks do not wait for each other, so facts are gathered in parallel; those that read the ledger run
 * last. The result is in checklist order. A fault of a check is its `crash`; rejects where a part of the program could not be loaded, since
 * what is not installed is no fault of a check.
 */
export async function runChecklist(options: RunOptions): Promise<readonly EndedCheck[]> {
  const { stages, store } = options;
  const jobs = stages.flatMap((stage) =>
    stage.checks
      .filter(({ onlyRead }) => onlyRead !== true)
      .flatMap((selected) =>
        subjects(selected.check, options.target).map((subject) => ({ stage, selected, subject })),
      ),
  );
  const ended = new Map<(typeof jobs)[number], EndedCheck>();
  const damage: unknown[] = [];
  const start = async (job: (typeof jobs)[number]): Promise<void> => {
    try {
      const result = await runCheck(job.stage, job.selected, job.subject, options);
      ended.set(job, result);
      options.onEnd?.(result);
    } catch (error) {
      damage.push(error);
    }
  };
  const isLast = ({ selected }: (typeof jobs)[number]): boolean =>
    [...required(selected.check)].some(({ last }) => last);

  await inTurns(inGroups(jobs.filter((job) => !isLast(job))), start);
  if (damage.length > 0) throw damage[0];
  // In the order of the checklist, whatever order they ended in.
  const reports = jobs.flatMap((job) => ended.get(job)?.report ?? []);
  store.put(ledger, ledgerOf(store, stages, reports));
  store.put(unheard, unheardIn(jobs.flatMap((job) => ended.get(job) ?? [])));
  await Promise.all(jobs.filter(isLast).map(start));
  if (damage.length > 0) throw damage[0];
  return jobs.flatMap((job) => ended.get(job) ?? []);
}

/** So many subjects hold more at once than the processor is through with quickly. */
const manySubjects = 16;

/** Jobs as they begin: those of the run with the first subject, those that read a fact of all subjects after the last one. */
function inGroups<T extends { selected: SelectedCheck; subject: string | null }>(
  jobs: readonly T[],
): readonly (readonly T[])[] {
  const groups = new Map<string | null, T[]>([[null, []]]);
  const ofAll: T[] = [];
  for (const job of jobs) {
    if (job.subject === null && readsEach(job.selected.check)) ofAll.push(job);
    else if (groups.get(job.subject)?.push(job) === undefined) groups.set(job.subject, [job]);
  }
  const [ofRun = [], first = [], ...more] = groups.values();
  // A run about few subjects asks everything at once: what waits for a turn waits for the work of the start, too.
  return more.length < manySubjects ? [jobs] : [[...ofRun, ...first], ...more, ofAll];
}

/** Whether a check, or a fact behind it, reads a fact of all subjects. */
const readsEach = ({ needs, questions = {}, enrichment = {} }: AnyCheck): boolean =>
  [needs, questions, enrichment].some(
    (sources) =>
      hasEach(sources) ||
      [...factsBehind(sources)].some(({ from, maybe }) => hasEach(from) || hasEach(maybe)),
  );

const hasEach = (sources: Sources): boolean => Object.values(sources).some((source) => 'each' in source);

/** The facts whose absence makes a check unknown. */
function required(check: AnyCheck): ReadonlySet<Fact<unknown>> {
  const known = requiredBy.get(check);
  if (known !== undefined) return known;
  const facts = factsBehind(check.questions ?? {}, factsBehind(check.needs));
  requiredBy.set(check, facts);
  return facts;
}

/** A survey runs the same checks thousands of times. */
const requiredBy = new WeakMap<AnyCheck, ReadonlySet<Fact<unknown>>>();

/** A scoped check without subjects stands in the report once, as skipped. */
function subjects({ per = 'run' }: AnyCheck, target: Target): readonly (string | null)[] {
  const all = subjectsOf(per, target);
  return all.length === 0 ? [null] : all;
}

async function runCheck(
  stage: SelectedStage,
  selected: SelectedCheck,
  subject: string | null,
  { store, target, clock, unchosen = null }: RunOptions,
): Promise<EndedCheck> {
  const started = clock();
  const { check } = selected;
  const { unanswered: missed, ...outcome } =
    unchosen !== null && check.per === 'identity' && subject === null
      ? failed(unchosen)
      : await outcomeOf(selected, subject, store, target);
  const open = asUnanswered(missed);
  const report: CheckReport = {
    id: check.id,
    title: check.title,
    subject,
    status: outcome.status ?? statusOf(outcome.findings, open),
    durationMs: Math.round(clock() - started),
    because: outcome.because,
    flag: worthAdding(outcome.flag, target),
    observed: outcome.observed,
    accepted: null,
    gauges: outcome.gauges,
    findings: outcome.findings,
    unanswered: open,
  };
  if (report.status === 'unknown' && report.because === null) {
    // What is only worth knowing makes nothing unknown.
    report.because =
      report.unanswered.find(({ counts }) => counts)?.message ??
      report.findings.find(({ severity, counts }) => severity === 'unknown' && counts)?.summary ??
      null;
  }
  const { refutations, remarks, narrowed, leftOut } = outcome;
  return { stage, selected, report, missed, refutations, remarks, narrowed, leftOut };
}

interface Outcome {
  /** Null: follows from findings and unanswered questions. */
  status: CheckReport['status'] | null;
  because: string | null;
  flag: string | null;
  observed: string | null;
  gauges: readonly Gauge[];
  findings: readonly Finding[];
  unanswered: readonly Unanswered[];
  refutations: readonly Refutation[];
  remarks: readonly Remark[];
  leftOut: readonly string[];
  narrowed: ReadonlyMap<Finding, Narrowing>;
}

const nothing: Outcome = {
  status: null,
  because: null,
  flag: null,
  observed: null,
  gauges: [],
  findings: [],
  unanswered: [],
  refutations: [],
  remarks: [],
  leftOut: [],
  narrowed: new Map(),
};

async function outcomeOf(
  { check, wants }: SelectedCheck,
  subject: string | null,
  store: FactStore,
  target: Target,
): Promise<Outcome> {
  const per = check.per ?? 'run';
  if (per !== 'run' && subject === null) {
    return {
      ...nothing,
      status: 'skipped',
      because: `${flagOf[per] ?? 'a flag'} was not given`,
      flag: flagOf[per],
    };
  }
  const moot = check.moot?.(target) ?? null;
  if (moot !== null) return { ...nothing, status: 'skipped', because: moot };
  try {
    const [needs, questions, enrichment] = await Promise.all([
      store.readAll(check.needs, subject),
      store.answerAll(check.questions ?? {}, subject),
      store.answerAll(check.enrichment ?? {}, subject),
    ]);
    // `AnyCheck` forgets which facts and data belong together; `defineCheck` has made sure they do.
    const given = { ...needs, ...questions, ...enrichment } as never;
    const verdict = check.evaluate(given, subject ?? '');
    const extras = Object.values(enrichment).flatMap((answer) => unanswered(answer, false));
    if ('notApplicable' in verdict) {
      return {
        ...nothing,
        status: 'skipped',
        because: verdict.notApplicable,
        flag: verdict.flag ?? null,
        unanswered: [...extras, ...(verdict.missed ?? [])],
      };
    }
    const occurrences = verdict
      .filter((one) => 'problem' in one)
      .filter(({ problem }) => wants(problem) || !(problem in check.problems)); // the latter is our fault, and must show
    const missed = [
      ...Object.values(questions).flatMap((answer) => unanswered(answer)),
      ...extras,
      ...verdict.filter((one) => 'unanswered' in one),
    ];
    // A world that was left alone was not seen to be in order; nor was anything when none of the questions was put.
    const open = missed.filter(({ counts }) => counts).map(({ unanswered: why }) => why);
    const nonePut = (): boolean => needsNothing(check) && !Object.values(questions).some(({ ok }) => ok);
    const unasked = open.every(({ reason }) => skipReasons.has(reason))
      ? missed.find(
          ({ counts, unanswered: { reason } }) =>
            counts && (leftAlone.has(reason) || (skipReasons.has(reason) && nonePut())),
        )
      : undefined;
    if (unasked !== undefined && occurrences.length === 0) {
      return {
        ...nothing,
        status: 'skipped',
        because: unasked.unanswered.message,
        unanswered: missed,
        refutations: verdict.filter((one) => 'refutes' in one),
      };
    }
    const unseen = occurrences.length + open.length === 0 ? unseenIn({ check, wants }, enrichment) : null;
    if (unseen !== null) {
      return {
        ...nothing,
        status: 'skipped',
        because: unseen.message,
        unanswered: missed,
        refutations: verdict.filter((one) => 'refutes' in one),
      };
    }
    const observed = check.observed?.(given, subject ?? '') ?? null;
    const findings = withRecordsOfAct(
      occurrences.map((one) => liveFinding(check, one, subject ?? target.region ?? 'account')),
    ).map((finding) => ({
      ...finding,
      fix: finding.fix.map(inRegion(target.region)).map(asThisRun(target)),
    }));
    return {
      ...nothing,
      ...{ observed, findings, flag: flagNaming(open) },
      gauges: check.gauges?.(given, subject ?? '') ?? [],
      unanswered: missed,
      remarks: verdict.filter((one) => 'remarks' in one),
      leftOut: verdict
        .filter((one) => 'problem' in one && one.problem in check.problems && !wants(one.problem))
        .flatMap((one) => ('problem' in one ? errorOf(check, one) : [])),
      narrowed: narrowedBy(occurrences, findings),
      refutations: [
        ...verdict.filter((one) => 'refutes' in one),
        ...settledBy(check, target, { given, subject, findings, observed, open: open.some(isOpen) }),
      ],
    };
  } catch (error) {
    return failed(error);
  }
}

/** The flag that says which one is meant, where the answer depends on it. */
const flagNaming = (open: readonly Why[]): string | null =>
  open.find(({ reason }) => reason === 'not-named')?.detail['flag'] ?? null;

/** Why all extras that would have told are missing: those of a check that looks at nothing else, or of the codes asked for. */
function unseenIn(
  { check, wants }: SelectedCheck,
  enrichment: Readonly<Record<string, Answer<unknown>>>,
): Why | null {
  const wanted = Object.keys(check.problems).filter(wants);
  const resting = wanted.map((code) => enrichment[check.restsOn?.[code] ?? '']);
  const telling = onlyExtras(check) ? Object.values(enrichment) : resting;
  const missing = telling.map((answer) => (answer === undefined || answer.ok ? null : answer.why));
  return missing.includes(null) ? null : (missing[0] ?? null);
}

/** The code of what a check found, where it is an error. */
function errorOf(check: AnyCheck, found: AnyOccurrence): string | readonly [] {
  const { code, severity } = liveFinding(check, found, 'account');
  return severity === 'error' ? code : [];
}

/** The findings of occurrences that are about a part of their subject. */
const narrowedBy = (
  occurrences: readonly AnyOccurrence[],
  findings: readonly Finding[],
): ReadonlyMap<Finding, Narrowing> =>
  new Map(
    occurrences.flatMap(({ of }, index): [Finding, Narrowing][] => {
      const finding = findings[index];
      return of === undefined || finding === undefined ? [] : [[finding, of]];
    }),
  );

/** Reasons of a question that was not put, where its answer would have decided. */
const leftAlone: ReadonlySet<UnavailableReason> = new Set(['switched-off', 'offline']);

/** It was to be asked, or the world was left alone; what nobody asks for is another matter. */
const isOpen = ({ reason }: Why): boolean => !skipReasons.has(reason) || leftAlone.has(reason);

/** All that a check looks at may be missing: without any of it nothing was seen. */
const onlyExtras = (check: AnyCheck): boolean => ![...required(check)].some(({ looks }) => looks);

/** The same of its needs alone. */
const needsNothing = ({ needs }: AnyCheck): boolean => ![...factsBehind(needs)].some(({ looks }) => looks);

function failed(error: unknown): Outcome {
  if (isStartFailure(error)) throw error;
  if (!(error instanceof Unavailable)) {
    const because = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothing, status: 'crash', because };
  }
  const { why } = error;
  if (skipReasons.has(why.reason)) {
    const flag = why.reason === 'not-asked' ? (why.detail['flag'] ?? null) : null;
    return { ...nothing, status: 'skipped', because: why.message, flag };
  }
  return {
    ...nothing,
    status: 'unknown',
    because: why.message,
    unanswered: [{ unanswered: why, counts: true }],
  };
}

/** Each question once; one that counts for one reader counts. What nobody asked is no unanswered question. */
function asUnanswered(list: readonly Unanswered[]): readonly UnansweredReport[] {
  const seen = new Map<string, UnansweredReport>();
  for (const { unanswered: why, counts } of list) {
    if (skipReasons.has(why.reason)) continue;
    const key = `${why.question}\n${why.region ?? ''}\n${why.message}`;
    seen.set(key, { ...reported(why), counts: counts || (seen.get(key)?.counts ?? false) });
  }
  return [...seen.values()];
}

const reported = ({ question, reason, message, action, region }: Why): Omit<UnansweredReport, 'counts'> => ({
  question: region === null ? question : `${question} (${region})`,
  reason,
  message,
  action,
});
