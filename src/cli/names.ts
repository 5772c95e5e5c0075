import type { Stage } from '../model/check.ts';
import { nearest } from '../model/edit-distance.ts';
import { select, selectors, unmatched, type SelectedStage } from '../model/select.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** That nothing has this name, with the nearest one that something has. */
export function unknownName(where: string, name: string, checklist: readonly Stage[]): UsageError {
  const near = nearest(name.toLowerCase(), selectors(checklist), 3);
  const advice = near === null ? '; ses-doctor checks lists what there is' : `; did you mean ${near}?`;
  return new UsageError(`${where}: nothing is called ${show(name)}${advice}`);
}

/** What `--only` and `--skip` leave of the checklist. Throws `UsageError` for a pattern that fits nothing. */
export function selected(
  checklist: readonly Stage[],
  only: readonly string[],
  skip: readonly string[],
): readonly SelectedStage[] {
  for (const [flag, patterns] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    const [wrong] = unmatched(checklist, patterns);
    if (wrong !== undefined) throw unknownName(flag, wrong, checklist);
  }
  const stages = select(checklist, only, skip);
  if (stages.every(({ checks }) => checks.length === 0))
    throw new UsageError(
      `${only.length > 0 && skip.length > 0 ? '--only and --skip together leave' : skip.length > 0 ? '--skip leaves' : '--only leaves'} no check to run`,
    );
  return stages;
}
