import { acceptedInstead, alternativesIn } from '../engine/alternatives.ts';
import { acceptedReason, reasonsOf } from '../engine/explains.ts';
import type { Finding, Report } from '../model/report.ts';
import { findingsOf } from './findings.ts';
import { namedBeside } from './named-beside.ts';

/** One cause with everything that follows from it. */
export interface Cause {
  /** The finding that stands for it: the first one with this code that nothing else explains. */
  finding: Finding;
  /** What else the same is true of, in words; an identity, an address or a set by its name alone where the finding's own is named so. */
  alsoAbout: readonly string[];
  /** The findings that it explains, worst first as the report has them. */
  effects: readonly Finding[];
  /** What may explain the same failure of a pasted text instead. */
  alternatives?: readonly Finding[];
  /** What it comes from, where somebody has accepted that. */
  accepted?: Finding | null;
  /** A likelier explanation of the same failure that somebody has accepted. */
  insteadOf?: Finding | null;
}

/**
 * The causes of a report, each once, in their order. What one code says of several subjects is one cause where it is equally
 * grave; else each severity has a mark and a way to mend it of its own, the worst first, and what asks for nothing stays a hint.
 */
export function causesIn(report: Report): readonly Cause[] {
  const counted = findingsOf(report).filter(({ ignored }) => ignored === null);
  const rootOf = new Map(counted.map((finding) => [finding, reasonsOf(finding, report)[0] ?? null]));
  return report.causes.flatMap((code) => {
    const all = counted.filter((finding) => finding.code === code);
    const roots = all.filter((finding) => rootOf.get(finding) === null);
    const groups = bySeverity(roots.length === 0 ? all : roots);
    return (report.command === 'explain' ? [groups.flat()] : groups).flatMap((group, place) => {
      const [finding, ...others] = group;
      if (finding === undefined) return [];
      const apart = others.filter(({ subject }) => subject !== finding.subject);
      const alsoAbout = [...new Set(apart.map((other) => namedBeside(finding, other)))];
      const isOfGroup = (root: Finding): boolean =>
        group.includes(root) || (place === 0 && root.code === code && !groups.flat().includes(root));
      const effects = counted.filter((other) => {
        const root = rootOf.get(other) ?? null;
        return root !== null && other.code !== code && isOfGroup(root);
      });
      const accepted = acceptedReason(finding, report);
      return [{ finding, alsoAbout, effects, accepted, insteadOf: acceptedInstead(finding, report) }];
    });
  });
}

/** The findings of one code, the gravest first; what asks for nothing only where nothing else is there. */
function bySeverity(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = (['error', 'warning', 'unknown', 'info'] as const)
    .map((severity) => findings.filter((finding) => finding.severity === severity))
    .filter((group) => group.length > 0);
  return groups.filter(([finding], place) => place === 0 || finding?.severity !== 'info');
}

/**
 * The causes that count, each with what may be so in its place: one failure has one of them, and is counted once. The
 * likelier explanation may follow from a cause itself; one that stands below no cause leaves the other where it is.
 */
export function causesApart(report: Report): readonly Cause[] {
  const likelier = alternativesIn(report);
  const causes = causesIn(report);
  const placeOf = ({ finding, effects }: Cause): Cause | undefined => {
    const likely = likelier.get(finding);
    if (likely === undefined || !effects.every(({ basis }) => basis === 'read')) return undefined;
    const isThere = (other: Finding): boolean => other === likely || other.code === likely.code;
    return (
      causes.find((cause) => cause.finding !== finding && isThere(cause.finding)) ??
      causes.find((cause) => cause.finding !== finding && cause.effects.includes(likely))
    );
  };
  const places = new Map(causes.map((cause) => [cause, placeOf(cause)]));
  // What is likelier may be in the place of a third itself; of a round each stands for itself.
  const rootOf = (cause: Cause): Cause => {
    const seen = new Set<Cause>();
    let root = cause;
    for (let next = places.get(root); next !== undefined; next = places.get(root)) {
      if (seen.has(next)) return cause;
      seen.add(next);
      root = next;
    }
    return root;
  };
  return causes
    .filter((cause) => rootOf(cause) === cause)
    .map((cause) => ({
      ...cause,
      alternatives: causes
        .filter((other) => other !== cause && rootOf(other) === cause)
        .map(({ finding }) => finding),
    }));
}

/** As `causesApart`; `explain` tells every possible explanation by itself. */
export const causesTold = (report: Report): readonly Cause[] =>
  report.command === 'explain' ? causesIn(report) : causesApart(report);

/**
 * Where the causes end that tell what is wrong: behind them stands what kept ses-doctor from looking. One that may be why an
 * error is there stands before that error.
 */
export function apartFromObstacles(
  { command }: Report,
  causes: readonly Cause[],
): readonly (readonly Cause[])[] {
  if (command === 'explain') return [causes, []];
  const last = causes.findLastIndex(
    ({ finding: { severity, basis } }) => severity !== 'unknown' || basis === 'read',
  );
  return [causes.slice(0, last + 1), causes.slice(last + 1)];
}
