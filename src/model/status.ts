import type { CheckReport, ExitCode, FailOn, Finding, Status, UnansweredReport, Verdict } from './report.ts';

/** The status of a check from what it found. Ignored findings do not count. */
export function statusOf(findings: readonly Finding[], unanswered: readonly UnansweredReport[]): Status {
  const counted = findings.filter(({ ignored }) => ignored === null);
  if (counted.some(({ severity }) => severity === 'error')) return 'fail';
  if (counted.some(({ severity }) => severity === 'warning')) return 'warn';
  const blind = counted.some(({ severity, counts }) => severity === 'unknown' && counts);
  return blind || unanswered.some(({ counts }) => counts) ? 'unknown' : 'pass';
}

/**
 * The verdict of a report: the worst that counts. A question without an answer is worse news than a warning, and what
 * looked at nothing (`lookedAt` false) found nothing in order either.
 */
export function verdictOf(checks: readonly CheckReport[], lookedAt: boolean): Verdict {
  const statuses = countedStatuses(checks);
  if (statuses.has('crash')) return 'crash';
  if (statuses.has('fail')) return 'fail';
  if (!lookedAt || statuses.has('unknown') || checks.some(leavesOpen)) return 'unknown';
  return statuses.has('warn') ? 'warn' : 'pass';
}

/** The exit code of a report that was not interrupted; the first that holds (docs/design.md, Words). */
export function exitCodeOf(
  checks: readonly CheckReport[],
  { failOn, allowUnknown }: { failOn: FailOn; allowUnknown: boolean },
  lookedAt: boolean,
): ExitCode {
  const statuses = countedStatuses(checks);
  if (statuses.has('crash')) return 4;
  if (failOn !== 'never' && statuses.has('fail')) return 1;
  if (failOn === 'warning' && statuses.has('warn')) return 1;
  if (!lookedAt) return 3;
  const blind = statuses.has('unknown') || checks.some(leavesOpen);
  return blind && !allowUnknown ? 3 : 0;
}

/** The statuses of the checks, without an `unknown` that somebody has accepted. */
const countedStatuses = (checks: readonly CheckReport[]): ReadonlySet<Status> =>
  new Set(
    checks
      .filter(({ status, accepted }) => status !== 'unknown' || accepted === null)
      .map(({ status }) => status),
  );

/** A question that counts has no answer, and nobody has accepted that. */
const leavesOpen = ({ unanswered, accepted }: CheckReport): boolean =>
  accepted === null && unanswered.some(({ counts }) => counts);
