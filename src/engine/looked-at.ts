import { factsOf } from '../model/check.ts';
import type { FactStore } from './gather.ts';
import { factKey } from './sources.ts';
import type { EndedCheck } from './run.ts';
import type { Target } from '../model/target.ts';

/**
 * Whether anything was looked at: a check that was not skipped read an answer from outside or from a given file.
 * Flags, the time and the settings of this computer are no such answer.
 */
export function hasLooked(
  ended: readonly EndedCheck[],
  store: Pick<FactStore, 'saved'>,
  { symptom }: Pick<Target, 'symptom'>,
): boolean {
  if (symptom !== null && symptom.candidates.length > 0) return true;
  const answered = new Set(
    store
      .saved()
      .filter(({ answer }) => answer.ok)
      .map(({ fact, subject }) => factKey(fact, subject)),
  );
  return ended.some(
    ({ selected: { check }, report: { status, subject } }) =>
      status !== 'skipped' &&
      [...factsOf(check)].some(
        ({ id, looks }) => looks && (answered.has(id) || answered.has(factKey(id, subject))),
      ),
  );
}
