import { type Explained, gravity, placedFindings, reasonsOf } from './explains.ts';
import type { Finding } from '../model/report.ts';
import { sameSubject } from '../parse/subject.ts';

/**
 * What a text tells and the live state shows in other words, each with the finding that shows it: that is about the same,
 * explains it, and is as grave. It is one trouble, and is counted once.
 */
export function toldAgain(report: Explained): ReadonlyMap<Finding, Finding> {
  return new Map(
    placedFindings(report.stages).flatMap(({ finding }): [Finding, Finding][] => {
      if (finding.basis !== 'read' || gravity[finding.severity] === 0) return [];
      const seen = reasonsOf(finding, report).at(-1);
      return seen?.basis === 'live' &&
        sameSubject(seen.subject, finding.subject) &&
        gravity[seen.severity] >= gravity[finding.severity]
        ? [[finding, seen]]
        : [];
    }),
  );
}
