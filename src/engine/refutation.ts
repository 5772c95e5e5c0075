import type { Narrowing, Refutation } from '../model/check.ts';
import type { Candidate } from '../model/symptom.ts';
import { areOne, kindOf, namedBy, sameSubject } from '../parse/subject.ts';
import type { EndedCheck } from './run.ts';
import { speaksOf } from './shown-live.ts';

/**
 * What a check says of this very candidate. Words that name nobody may be about each subject that was looked at: there every one of
 * them has to say so.
 */
export function directRefutation(candidate: Candidate, ended: readonly EndedCheck[]): Refutation | null {
  const aboutIt = ({ refutes, subject, of }: Refutation): boolean =>
    refutes === candidate.code && names(of, candidate) && isSaidOf(subject, candidate);
  for (const { selected, refutations } of ended) {
    const direct = refutations.find(aboutIt);
    if (direct === undefined) continue;
    if (candidate.subject !== null || direct.subject === null || direct.shows !== undefined) return direct;
    const doubts = ended.some(
      (other) =>
        other.selected === selected &&
        other.report.status !== 'skipped' &&
        isSaidOf(other.report.subject, candidate) &&
        !other.refutations.some(aboutIt),
    );
    if (!doubts) return direct;
  }
  return null;
}

/** A check says of the subject itself that it is not so, and not that it was so once. */
export const isFlatly = (direct: Refutation | null): boolean =>
  direct !== null && direct.subject !== null && direct.past !== true && direct.shows === undefined;

/**
 * A question that would tell of the candidate, or of what explains it, has no answer: then another explanation, which the live state
 * shows, may be beside it or only look like it, and nobody has checked this one.
 */
export const isUndecided = ({ code, subject }: Candidate, ended: readonly EndedCheck[]): boolean =>
  ended.some(
    ({ selected: { check }, report }) =>
      report.unanswered.some(({ counts }) => counts) &&
      (report.subject === null || subject === null || sameSubject(report.subject, subject)) &&
      Object.entries(check.problems).some(
        ([own, { explains }]) =>
          own === code || (Array.isArray(explains) && (explains as readonly string[]).includes(code)),
      ),
  );

/** A candidate that names none of these is not known to be one of them. */
export const names = (of: Narrowing | undefined, candidate: Candidate): boolean =>
  speaksOf(of, candidate) && Object.keys(of ?? {}).every((name) => name in candidate.data);

/** Whether what is said of a subject is said of the candidate; null: it is said of every one. */
export function isSaidOf(subject: string | null, candidate: Candidate): boolean {
  if (subject === null) return true;
  if (candidate.subject !== null) return sameSubject(subject, candidate.subject);
  const kind = kindOf(candidate.code, subject);
  const told = kind === null ? [] : (namedBy(candidate)[kind] ?? []);
  return told.length === 0 || told.some((name) => areOne(kind, subject, name));
}
