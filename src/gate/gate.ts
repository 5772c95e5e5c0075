import { grouped } from '../model/many.ts';
import type { Sieve } from '../engine/assemble.ts';
import type { CheckReport, GateReport, Ignored, StageReport } from '../model/report.ts';
import {
  addedTo,
  applyBaseline,
  missingSince,
  withoutKnown,
  type BaselineEntry,
  type OwnersOf,
} from './baseline.ts';
import { acceptConsequences, waitsForOthers, type About } from './consequences.ts';
import type { SelectedStage } from '../model/select.ts';
import { applyIgnores, ignoredIn, validAt, type Ignore } from './ignores.ts';

/** What a pipeline has accepted. */
export interface Gate {
  ignores: readonly Ignore[];
  /** Null without --baseline. */
  baseline: readonly BaselineEntry[] | null;
  /** The errors and warnings of an earlier report; null without --changed-since. */
  earlier: readonly BaselineEntry[] | null;
  /** The config file that nobody named; null where there is none. */
  found: FoundConfig | null;
}

/** A config file that merely lay in the working directory: it may have come with somebody's repository. */
export interface FoundConfig {
  file: string;
  /** What it set that can turn a report greener, as `skip dkim`. */
  sets: readonly string[];
}

export const openGate: Gate = { ignores: [], baseline: null, earlier: null, found: null };

/**
 * One check as the gate leaves it, for a stream; null where that depends on checks that have not ended, as with
 * access/denied, which no longer counts once everything that it blinds is accepted, and with what may only follow from
 * a finding that is accepted.
 */
export function throughGate(check: CheckReport, gate: Gate, takenAt: string): CheckReport | null {
  const ignored = ignoredIn(check, validAt(takenAt, gate.ignores));
  if (gate.ignores.length > 0 && ignored.findings.some(({ code }) => code === 'access/denied')) return null;
  if (waitsForOthers(ignored, gate.ignores)) return null;
  return gate.baseline === null ? ignored : withoutKnown(ignored, gate.baseline);
}

/** Applies ignores, then the baseline; compares with an earlier report, which changes nothing. `ownersOf` is of the checks that were selected. */
export function applyGate(
  stages: readonly StageReport[],
  gate: Gate,
  takenAt: string,
  ownersOf: OwnersOf,
  about: About,
): { stages: readonly StageReport[]; report: GateReport | null; notes: readonly string[] } {
  if (gate.ignores.length === 0 && gate.baseline === null && gate.earlier === null)
    return { stages, report: null, notes: notesOn(gate.found, stages) };
  const applied = applyIgnores(stages, gate.ignores, takenAt);
  const ignored = { ...applied, stages: acceptConsequences(applied.stages, about) };
  const based = gate.baseline === null ? null : applyBaseline(ignored.stages, gate.baseline);
  const before = gate.earlier ?? gate.baseline;
  const missing = before === null ? null : missingSince(before, ignored.stages, ownersOf);
  const added = gate.earlier === null ? based?.added : addedTo(gate.earlier, ignored.stages);
  const left = based?.stages ?? ignored.stages;
  return {
    stages: left,
    notes: notesOn(gate.found, left),
    report: {
      expiredIgnores: ignored.expired,
      unusedIgnores: ignored.unused,
      added: added ?? null,
      gone: missing?.gone ?? null,
      notLookedAt: missing?.notLookedAt ?? null,
    },
  };
}

/** The gate as `takeReport` applies it to the checks that were selected. */
export const sieveOf = (gate: Gate, selection: readonly SelectedStage[]): Sieve => ({
  apply: (stages, takenAt, about) => applyGate(stages, gate, takenAt, ownersIn(selection), about),
  through: (check, takenAt) => throughGate(check, gate, takenAt),
});

const ownersIn =
  (selection: readonly SelectedStage[]): OwnersOf =>
  (code) =>
    selection.flatMap(({ checks }) =>
      checks.filter(({ check, wants }) => code in check.problems && wants(code)).map(({ check }) => check.id),
    );

/** What a file did to the report that nobody named: it must not go unseen. */
export function notesOn(found: FoundConfig | null, stages: readonly StageReport[]): readonly string[] {
  if (found === null) return [];
  const checks = stages.flatMap((stage) => stage.checks);
  const isFrom = (one: Ignored | null): boolean => one?.from === found.file;
  const findings = checks
    .flatMap((check) => check.findings)
    .filter(({ severity, ignored }) => isFrom(ignored) && severity !== 'info').length;
  const unknown = checks.filter(({ accepted }) => isFrom(accepted)).length;
  const did = [
    ...(found.sets.length === 0 ? [] : [`sets ${found.sets.join(', ')}`]),
    ...(findings === 0 ? [] : [`accepts ${counted(findings, 'finding', 'findings')}`]),
    ...(unknown === 0 ? [] : [`accepts ${counted(unknown, 'check', 'checks')} that could not look`]),
  ];
  if (did.length === 0) return [];
  return [
    `${found.file} is in the working directory and was not named with --config: it ${did.join(', and ')}.`,
  ];
}

const counted = (count: number, one: string, many: string): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;
