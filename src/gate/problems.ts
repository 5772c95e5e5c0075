import type { ProblemReport } from '../model/report.ts';
import { matcher } from '../model/select.ts';
import { type BaselineEntry, baselineEntries, isInBaseline } from './baseline.ts';
import { acceptedBy, type Ignore, nameOf, validAt } from './ignores.ts';

/** What a pipeline has accepted of findings that stand alone, without checks and stages. */
export interface Accepted {
  ignores: readonly Ignore[];
  /** Null without --baseline. */
  baseline: readonly BaselineEntry[] | null;
}

/** Marks what was accepted: it stays in the report and does not count. `notes` tells of ignores that do nothing. */
export function acceptProblems<P extends ProblemReport>(
  problems: readonly P[],
  { ignores, baseline }: Accepted,
  takenAt: string,
): { problems: readonly P[]; notes: readonly string[] } {
  const valid = validAt(takenAt, ignores);
  const used = new Set<Ignore>();
  const isKnown = isInBaseline(baseline ?? []);
  const marked = problems.map((problem): P => {
    const ignore = valid.find((one) => accepts(one, problem));
    if (ignore !== undefined) {
      used.add(ignore);
      return { ...problem, accepted: acceptedBy(ignore) };
    }
    return isKnown(problem) && counts(problem)
      ? { ...problem, accepted: { reason: 'in the baseline', expires: null } }
      : problem;
  });
  return {
    problems: marked,
    notes: ignores.flatMap((one) =>
      valid.includes(one)
        ? used.has(one)
          ? []
          : [`This ignore accepts nothing here: ${nameOf(one)} (${one.reason}).`]
        : [`This ignore ended on ${one.expires ?? ''} and no longer accepts anything: ${nameOf(one)}.`],
    ),
  };
}

/** The errors and warnings that count, for --write-baseline. */
export const baselineOfProblems = (problems: readonly ProblemReport[]): readonly BaselineEntry[] =>
  baselineEntries(problems.filter((one) => one.accepted === null));

const counts = ({ severity }: ProblemReport): boolean => severity === 'error' || severity === 'warning';

/** An entry of a code accepts its findings; one of a check accepts what it could not look at. */
const accepts = (ignore: Ignore, { code, subject, check, severity }: ProblemReport): boolean =>
  'code' in ignore
    ? matcher(ignore.code)(code) && matcher(ignore.subject ?? '*')(subject)
    : severity === 'unknown' && matcher(ignore.check)(check);
