import type { Refutation } from './check.ts';
import type { Symptom } from './symptom.ts';

/**
 * Refutes the candidates of a symptom that bear one of these codes. `subject` narrows it to candidates about that
 * subject (addresses without regard to case) or about nothing in particular; null means every subject.
 */
export function refute(
  symptom: Symptom | null,
  codes: readonly string[],
  subject: string | null,
  because: string,
): readonly Refutation[] {
  const told = (symptom?.candidates ?? []).filter(
    (one) =>
      codes.includes(one.code) &&
      (subject === null || one.subject === null || one.subject.toLowerCase() === subject.toLowerCase()),
  );
  return [...new Set(told.map(({ code }) => code))].map((code) => ({ refutes: code, subject, because }));
}
