import type { Narrowing } from '../model/check.ts';
import type { CheckReport, Finding } from '../model/report.ts';
import { statusOf } from '../model/status.ts';
import type { Candidate } from '../model/symptom.ts';
import type { EndedCheck } from './run.ts';
import { mayBeOf, tellsOf } from './same-subject.ts';
import { isGeneral, sameSubject } from '../parse/subject.ts';

/** A finding of the run, with the check that has it. */
export interface LiveFinding {
  report: CheckReport;
  finding: Finding;
  /** The part of its subject that it is about; absent: all of it. */
  of?: Narrowing | undefined;
}

/** What the live state shows of a candidate: itself, or a cause of it. */
export interface Proof {
  kind: 'same' | 'cause';
  code: string;
  /** The finding that is the candidate. */
  finding?: Finding;
}

/**
 * What is no trouble where nobody has any is one where a text tells of it (docs/design.md, Words): a live info that is what
 * a symptom tells of is as grave as the text makes it, an error where mail was refused. `graver`: null where it is no trouble.
 */
export function provenReal(
  ended: readonly EndedCheck[],
  shown: ReadonlyMap<Candidate, Proof | null>,
  graver: (candidate: Candidate) => 'error' | 'warning' | null,
): readonly EndedCheck[] {
  const real = new Map<Finding, 'error' | 'warning'>();
  for (const [candidate, proof] of shown) {
    const finding = proof?.finding;
    const severity = finding?.severity === 'info' ? graver(candidate) : null;
    // Of several texts about one finding the gravest counts.
    if (finding !== undefined && severity !== null && real.get(finding) !== 'error')
      real.set(finding, severity);
  }
  if (real.size === 0) return ended;
  return ended.map((one) => {
    if (!one.report.findings.some((finding) => real.has(finding))) return one;
    const findings = one.report.findings.map((finding) => ({
      ...finding,
      severity: real.get(finding) ?? finding.severity,
    }));
    return { ...one, report: { ...one.report, findings, status: statusOf(findings, one.report.unanswered) } };
  });
}

/** The live finding that is this candidate, or that names it as its effect: of the same subject alone. */
export function proofOf(candidate: Candidate, live: readonly LiveFinding[]): Proof | null {
  const near = live.filter(
    ({ report, finding, of }) =>
      speaksOf(of, candidate) && mayBeOf(finding, candidate) && isNear(report, finding, candidate),
  );
  const same = near.find(
    ({ finding }) =>
      finding.code === candidate.code &&
      (candidate.subject === null ||
        isGeneral(finding.subject) ||
        sameSubject(finding.subject, candidate.subject) ||
        tellsOf(finding, candidate.subject)),
  );
  if (same !== undefined) return { kind: 'same', code: candidate.code, finding: same.finding };
  const cause = near.find(
    ({ finding }) => finding.severity === 'error' && finding.explains.includes(candidate.code),
  );
  return cause === undefined ? null : { kind: 'cause', code: cause.finding.code };
}

/** A check of one subject speaks of that alone; what is of the same code may name in its words what the text does. */
const isNear = (report: CheckReport, finding: Finding, { code, subject }: Candidate): boolean =>
  subject === null ||
  report.subject === null ||
  sameSubject(finding.subject, subject) ||
  (finding.code === code && tellsOf(finding, subject));

/** What is said of some actions or ports is said of no other; a candidate that names none may be about any. */
export const speaksOf = (of: Narrowing | undefined, { data }: Candidate): boolean =>
  Object.entries(of ?? {}).every(([name, values]) => {
    const told = data[name]?.toLowerCase();
    return told === undefined || values.some((value) => value.toLowerCase() === told);
  });
