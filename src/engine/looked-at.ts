import { factsOf } from '../model/check.ts';
import type { FactStore } from './gather.ts';
import { factKey } from './sources.ts';
import type { EndedCheck } from './run.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Target } from '../model/target.ts';

/**
 * Whether anything was looked at: a check that was not skipped read an answer from outside or from a given file.
 * Flags, the time and the settings of this computer are no such answer, and a text is none of which no check speaks.
 */
export function hasLooked(
  ended: readonly EndedCheck[],
  store: Pick<FactStore, 'saved'>,
  { symptom, stages }: Pick<Target, 'symptom'> & { stages: readonly SelectedStage[] },
): boolean {
  if (symptom?.candidates.some(({ code }) => isSelected(stages, code)) === true) return true;
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

/** Whether a check that was selected holds the words of a code. */
export const isSelected = (stages: readonly SelectedStage[], code: string): boolean =>
  stages.some(({ checks }) => checks.some(({ check, wants }) => code in check.problems && wants(code)));
