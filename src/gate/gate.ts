import type { GateReport, StageReport } from '../report.ts';
import { applyBaseline, baselineOf, compare, type BaselineEntry } from './baseline.ts';
import { applyIgnores, type Ignore } from './ignores.ts';

/** What a pipeline has accepted. */
export interface Gate {
  ignores: readonly Ignore[];
  /** Null without --baseline. */
  baseline: readonly BaselineEntry[] | null;
  /** The errors and warnings of an earlier report; null without --changed-since. */
  earlier: readonly BaselineEntry[] | null;
}

export const openGate: Gate = { ignores: [], baseline: null, earlier: null };

/** Applies ignores, then the baseline; compares with an earlier report, which changes nothing. */
export function applyGate(
  stages: readonly StageReport[],
  gate: Gate,
  takenAt: string,
): { stages: readonly StageReport[]; report: GateReport | null } {
  if (gate.ignores.length === 0 && gate.baseline === null && gate.earlier === null)
    return { stages, report: null };
  const ignored = applyIgnores(stages, gate.ignores, takenAt);
  const current = baselineOf(ignored.stages);
  const based = gate.baseline === null ? null : applyBaseline(ignored.stages, gate.baseline);
  const changes = gate.earlier === null ? null : compare(current, gate.earlier);
  const shown = changes ?? based;
  return {
    stages: based?.stages ?? ignored.stages,
    report: {
      expiredIgnores: ignored.expired,
      unusedIgnores: ignored.unused,
      added: shown?.added ?? null,
      gone: shown?.gone ?? null,
    },
  };
}
