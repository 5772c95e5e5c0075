import type { SelectedStage } from '../model/select.ts';
import type { Stage } from '../model/check.ts';
import { readFinding } from '../model/finding.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import { isSelected } from './looked-at.ts';

/** A failure of the text of which no selected check speaks. */
export interface Untold {
  /** Its likeliest explanation. */
  candidate: Candidate;
  /** The codes of all its explanations, likeliest first. */
  codes: readonly string[];
  /** Mail did fail, or may have: by the words of its codes it is no mere hint. */
  grave: boolean;
}

/** The failures of a text that `--only` or `--skip` leaves out: what the other checks say is no answer to them. */
export function untoldIn(
  { candidates }: Symptom,
  stages: readonly SelectedStage[],
  checklist: readonly Stage[],
): readonly Untold[] {
  const failures = new Map<number, Candidate[]>();
  for (const one of candidates) {
    const number = one.failure ?? one.item;
    failures.set(number, [...(failures.get(number) ?? []), one]);
  }
  return [...failures.values()].flatMap((all): readonly Untold[] => {
    const told = all.filter(({ code }) => code !== 'send/no-failure');
    const [candidate] = told;
    if (candidate === undefined || all.some(({ code }) => isSelected(stages, code))) return [];
    return [
      {
        candidate,
        codes: [...new Set(told.map(({ code }) => code))],
        grave: told.some((one) => isGrave(one, checklist)),
      },
    ];
  });
}

function isGrave(candidate: Candidate, checklist: readonly Stage[]): boolean {
  const check = checklist.flatMap(({ checks }) => checks).find(({ problems }) => candidate.code in problems);
  if (check === undefined) return true;
  const { severity } = readFinding(check, candidate, '');
  return severity === 'error' || severity === 'unknown';
}
