import type { Sieve } from '../engine/assemble.ts';
import type { CheckReport, GateReport, StageReport } from '../model/report.ts';
import { applyBaseline, baselineOf, compare, withoutKnown, type BaselineEntry } from './baseline.ts';
import { applyIgnores, ignoredIn, validAt, type Ignore } from './ignores.ts';

/** What a pipeline has accepted. */
export interface Gate {
  ignores: readonly Ignore[];
  /** Null without --baseline. */
  baseline: readonly BaselineEntry[] | null;
  /** The errors and warnings of an earlier report; null without --changed-since. */
  earlier: readonly BaselineEntry[] | null;
}

export const openGate: Gate = { ignores: [], baseline: null, earlier: null };

/**
 * One check as the gate leaves it, for a stream; null where that depends on checks that have not ended, as with
 * access/denied, which no longer counts once everything that it blinds is accepted.
 */
export function throughGate(check: CheckReport, gate: Gate, takenAt: string): CheckReport | null {
  const ignored = ignoredIn(check, validAt(takenAt, gate.ignores));
  if (gate.ignores.length > 0 && ignored.findings.some(({ code }) => code === 'access/denied')) return null;
  return gate.baseline === null ? ignored : withoutKnown(ignored, gate.baseline);
}

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

/** The gate as `takeReport` applies it. */
export const sieveOf = (gate: Gate): Sieve => ({
  apply: (stages, takenAt) => applyGate(stages, gate, takenAt),
  through: (check, takenAt) => throughGate(check, gate, takenAt),
});
