import type { AnyCheck, Refutation, Settled } from '../model/check.ts';
import type { Finding } from '../model/report.ts';
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
 * What a symptom tells of and the check does not find (docs/design.md 4). A check that has found an error, or that has a question
 * open, settles nothing: the error may be the same trouble under another name.
 */
export function settledBy(
  check: AnyCheck,
  { symptom }: Pick<Target, 'symptom'>,
  { given, subject, findings, observed, open }: Looked,
): readonly Refutation[] {
  const { settles = [] } = check;
  if (symptom === null || open) return [];
  if (findings.some(({ severity }) => severity === 'error' || severity === 'unknown')) return [];
  const codes: readonly Settled[] = typeof settles === 'function' ? settles(given, subject ?? '') : settles;
  const found = new Set(findings.map(({ code }) => code));
  return codes.flatMap((settled) => {
    const one: Exclude<Settled, string> = typeof settled === 'string' ? { code: settled, subject } : settled;
    return found.has(one.code)
      ? []
      : [...namesOf(one.subject)].map((name) => ({
          refutes: one.code,
          subject: name,
          because: seenNow(check, observed, one.subject),
          ...(one.of !== undefined && { of: one.of }),
        }));
  });
}

/** What is so of an address is told of its domain as well. */
const namesOf = (subject: string | null): ReadonlySet<string | null> =>
  new Set(subject === null ? [null] : subject.includes('@') ? [subject, domainOf(subject)] : [subject]);

function seenNow({ title }: AnyCheck, observed: string | null, subject: string | null): string {
  const what = subject === null ? `“${title}”` : `“${title}” of ${subject}`;
  return observed === null
    ? `nothing of it is seen now under ${what}`
    : `seen now under ${what}: ${observed}`;
}
