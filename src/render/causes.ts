import { alternativesIn } from '../engine/alternatives.ts';
import { acceptedReason, chainTo } from '../engine/explains.ts';
import type { Finding, Report } from '../model/report.ts';
import { findingsOf } from './findings.ts';

/** One cause with everything that follows from it. */
export interface Cause {
  /** The finding that stands for it: the first one with this code that nothing else explains. */
  finding: Finding;
  /** The other subjects that the same is true of. */
  alsoAbout: readonly string[];
  /** The findings that it explains, worst first as the report has them. */
  effects: readonly Finding[];
  /** What may explain the same failure of a pasted text instead. */
  alternatives?: readonly Finding[];
  /** What it comes from, where somebody has accepted that. */
  accepted?: Finding | null;
}

/** The causes of a report, each once, in their order. */
export function causesIn(report: Report): readonly Cause[] {
  const counted = findingsOf(report).filter(({ ignored }) => ignored === null);
  const rootOf = new Map(counted.map((finding) => [finding, chainTo(finding, report)[0] ?? null]));
  return report.causes.flatMap((code) => {
    const all = counted.filter((finding) => finding.code === code);
    const roots = all.filter((finding) => rootOf.get(finding) === null);
    const [finding, ...others] = roots.length === 0 ? all : roots;
    if (finding === undefined) return [];
    const alsoAbout = [...new Set(others.map(({ subject }) => subject))].filter(
      (subject) => subject !== finding.subject,
    );
    const effects = counted.filter((other) => rootOf.get(other) === code && other.code !== code);
    return [{ finding, alsoAbout, effects, accepted: acceptedReason(finding, report) }];
  });
}

/** The causes that count, each with what may be so in its place: one failure has one of them, and is counted once. */
export function causesApart(report: Report): readonly Cause[] {
  const likelier = alternativesIn(report);
  const isAlternative = ({ finding, effects }: Cause): boolean =>
    likelier.has(finding) && effects.every(({ basis }) => basis === 'read');
  const causes = causesIn(report);
  const others = causes.filter(isAlternative).map(({ finding }) => finding);
  return causes
    .filter((cause) => !isAlternative(cause))
    .map((cause) => ({
      ...cause,
      alternatives: others.filter((other) => likelier.get(other)?.code === cause.finding.code),
    }));
}

/** As `causesApart`; `explain` tells every possible explanation by itself. */
export const causesTold = (report: Report): readonly Cause[] =>
  report.command === 'explain' ? causesIn(report) : causesApart(report);

/** What kept ses-doctor from looking: findings of severity `unknown` that count and that no cause explains. */
export const obstaclesIn = (report: Report): readonly Finding[] =>
  report.command === 'explain'
    ? []
    : findingsOf(report).filter(
        ({ severity, ignored, counts, code }) =>
          severity === 'unknown' && ignored === null && counts && !report.causes.includes(code),
      );
