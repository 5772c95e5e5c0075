import { chooseSenders } from './choose-senders.ts';
import { causesOf } from './diagnose.ts';
import { chainMs, type FactStore, type Timing } from './gather.ts';
import { hasLooked } from './looked-at.ts';
import { join } from './join.ts';
import type {
  CheckReport,
  ChosenReport,
  FactTiming,
  FailOn,
  GateReport,
  Report,
  StageReport,
} from '../model/report.ts';
import { problemsOf } from './problems.ts';
import { type EndedCheck, runChecklist } from './run.ts';
import type { SelectedStage } from '../model/select.ts';
import { exitCodeOf, verdictOf } from '../model/status.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Target } from '../model/target.ts';

/** What decides over a report beside what was found. */
export interface Judgement {
  failOn: FailOn;
  allowUnknown: boolean;
}

/** What stands between what was found and what counts: the ignores and the baseline of a pipeline (src/gate). */
export interface Sieve {
  /** All checks as they count, and what the report says of the gate; null where nothing was accepted. */
  apply: (
    stages: readonly StageReport[],
    takenAt: string,
  ) => { stages: readonly StageReport[]; report: GateReport | null };
  /** One check as it counts, for a stream; null where that depends on checks that have not ended. */
  through: (check: CheckReport, takenAt: string) => CheckReport | null;
}

/** Nothing is accepted. */
const openSieve: Sieve = { apply: (stages) => ({ stages, report: null }), through: (check) => check };

export interface ReportOptions {
  version: string;
  stages: readonly SelectedStage[];
  store: FactStore;
  target: Target;
  judgement: Judgement;
  /** What a pipeline has accepted; default: nothing. */
  sieve?: Sieve;
  /** ISO time of the run. */
  takenAt: string;
  /** Milliseconds, rising. */
  clock: () => number;
  notes?: readonly string[];
  /** Each check as the report will show it, as soon as that is certain. */
  onCheck?: (stage: string, check: CheckReport) => void;
}

/** Runs the checklist and makes the report of it. */
export async function takeReport(options: ReportOptions): Promise<Report> {
  const { stages, store, clock } = options;
  const started = clock();
  const { target, chosen, failure } = await chooseSenders(stages, store, options.target);
  const streamed = new Set<string>();
  const onEnd = ({ stage, report }: EndedCheck): void => {
    if (target.symptom !== null) return; // what was read may still be refuted
    const gated = (options.sieve ?? openSieve).through(report, options.takenAt);
    if (gated === null) return;
    streamed.add(keyOf(report));
    options.onCheck?.(stage.id, gated);
  };
  const ended = await runChecklist({ stages, store, target, unchosen: failure, clock, onEnd });
  const { checks, refuted } = join(ended, stages, target.symptom);
  const report = assemble({
    ...options,
    target,
    chosen,
    reports: stages.map((stage) => stageReport(stage, checks)),
    refuted,
    symptom: target.symptom,
    offline: false,
    lookedAt: hasLooked(ended, store, target),
    durationMs: Math.round(clock() - started),
    chain: longestChain(store),
  });
  for (const stage of report.stages)
    for (const check of stage.checks) if (!streamed.has(keyOf(check))) options.onCheck?.(stage.id, check);
  return report;
}

/** The report of `explain`: the same checklist with the symptom as the only fact. */
export function explainReport(
  options: Omit<ReportOptions, 'store' | 'target' | 'onCheck'> & { symptom: Symptom; region: string | null },
): Report {
  const { checks } = join([], options.stages, options.symptom);
  return assemble({
    ...options,
    target: { region: options.region, identities: [], recipients: [] },
    reports: options.stages
      .map((stage) => stageReport(stage, checks))
      .filter((stage) => stage.checks.length > 0),
    refuted: [],
    offline: true,
    lookedAt: true,
    durationMs: 0,
    chain: [],
  });
}

const keyOf = ({ id, subject }: CheckReport): string => `${id} ${subject ?? ''}`;

const stageReport = (
  stage: SelectedStage,
  checks: readonly { stage: SelectedStage; report: CheckReport }[],
): StageReport => ({
  id: stage.id,
  question: stage.question,
  checks: checks.filter((one) => one.stage === stage).map(({ report }) => report),
});

interface Parts {
  version: string;
  takenAt: string;
  durationMs: number;
  target: Pick<Target, 'region' | 'identities' | 'recipients'>;
  /** How the identities were chosen, where nothing named them. */
  chosen?: ChosenReport | null;
  judgement: Judgement;
  sieve?: Sieve;
  reports: readonly StageReport[];
  refuted: Report['refuted'];
  notes?: readonly string[];
  symptom: Symptom | null;
  offline: boolean;
  lookedAt: boolean;
  chain: readonly FactTiming[];
}

function assemble(parts: Parts): Report {
  const { target, judgement, symptom } = parts;
  const chosen = parts.chosen ?? null;
  const gated = (parts.sieve ?? openSieve).apply(parts.reports, parts.takenAt);
  const reports = gated.stages;
  const checks = reports.flatMap((stage) => stage.checks);
  const { identities, recipients } = target;
  const causes = causesOf(reports, { identities, recipients, symptom, offline: parts.offline });
  return {
    schema: 1,
    tool: { name: 'ses-doctor', version: parts.version },
    command: parts.offline ? 'explain' : 'check',
    takenAt: parts.takenAt,
    durationMs: parts.durationMs,
    target: { region: target.region, identities, recipients, ...(chosen !== null && { chosen }) },
    verdict: verdictOf(checks, parts.lookedAt),
    exitCode: exitCodeOf(checks, judgement, parts.lookedAt),
    lookedAt: parts.lookedAt,
    causes,
    refuted: parts.refuted,
    notes: [...(parts.notes ?? []), ...(symptom?.unread ?? [])],
    gate: gated.report,
    summary: symptom?.summary ?? null,
    chain: parts.chain,
    problems: problemsOf({
      stages: reports,
      target: { region: target.region, identities, recipients },
      refuted: parts.refuted,
      causes,
    }),
    stages: reports,
  };
}

/** The facts of the longest chain of questions, first asked first. */
function longestChain(store: FactStore): readonly FactTiming[] {
  let longest: Timing | null = null;
  for (const timing of store.timings()) if (chainMs(timing) > chainMs(longest)) longest = timing;
  const chain: FactTiming[] = [];
  for (let timing = longest; timing !== null; timing = timing.after) {
    chain.unshift({ fact: timing.fact, subject: timing.subject, durationMs: Math.round(timing.durationMs) });
  }
  return chain;
}
