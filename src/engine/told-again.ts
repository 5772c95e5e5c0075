import { type Explained, gravity, placedFindings, reasonsOf } from './explains.ts';
import type { Finding } from '../model/report.ts';
import { sameSubject } from '../parse/subject.ts';

/**
 * What is told twice, each with the finding that it counts with: one trouble is counted once, and as grave as the graver of
 * the two. A text may tell what the live state shows in other words, about the same subject; and one live finding may say in full
 * what another one says as well (`restates`).
 */
export function toldAgain(report: Explained): ReadonlyMap<Finding, Finding> {
  const again = new Map<Finding, Finding>();
  for (const { finding } of placedFindings(report.stages)) {
    if (gravity[finding.severity] === 0) continue;
    const reasons = reasonsOf(finding, report);
    const seen = finding.basis === 'read' ? shownBy(finding, reasons) : restatedBy(finding, reasons);
    if (seen === undefined) continue;
    if (gravity[seen.severity] >= gravity[finding.severity]) again.set(finding, seen);
    else if (finding.basis === 'live' && !again.has(seen)) again.set(seen, finding);
  }
  return again;
}

/** What the live state shows of a text. */
function shownBy(finding: Finding, reasons: readonly Finding[]): Finding | undefined {
  const seen = reasons.at(-1);
  return seen?.basis === 'live' && sameSubject(seen.subject, finding.subject) ? seen : undefined;
}

/** The first of the reasons that says the same and more. */
const restatedBy = ({ code }: Finding, reasons: readonly Finding[]): Finding | undefined =>
  reasons.find(({ restates = [], severity }) => restates.includes(code) && gravity[severity] > 0);
