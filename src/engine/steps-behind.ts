import { type Explained, placedFindings, reasonsOf } from './explains.ts';
import type { Finding, FixStep, StageReport } from '../model/report.ts';

/**
 * The stages, where a cause that is mended in DNS also brings what is left to do after that: SES does not look again by
 * itself at what it has given up. Who follows the cause alone must have done everything, whatever the format shows.
 */
export function withStepsBehind(report: Explained): readonly StageReport[] {
  const behind = new Map<Finding, Map<string, FixStep>>();
  for (const { finding } of placedFindings(report.stages)) {
    const left = finding.fix.flatMap((step) =>
      step.does?.kind === 'again' ? [{ step, of: step.does.of }] : [],
    );
    if (left.length === 0) continue;
    const [root] = reasonsOf(finding, report);
    if (root === undefined || !isMendedInDns(root)) continue;
    const steps = behind.get(root) ?? new Map<string, FixStep>();
    // Of two findings that one such step sees to, the later tells more of it.
    for (const { step, of } of left) steps.set(of, step);
    behind.set(root, steps);
  }
  if (behind.size === 0) return report.stages;
  return report.stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) =>
      check.findings.some((finding) => behind.has(finding))
        ? { ...check, findings: check.findings.map((finding) => withSteps(finding, behind.get(finding))) }
        : check,
    ),
  }));
}

/** Whether a finding may get steps of others: what it explains is known when all checks have ended. */
export const maybeFollowed = (finding: Finding): boolean =>
  finding.explains.length > 0 && isMendedInDns(finding);

/** A sender that is better replaced by another leaves nothing to start again. */
const isMendedInDns = ({ fix: [first] }: Finding): boolean => first?.owner === 'dns';

function withSteps(finding: Finding, steps: ReadonlyMap<string, FixStep> | undefined): Finding {
  const own = new Set<string>(finding.fix.flatMap(({ does }) => (does?.kind === 'again' ? [does.of] : [])));
  const more = [...(steps ?? [])].filter(([of]) => !own.has(of)).map(([, step]) => step);
  return more.length === 0 ? finding : { ...finding, fix: [...finding.fix, ...more] };
}
