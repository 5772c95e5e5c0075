import type { CheckReport, Finding, StageReport } from '../model/report.ts';
import { recounted } from './ignores.ts';

/** What identifies a finding from run to run. */
export interface BaselineEntry {
  code: string;
  subject: string;
}

/** The errors and warnings of a report that count, each once, in order. */
export function baselineOf(stages: readonly StageReport[]): readonly BaselineEntry[] {
  return baselineEntries(
    findings(stages).filter(
      ({ severity, ignored }) => (severity === 'error' || severity === 'warning') && ignored === null,
    ),
  );
}

/** Each code and subject once, in order. */
export function baselineEntries(found: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const entries = new Map(found.map(({ code, subject }) => [keyOf({ code, subject }), { code, subject }]));
  return [...entries.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Takes what the baseline holds out of the count, and says what is new and what is gone. */
export function applyBaseline(
  stages: readonly StageReport[],
  baseline: readonly BaselineEntry[],
): { stages: readonly StageReport[]; added: readonly string[]; gone: readonly string[] } {
  const { added, gone } = compare(baselineOf(stages), baseline);
  return {
    added,
    gone,
    stages: stages.map((stage) => ({
      ...stage,
      checks: stage.checks.map((check) => withoutKnown(check, baseline)),
    })),
  };
}

/** One check in which what the baseline holds does not count. */
export function withoutKnown(check: CheckReport, baseline: readonly BaselineEntry[]): CheckReport {
  const known = new Set(baseline.map(keyOf));
  const isKnown = (one: Finding): boolean => one.ignored === null && known.has(keyOf(one));
  if (!check.findings.some(isKnown)) return check;
  const ignored = { reason: 'in the baseline', expires: null };
  return recounted(
    check,
    check.findings.map((one) => (isKnown(one) ? { ...one, ignored } : one)),
  );
}

/** What is in `now` and not in `before`, and the other way round, as `code subject`. */
export function compare(
  now: readonly BaselineEntry[],
  before: readonly BaselineEntry[],
): { added: readonly string[]; gone: readonly string[] } {
  const nowKeys = now.map(keyOf);
  const beforeKeys = before.map(keyOf);
  return {
    added: nowKeys.filter((key) => !beforeKeys.includes(key)),
    gone: beforeKeys.filter((key) => !nowKeys.includes(key)),
  };
}

const keyOf = ({ code, subject }: BaselineEntry): string => `${code} ${subject}`;

const findings = (stages: readonly StageReport[]): readonly Finding[] =>
  stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
