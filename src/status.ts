import type { CheckReport, ExitCode, FailOn, Finding, Status, UnansweredReport, Verdict } from './report.ts';

/**
 * The status of a check from what it found. Ignored findings do not count; `uncounted` holds codes of severity
 * `unknown` that do not make it unknown.
 */
export function statusOf(
  findings: readonly Finding[],
  unanswered: readonly UnansweredReport[],
  uncounted: ReadonlySet<string> = new Set(),
): Status {
  const counted = findings.filter(({ ignored }) => ignored === null);
  if (counted.some(({ severity }) => severity === 'error')) return 'fail';
  if (counted.some(({ severity }) => severity === 'warning')) return 'warn';
  const blind = counted.some(({ severity, code }) => severity === 'unknown' && !uncounted.has(code));
  return blind || unanswered.some(({ counts }) => counts) ? 'unknown' : 'pass';
}

/** The verdict of a report: the worst status that counts. */
export function verdictOf(checks: readonly CheckReport[]): Verdict {
  const statuses = new Set(checks.map(({ status }) => status));
  for (const status of ['crash', 'fail', 'warn', 'unknown'] as const) if (statuses.has(status)) return status;
  return 'pass';
}

/** The exit code of a report that was not interrupted; see the contract for the order. */
export function exitCodeOf(checks: readonly CheckReport[], failOn: FailOn, allowUnknown: boolean): ExitCode {
  const statuses = new Set(checks.map(({ status }) => status));
  if (statuses.has('crash')) return 4;
  if (failOn !== 'never' && statuses.has('fail')) return 1;
  if (failOn === 'warning' && statuses.has('warn')) return 1;
  const blind = statuses.has('unknown') || checks.some(({ unanswered }) => unanswered.some(({ counts }) => counts));
  return blind && !allowUnknown ? 3 : 0;
}
