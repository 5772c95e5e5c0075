import { causesOf } from './diagnose.ts';
import type {
  CheckReport,
  ChosenReport,
  FactTiming,
  FailOn,
  GateReport,
  Report,
  StageReport,
} from '../model/report.ts';
import { extrasOf } from './extras.ts';
import { problemsOf } from './problems.ts';
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
    about: Pick<Report, 'target' | 'refuted'>,
  ) => { stages: readonly StageReport[]; report: GateReport | null; notes: readonly string[] };
  /** One check as it counts, for a stream; null where that depends on checks that have not ended. */
  through: (check: CheckReport, takenAt: string) => CheckReport | null;
}

/** Nothing is accepted. */
export const openSieve: Sieve = {
  apply: (stages) => ({ stages, report: null, notes: [] }),
  through: (check) => check,
};

/** A stage with those of the checks that belong to it. */
export const stageReport = (
  stage: SelectedStage,
  checks: readonly { stage: SelectedStage; report: CheckReport }[],
): StageReport => ({
  id: stage.id,
  question: stage.question,
  checks: checks.filter((one) => one.stage === stage).map(({ report }) => report),
});

interface Parts {
  /** Where it is neither `check` nor `explain`. */
  command?: Report['command'];
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

/** The report of what was found: what counts, its causes, the verdict and the exit code. */
export function assemble(parts: Parts): Report {
  const { target, judgement, symptom, refuted } = parts;
  const chosen = parts.chosen ?? null;
  const gated = (parts.sieve ?? openSieve).apply(parts.reports, parts.takenAt, { target, refuted });
  const reports = gated.stages;
  const checks = reports.flatMap((stage) => stage.checks);
  const { identities, recipients } = target;
  const causes = causesOf(reports, { identities, recipients, symptom, offline: parts.offline });
  return {
    schema: 1,
    tool: { name: 'ses-doctor', version: parts.version },
    command: parts.command ?? (parts.offline ? 'explain' : 'check'),
    takenAt: parts.takenAt,
    durationMs: parts.durationMs,
    target: { region: target.region, identities, recipients, ...(chosen !== null && { chosen }) },
    verdict: verdictOf(checks, parts.lookedAt),
    exitCode: exitCodeOf(checks, judgement, parts.lookedAt),
    lookedAt: parts.lookedAt,
    causes,
    refuted,
    notes: [...gated.notes, ...(parts.notes ?? []), ...(symptom?.unread ?? [])],
    gate: gated.report,
    summary: symptom?.summary ?? null,
    chain: parts.chain,
    extras: extrasOf(reports),
    problems: problemsOf({
      stages: reports,
      target: { region: target.region, identities, recipients },
      refuted,
      causes,
      summary: symptom?.summary ?? null,
    }),
    stages: reports,
  };
}
