import type { CheckReport, Finding, Ignored, StageReport } from '../model/report.ts';
import { matcher } from '../model/select.ts';
import { statusOf } from '../model/status.ts';

/** An entry of the ignore file: findings of a code, or checks whose `unknown` is accepted. */
export type Ignore = (
  | { code: string; subject?: string | undefined; reason: string; expires?: string | undefined }
  | { check: string; status: 'unknown'; reason: string; expires?: string | undefined }
) & {
  /** The file it stands in, where nobody named that file. */
  from?: string | undefined;
};

/** The stages with ignores applied, and what is to be said about the ignores themselves. */
export interface IgnoredStages {
  stages: readonly StageReport[];
  expired: readonly string[];
  unused: readonly string[];
}

/**
 * Applies ignores: a matching finding stays in the report and does not count. An ignore counts through the whole of
 * its last day (UTC). A run-level access/denied does not count once every check that this affects is accepted.
 */
export function applyIgnores(
  stages: readonly StageReport[],
  ignores: readonly Ignore[],
  takenAt: string,
): IgnoredStages {
  const valid = validAt(takenAt, ignores);
  const expired = ignores.filter((ignore) => !valid.includes(ignore));
  const used = new Set<Ignore>();
  const applied = stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) => ignoredIn(check, valid, used)),
  }));
  return {
    stages: withoutAcceptedDenials(applied),
    expired: expired.map((ignore) => `${nameOf(ignore)} (${ignore.expires ?? ''}): ${ignore.reason}`),
    unused: valid
      .filter((ignore) => !used.has(ignore))
      .map((ignore) => `${nameOf(ignore)}: ${ignore.reason}`),
  };
}

/** The ignores whose last day (UTC) has not passed. */
export function validAt(takenAt: string, ignores: readonly Ignore[]): readonly Ignore[] {
  const today = takenAt.slice(0, 10);
  return ignores.filter(({ expires }) => expires === undefined || expires >= today);
}

/** An entry in short. */
export const nameOf = (ignore: Ignore): string =>
  'code' in ignore
    ? `${ignore.code}${ignore.subject === undefined ? '' : ` ${ignore.subject}`}`
    : `${ignore.check} unknown`;

/** One check with ignores applied to it; `used` gets those that matched. */
export function ignoredIn(
  check: CheckReport,
  ignores: readonly Ignore[],
  used = new Set<Ignore>(),
): CheckReport {
  const findings = check.findings.map((finding): Finding => {
    const ignore = ignores.find(
      (one) =>
        'code' in one && matcher(one.code)(finding.code) && matcher(one.subject ?? '*')(finding.subject),
    );
    if (ignore === undefined) return finding;
    used.add(ignore);
    return { ...finding, ignored: acceptedBy(ignore) };
  });
  const changed = findings.some((finding, index) => finding !== check.findings[index]);
  const next = changed ? recounted(check, findings) : check;
  if (next.status !== 'unknown' && !next.unanswered.some(({ counts }) => counts)) return next;
  const accepting = ignores.find((one) => 'check' in one && matcher(one.check)(check.id));
  if (accepting === undefined) return next;
  used.add(accepting);
  return { ...next, accepted: acceptedBy(accepting) };
}

/** What the report says of a finding that an entry accepts. */
export const acceptedBy = ({ reason, expires, from }: Ignore): Ignored => ({
  reason,
  expires: expires ?? null,
  ...(from !== undefined && { from }),
});

/** The check with other findings, and the status that follows. A skip or crash stays what it is. */
export function recounted(check: CheckReport, findings: readonly Finding[]): CheckReport {
  if (check.status === 'skipped' || check.status === 'crash') return { ...check, findings };
  const status = statusOf(findings, check.unanswered);
  return {
    ...check,
    findings,
    status,
    because: status === 'unknown' ? (check.because ?? findings[0]?.summary ?? null) : null,
  };
}

function withoutAcceptedDenials(stages: readonly StageReport[]): readonly StageReport[] {
  const all = stages.flatMap(({ checks }) => checks);
  const blinded = all.filter(({ unanswered }) =>
    unanswered.some(({ reason, counts }) => reason === 'access-denied' && counts),
  );
  if (blinded.length === 0 || blinded.some(({ accepted }) => accepted === null)) return stages;
  // What follows from entries of a file that nobody named comes from it too.
  const from = blinded.find(({ accepted }) => accepted?.from !== undefined)?.accepted?.from;
  const ignored = acceptedBy({
    code: 'access/denied',
    reason: 'every check that this affects is accepted',
    from,
  });
  return stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) =>
      check.findings.some(({ code }) => code === 'access/denied')
        ? recounted(
            check,
            check.findings.map((one) =>
              one.code === 'access/denied' && one.ignored === null ? { ...one, ignored } : one,
            ),
          )
        : check,
    ),
  }));
}
