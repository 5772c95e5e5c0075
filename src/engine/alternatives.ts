import { isOpenBeside } from './reads-alike.ts';
import type { Finding, Report } from '../model/report.ts';

/**
 * Findings that only explain otherwise what a likelier one explains, or one that was seen, each with that one: they were read
 * in the same failure, and one failure is counted once. A likelier one that weighs less is none: then each stands for itself.
 */
export function alternativesIn(report: Pick<Report, 'stages' | 'summary'>): ReadonlyMap<Finding, Finding> {
  if (report.summary !== null) return new Map();
  const findings = report.stages
    .flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
    .filter(({ ignored }) => ignored === null);
  const best = new Map<number, Finding>();
  for (const finding of findings) {
    const { reading } = finding;
    if (reading === undefined) continue;
    const before = best.get(reading.failure);
    if (before?.reading === undefined || reading.rank < before.reading.rank)
      best.set(reading.failure, finding);
  }
  return new Map(
    findings.flatMap((finding): [Finding, Finding][] => {
      const seen = findings.find((one) => isOpenBeside(one, finding) && one.explains.includes(finding.code));
      if (seen !== undefined) return [[finding, seen]];
      const likelier = finding.reading === undefined ? undefined : best.get(finding.reading.failure);
      if (likelier?.reading === undefined || finding.reading === undefined) return [];
      const isOther = likelier.code !== finding.code && likelier.reading.rank < finding.reading.rank;
      const isHeavier = weight[finding.severity] > weight[likelier.severity];
      return isOther && !isHeavier ? [[finding, likelier]] : [];
    }),
  );
}

/** A likelier explanation of the same failure that somebody has accepted: what is left is not the likeliest for that; null for none. */
export function acceptedInstead(finding: Finding, { stages }: Pick<Report, 'stages'>): Finding | null {
  const { reading, code } = finding;
  if (reading === undefined) return null;
  const likelier = stages
    .flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
    .filter(
      (one) =>
        one.ignored !== null &&
        one.code !== code &&
        one.reading?.failure === reading.failure &&
        one.reading.rank < reading.rank,
    );
  return likelier.toSorted((one, other) => rankOf(one) - rankOf(other))[0] ?? null;
}

const rankOf = ({ reading }: Finding): number => reading?.rank ?? 0;

const weight = { error: 3, warning: 2, unknown: 1, info: 0 } as const;
