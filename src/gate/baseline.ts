import type { CheckReport, Finding, StageReport } from '../model/report.ts';
import { recounted } from './ignores.ts';

/** What identifies a finding from run to run. */
export interface BaselineEntry {
  code: string;
  subject: string;
  /** How grave it was: what is graver now is not the same. Files of before do not say, and accept either. */
  severity?: Severity;
}

/** What a baseline holds: infos need none. */
type Severity = 'error' | 'warning';

const isGrave = (severity: string): severity is Severity => severity === 'error' || severity === 'warning';

/** The errors and warnings of a report that count, each once, in order. */
export function baselineOf(stages: readonly StageReport[]): readonly BaselineEntry[] {
  return baselineEntries(findings(stages).filter(({ ignored }) => ignored === null));
}

/** Errors and warnings: each code and subject once, as grave as the gravest, in order. */
export function baselineEntries(
  found: readonly { code: string; subject: string; severity: string }[],
): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const { code, subject, severity } of found) {
    const key = keyOf({ code, subject });
    if (isGrave(severity) && entries.get(key)?.severity !== 'error')
      entries.set(key, { code, subject, severity });
  }
  return [...entries.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Whether a finding is one that a baseline holds, and no graver. */
export function isInBaseline(
  baseline: readonly BaselineEntry[],
): (one: { code: string; subject: string; severity: string }) => boolean {
  const known = new Map(baseline.map((one) => [keyOf(one), one.severity]));
  return (one) => {
    const key = keyOf(one);
    return known.has(key) && !(one.severity === 'error' && known.get(key) === 'warning');
  };
}

/** Takes what the baseline holds out of the count, and says what is new and what is gone. */
export function applyBaseline(
  stages: readonly StageReport[],
  baseline: readonly BaselineEntry[],
): { stages: readonly StageReport[]; added: readonly string[]; gone: readonly string[] } {
  const now = baselineOf(stages);
  const isKnown = isInBaseline(baseline);
  const { gone } = compare(now, baseline);
  return {
    added: now.filter(({ severity = '', ...one }) => !isKnown({ ...one, severity })).map(keyOf),
    gone,
    stages: stages.map((stage) => ({
      ...stage,
      checks: stage.checks.map((check) => withoutKnown(check, baseline)),
    })),
  };
}

/** One check in which what the baseline holds does not count. */
export function withoutKnown(check: CheckReport, baseline: readonly BaselineEntry[]): CheckReport {
  const isIn = isInBaseline(baseline);
  const isKnown = (one: Finding): boolean => one.ignored === null && isIn(one);
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

const keyOf = ({ code, subject }: { code: string; subject: string }): string => `${code} ${subject}`;

const findings = (stages: readonly StageReport[]): readonly Finding[] =>
  stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
