import type { AnyCheck, Refutation, Settled } from '../model/check.ts';
import type { Finding } from '../model/report.ts';
import { tellsOf } from './same-subject.ts';
import { areOne, isGeneral, kindOf, sameSubject } from '../parse/subject.ts';
import type { Target } from '../model/target.ts';
import { domainOf } from '../parse/identity-name.ts';

/** What a check has seen, once it has looked. */
interface Looked {
  given: never;
  subject: string | null;
  findings: readonly Finding[];
  observed: string | null;
  /** Questions that count are open. */
  open: boolean;
}

/**
 * What a symptom tells of and the check does not find (docs/design.md 4). A check that has found an error of the subject, or that has
 * a question open, settles nothing: the error may be the same trouble under another name.
 */
export function settledBy(
  check: AnyCheck,
  { symptom }: Pick<Target, 'symptom'>,
  { given, subject, findings, observed, open }: Looked,
): readonly Refutation[] {
  const { settles = [] } = check;
  if (symptom === null || open) return [];
  const faults = findings.filter(({ severity }) => severity === 'error' || severity === 'unknown');
  const codes: readonly Settled[] = typeof settles === 'function' ? settles(given, subject ?? '') : settles;
  return codes.flatMap((settled) => {
    const one: Exclude<Settled, string> = typeof settled === 'string' ? { code: settled, subject } : settled;
    return findings.some((finding) => finding.code === one.code && isOf(finding, one)) ||
      faults.some((fault) => isOf(fault, one) || (subject !== null && sameSubject(fault.subject, subject)))
      ? []
      : [...namesOf(one.subject)].map((name) => ({
          refutes: one.code,
          subject: name,
          because: seenNow(check, observed, one.subject),
          ...(one.of !== undefined && { of: one.of }),
        }));
  });
}

/** Whether a finding is about what would be settled: what another subject has says nothing of this one. */
const isOf = (finding: Finding, { code, subject }: Exclude<Settled, string>): boolean =>
  subject === null ||
  isGeneral(finding.subject) ||
  areOne(kindOf(code, subject), finding.subject, subject) ||
  tellsOf(finding, subject);

/** What is so of an address is told of its domain as well. */
const namesOf = (subject: string | null): ReadonlySet<string | null> =>
  new Set(subject === null ? [null] : subject.includes('@') ? [subject, domainOf(subject)] : [subject]);

function seenNow({ title }: AnyCheck, observed: string | null, subject: string | null): string {
  const what = subject === null ? `“${title}”` : `“${title}” of ${subject}`;
  return observed === null
    ? `nothing of it is seen now under ${what}`
    : `seen now under ${what}: ${observed}`;
}
