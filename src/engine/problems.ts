import type { ProblemReport, Report } from '../model/report.ts';
import { alternativesIn } from './alternatives.ts';
import { acceptedRoot, reasonsOf } from './explains.ts';
import { toldAgain } from './told-again.ts';

/**
 * The findings of a report in one flat list, so that a line of jq does: the causes in their order, then what kept
 * ses-doctor from looking, then the rest in the order of the report. Each says whether it is a cause, and else what it comes from.
 */
export function problemsOf(
  report: Pick<Report, 'stages' | 'target' | 'refuted' | 'causes' | 'summary'>,
): readonly ProblemReport[] {
  const likelier = alternativesIn(report);
  const again = toldAgain(report);
  const problems = report.stages.flatMap((stage) =>
    stage.checks.flatMap((check) =>
      check.findings.map((finding): ProblemReport => {
        const instead = likelier.get(finding);
        const same = again.get(finding);
        const [root] = reasonsOf(finding, report);
        const { code, subject, severity, summary, fix, references, ignored } = finding;
        const because = root ?? (ignored?.follows === undefined ? undefined : acceptedRoot(finding, report));
        return {
          ...{ code, subject, severity, stage: stage.id, check: check.id, summary },
          cause: root === undefined && ignored === null && report.causes.includes(code),
          because: because === undefined ? null : { code: because.code, subject: because.subject },
          ...(instead !== undefined && {
            alternativeTo: { code: instead.code, subject: instead.subject },
          }),
          ...(same !== undefined && { sameAs: { code: same.code, subject: same.subject } }),
          ...{ fix, references },
          accepted: ignored,
        };
      }),
    ),
  );
  const causes = report.causes.flatMap((code) => problems.filter((one) => one.cause && one.code === code));
  const rest = problems.filter(({ cause }) => !cause);
  // What kept ses-doctor from looking is to be seen to before what is only worth knowing.
  const isObstacle = ({ severity, because, accepted }: ProblemReport): boolean =>
    severity === 'unknown' && because === null && accepted === null;
  return [...causes, ...rest.filter(isObstacle), ...rest.filter((one) => !isObstacle(one))];
}
