import type { CheckReport, Finding, StageReport } from '../model/report.ts';
import { recounted } from './ignores.ts';

/** What identifies a finding from run to run. */
export interface BaselineEntry {
  code: string;
  subject: string;
  /** How grave it was: what is graver now is not the same. Files of before do not say, and accept either. */
  severity?: Severity;
  /** What the check looked at that found it, null for the run: not always the finding's subject. Files of before do not say. */
  of?: string | null;
}

/** What a baseline holds: infos need none. */
type Severity = 'error' | 'warning';

const isGrave = (severity: string): severity is Severity => severity === 'error' || severity === 'warning';

/** The errors and warnings of a report that count, each once, in order. */
export function baselineOf(stages: readonly StageReport[]): readonly BaselineEntry[] {
  return baselineEntries(
    stages.flatMap(({ checks }) =>
      checks.flatMap(({ subject: of, findings }) =>
        findings.filter(({ ignored }) => ignored === null).map((one) => ({ ...one, of })),
      ),
    ),
  );
}

/** Errors and warnings: each code and subject once, as grave as the gravest, in order. */
export function baselineEntries(
  found: readonly { code: string; subject: string; severity: string; of?: string | null }[],
): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const { code, subject, severity, of } of found) {
    const key = keyOf({ code, subject });
    if (isGrave(severity) && entries.get(key)?.severity !== 'error')
      entries.set(key, { code, subject, severity, ...(of !== undefined && of !== subject && { of }) });
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

/** Takes what the baseline holds out of the count, and says what is new. */
export function applyBaseline(
  stages: readonly StageReport[],
  baseline: readonly BaselineEntry[],
): { stages: readonly StageReport[]; added: readonly string[] } {
  const isKnown = isInBaseline(baseline);
  return {
    added: baselineOf(stages)
      .filter(({ severity = '', ...one }) => !isKnown({ ...one, severity }))
      .map(keyOf),
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

/** What counts now and was not there before, as `code subject`. */
export function addedTo(before: readonly BaselineEntry[], stages: readonly StageReport[]): readonly string[] {
  const known = new Set(before.map(keyOf));
  return baselineOf(stages)
    .map(keyOf)
    .filter((key) => !known.has(key));
}

/** Ids of the checks of this run that would report a code; empty when none was selected that does. */
export type OwnersOf = (code: string) => readonly string[];

/**
 * What was there before and is not found now, as `code subject`: gone where every check that would find it looked
 * again and had its answers, else only not looked at.
 */
export function missingSince(
  before: readonly BaselineEntry[],
  stages: readonly StageReport[],
  ownersOf: OwnersOf,
): { gone: readonly string[]; notLookedAt: readonly string[] } {
  const checks = stages.flatMap((stage) => stage.checks);
  // What is accepted now is there as well.
  const now = new Set(checks.flatMap(({ findings }) => findings.map(keyOf)));
  const missing = before.filter((one) => !now.has(keyOf(one)));
  const isGone = ({ code, subject, of = subject }: BaselineEntry): boolean => {
    const owners = ownersOf(code);
    const found = checks.filter(
      (check) => owners.includes(check.id) && (check.subject === null || check.subject === of),
    );
    return found.length > 0 && found.every(hasLooked);
  };
  return {
    gone: missing.filter(isGone).map(keyOf),
    notLookedAt: missing.filter((one) => !isGone(one)).map(keyOf),
  };
}

/** Whether a check had every answer that counts. */
const hasLooked = ({ status, unanswered }: CheckReport): boolean =>
  (status === 'pass' || status === 'warn' || status === 'fail') && !unanswered.some(({ counts }) => counts);

const keyOf = ({ code, subject }: { code: string; subject: string }): string => `${code} ${subject}`;
