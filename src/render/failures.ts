import { grouped } from '../model/many.ts';
import type { Finding, Report } from '../model/report.ts';
import { causesIn, type Cause } from './causes.ts';
import { findingsOf } from './findings.ts';

/** One failure that a text tells of, with what may explain it. */
export interface Failure {
  /** The likeliest explanation first; the others are alternatives to it. */
  explanations: readonly [Cause, ...Cause[]];
  /** How often the text tells of it. */
  count: number;
}

/**
 * The failures of a text that was read, each with its explanations: what explains another message is another failure,
 * and no alternative.
 */
export function failuresIn(report: Report): readonly Failure[] {
  const causes = causesIn(report);
  const findings = findingsOf(report).filter(({ ignored }) => ignored === null);
  const of = (cause: Cause): readonly Finding[] => findings.filter(({ code }) => code === cause.finding.code);
  const best = new Map<number, number>();
  for (const { reading } of findings)
    if (reading !== undefined)
      best.set(reading.failure, Math.min(reading.rank, best.get(reading.failure) ?? reading.rank));
  const isLikeliest = (cause: Cause): boolean =>
    report.summary !== null ||
    of(cause).some(({ reading }) => reading === undefined || best.get(reading.failure) === reading.rank);
  const groups = causes.filter(isLikeliest).map((cause): [Cause, ...Cause[]] => [cause]);
  for (const cause of causes.filter((one) => !isLikeliest(one))) {
    const at = new Set(of(cause).map(({ reading }) => reading?.failure));
    const group = groups.find(([first]) => of(first).some(({ reading }) => at.has(reading?.failure)));
    (group ?? groups[0])?.push(cause);
  }
  return groups.map((explanations) => ({
    explanations,
    count: of(explanations[0]).reduce((sum, { reading }) => sum + (reading?.count ?? 1), 0),
  }));
}

/** The heading of one failure of several: `Failure 2 of 3 (5 times)`. */
export const failureHeading = ({ count }: Failure, index: number, of: number): string =>
  `Failure ${String(index + 1)} of ${grouped(of)}${count > 1 ? ` (${grouped(count)} times)` : ''}`;

/**
 * Of a finding of `explain`: which of several failures it may explain, as that failure's heading; null where the text
 * tells of one failure alone, or the finding explains none.
 */
export function failureNaming(report: Report): (finding: Finding) => string | null {
  const failures = report.command === 'explain' ? failuresIn(report) : [];
  if (failures.length < 2) return () => null;
  const headings = new Map(
    failures.flatMap((failure, index) =>
      failure.explanations.map(({ finding }) => [
        finding.code,
        failureHeading(failure, index, failures.length),
      ]),
    ),
  );
  return ({ code }) => headings.get(code) ?? null;
}
