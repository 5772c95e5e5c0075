import { assemble, type Judgement, stageReport } from './assemble.ts';
import { join } from './join.ts';
import type { EndedCheck } from './run.ts';
import type { Report } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Symptom } from '../model/symptom.ts';

export interface ExplainOptions {
  version: string;
  stages: readonly SelectedStage[];
  symptom: Symptom;
  /** Checks of what was given beside it. */
  ended: readonly EndedCheck[];
  region: string | null;
  judgement: Judgement;
  /** ISO time of the run. */
  takenAt: string;
}

/** The report of `explain`: the same checklist with the symptom as the only fact. */
export function explainReport(options: ExplainOptions): Report {
  const { checks } = join(options.ended, options.stages, options.symptom, {
    self: null,
    strangers: null,
    region: options.region,
  });
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
