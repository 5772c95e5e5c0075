import { factsOf, type Unanswered } from '../model/check.ts';
import type { LedgerEntry, Parted } from '../facts/ledger.ts';
import type { Unheard } from '../facts/resolver-heard.ts';
import { resolverTrouble } from '../model/dns-trouble.ts';
import type { CheckReport } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import { skipReasons, type UnavailableReason, type Why } from '../model/unavailable.ts';
import type { FactStore } from './gather.ts';

/**
 * What was asked and not answered, with the checks it blinds: those that read it and could not do without. `reports`: of all checks
 * that have ended; what was not found and what the end of the run cut off is no failure.
 */
export function ledgerOf(
  store: FactStore,
  stages: readonly SelectedStage[],
  reports: readonly CheckReport[],
): readonly LedgerEntry[] {
  const missed = new Set(
    reports.flatMap(({ id, unanswered }) =>
      unanswered
        .filter(({ counts }) => counts)
        .map(({ question, reason }) => JSON.stringify([id, question, reason])),
    ),
  );
  const readers = stages
    .flatMap(({ checks }) => checks)
    .map(({ check }) => ({ check, facts: new Set([...factsOf(check)].map(({ id }) => id)) }));
  const places = new Map(readers.map(({ check }, place) => [check.id, place]));
  const placeOf = ({ blinds: [first] }: LedgerEntry): number => places.get(first?.id ?? '') ?? Infinity;
  // Who answered first is chance: two runs of one world say the same.
  const inOrder = (one: LedgerEntry, other: LedgerEntry): number => {
    const [a, b] = [placeOf(one), placeOf(other)];
    return a === b ? one.why.question.localeCompare(other.why.question) : a < b ? -1 : 1;
  };
  return store
    .failures()
    .filter(({ why }) => !skipReasons.has(why.reason) && !notFailures.has(why.reason))
    .map(({ why, facts }) => ({
      why,
      facts: [...facts],
      ...partedBy(why, reports),
      blinds: readers
        .filter((reader) => [...facts].some((fact) => reader.facts.has(fact)))
        .filter(({ check: { id } }) => missed.has(JSON.stringify([id, why.question, why.reason])))
        .map(({ check: { id, title } }) => ({ id, title })),
    }))
    .toSorted(inOrder);
}

/** What the DNS resolver left without an answer, with the checks that wanted one. */
export const unheardIn = (
  ended: readonly { report: Pick<CheckReport, 'id' | 'title'>; missed?: readonly Unanswered[] }[],
): readonly Unheard[] =>
  ended.flatMap(({ report: { id, title }, missed = [] }) =>
    missed.flatMap(({ counts, unanswered: why }) => {
      const trouble = counts ? resolverTrouble(why) : null;
      return trouble === null ? [] : [{ question: why.question, trouble, check: { id, title } }];
    }),
  );

/** Of which subjects a check had no answer to the question, where the same check had all of its answers for others. */
function partedBy({ question, reason }: Why, reports: readonly CheckReport[]): { about?: Parted } {
  const without = new Set<string>();
  const answered = new Set<string>();
  const isBlind = ({ unanswered }: CheckReport): boolean =>
    unanswered.some((one) => one.counts && one.question === question && one.reason === reason);
  const scoped = reports.filter(({ subject }) => subject !== null);
  const blind = new Set(scoped.filter(isBlind).map(({ id }) => id));
  for (const report of scoped) {
    if (report.subject === null || !blind.has(report.id)) continue;
    if (isBlind(report)) without.add(report.subject);
    else if (report.status !== 'skipped' && report.unanswered.length === 0) answered.add(report.subject);
  }
  const others = [...answered].filter((subject) => !without.has(subject));
  return others.length === 0 ? {} : { about: { without: [...without], answered: others } };
}

const notFailures: ReadonlySet<UnavailableReason> = new Set(['not-found', 'interrupted']);
