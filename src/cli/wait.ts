import { grouped } from '../model/many.ts';
import { factsOf } from '../model/check.ts';
import type { FactStore } from '../engine/gather.ts';
import { factKey } from '../engine/sources.ts';
import type { CheckReport, Finding, Report } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Judgement } from '../engine/assemble.ts';
import type { Answer } from '../model/unavailable.ts';

/** Reasons that another minute does not change. */
const lasting: ReadonlySet<string> = new Set([
  'access-denied',
  'no-credentials',
  'profile-not-found',
  'credentials-expired',
  'credentials-rejected',
  'region-missing',
  'region-invalid',
  'region-not-enabled',
]);

/** The findings that say the same of the account as a whole. */
const lastingCodes: ReadonlySet<string> = new Set([
  'access/denied',
  ...[...lasting].map((reason) => `access/${reason}`),
]);

/** Waiting is over: the exit code is 0, something is broken in us, or what is left cannot change by waiting. */
export function isSettled(report: Report, { failOn }: Pick<Judgement, 'failOn'>): boolean {
  if (report.exitCode !== 1 && report.exitCode !== 3) return true;
  const mayChange = (finding: Finding): boolean =>
    decides(finding, failOn) && !(finding.severity === 'unknown' && lastingCodes.has(finding.code));
  const open = report.stages.flatMap(({ checks }) => checks).filter(isOpen);
  return open.every(
    ({ findings, unanswered, accepted }) =>
      !findings.some(mayChange) &&
      (accepted !== null || unanswered.every(({ counts, reason }) => !counts || lasting.has(reason))),
  );
}

/** Whether a finding keeps the exit code from being 0. */
function decides({ severity, ignored, counts }: Finding, failOn: Judgement['failOn']): boolean {
  if (ignored !== null) return false;
  if (severity === 'error') return failOn !== 'never';
  if (severity === 'warning') return failOn === 'warning';
  return severity === 'unknown' && counts;
}

/** What a round of waiting did not see settled, in a line: the codes that decide, else how much is unknown. */
export function stillOpen(report: Report, { failOn }: Pick<Judgement, 'failOn'>): string {
  const checks = report.stages.flatMap((stage) => stage.checks);
  const deciding = checks.flatMap(({ findings }) => findings).filter((finding) => decides(finding, failOn));
  const codes = [...new Set(deciding.map(({ code }) => code))];
  // Causes first: what follows from them goes away with them.
  const sorted = [
    ...codes.filter((code) => report.causes.includes(code)),
    ...codes.filter((code) => !report.causes.includes(code)),
  ];
  if (sorted.length > 0) {
    const more = sorted.length > 3 ? ` and ${grouped(sorted.length - 3)} more` : '';
    return `still failing: ${sorted.slice(0, 3).join(', ')}${more}`;
  }
  const unknown = checks.filter(isOpen).map(({ id }) => id);
  return `still unknown: ${[...new Set(unknown)].slice(0, 3).join(', ')}`;
}

const isOpen = ({ status, accepted, unanswered }: CheckReport): boolean =>
  status === 'fail' ||
  status === 'warn' ||
  ((status === 'unknown' || unanswered.some(({ counts }) => counts)) && accepted === null);

/** What was learnt and is not asked again: the facts that no check read which is not green. */
export function carriedOver(
  store: FactStore,
  report: Report,
  stages: readonly SelectedStage[],
): ReadonlyMap<string, Answer<unknown>> {
  const open = new Set(report.stages.flatMap(({ checks }) => checks.filter(isOpen).map(({ id }) => id)));
  const asked = new Set(
    stages.flatMap(({ checks }) =>
      checks
        .filter(({ check }) => open.has(check.id))
        .flatMap(({ check }) => [...factsOf(check)].map(({ id }) => id)),
    ),
  );
  const kept = store
    .saved()
    .filter(({ fact, answer }) => answer.ok && !asked.has(fact) && !perRound.has(fact));
  return new Map(kept.map(({ fact, subject, answer }) => [factKey(fact, subject), answer]));
}

/** Facts about the round itself. */
const perRound: ReadonlySet<string> = new Set(['ledger', 'unheard', 'resolver-heard', 'taken-at']);

/** How long to wait before a round: 5 s, 10 s, 20 s … at most a minute, never longer than what is left. */
export const pauseBefore = (round: number, leftMs: number): number =>
  Math.min(5000 * 2 ** (round - 2), 60_000, leftMs);
