import { factsOf } from '../check.ts';
import { factKey, type FactStore } from '../gather.ts';
import type { CheckReport, Report } from '../report.ts';
import type { SelectedStage } from '../select.ts';
import type { Answer } from '../unavailable.ts';
import type { Host, Progress } from './host.ts';

/** Reasons that another minute does not change. */
const lasting: ReadonlySet<string> = new Set([
  'access-denied',
  'no-credentials',
  'profile-not-found',
  'credentials-expired',
  'credentials-rejected',
  'region-missing',
  'region-invalid',
]);

/** Waiting is over: the exit code is 0, something is broken in us, or what is left cannot change by waiting. */
export function isSettled(report: Report): boolean {
  if (report.exitCode !== 1 && report.exitCode !== 3) return true;
  const open = report.stages.flatMap(({ checks }) => checks).filter(isOpen);
  return open.every(
    ({ findings, unanswered }) =>
      findings.every(
        ({ severity, ignored }) => ignored !== null || (severity !== 'error' && severity !== 'warning'),
      ) && unanswered.filter(({ counts }) => counts).every(({ reason }) => lasting.has(reason)),
  );
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
const perRound: ReadonlySet<string> = new Set(['ledger', 'taken-at']);

/** Waits before a round: 5 s, 10 s, 20 s … at most a minute, never longer than what is left. Ctrl-C ends it. */
export async function pauseBefore(
  round: number,
  leftMs: number,
  host: Host,
  progress: Progress | null,
): Promise<void> {
  const pauseMs = Math.min(5000 * 2 ** (round - 2), 60_000, leftMs);
  progress?.update(`again in ${String(Math.round(pauseMs / 1000))} s (round ${String(round)})`);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, pauseMs);
    function done(): void {
      clearTimeout(timer);
      host.interrupted.removeEventListener('abort', done);
      resolve();
    }
    host.interrupted.addEventListener('abort', done, { once: true });
    if (host.interrupted.aborted) done();
  });
}
