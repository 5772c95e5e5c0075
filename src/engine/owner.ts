import { readFinding } from '../model/finding.ts';
import type { Finding } from '../model/report.ts';
import type { SelectedCheck, SelectedStage } from '../model/select.ts';
import type { Candidate } from '../model/symptom.ts';

/** A check that was selected, and its stage. */
export interface Owner {
  stage: SelectedStage;
  selected: SelectedCheck;
}

/** A candidate that stands as a finding, and the check that has its words. */
export interface Read {
  candidate: Candidate;
  owner: Owner;
}

/** The check that holds the words of a code, unless it was not selected. */
export function ownerOf(stages: readonly SelectedStage[], code: string): Owner | null {
  for (const stage of stages) {
    for (const selected of stage.checks) {
      if (code in selected.check.problems) return selected.wants(code) ? { stage, selected } : null;
    }
  }
  return null;
}

/** How grave a candidate is, by the words of its check. */
export const severityOf = (owner: Owner, candidate: Candidate): Finding['severity'] =>
  readFinding(owner.selected.check, candidate, candidate.subject ?? 'account').severity;

/** What a candidate is an alternative within: the failure that the reader told apart, else the thing pasted. */
export const failureOf = ({ failure, item }: Candidate): string =>
  failure === undefined ? `item ${String(item)}` : `failure ${String(failure)}`;

/** The words that a candidate explains, within its failure. */
export const sentenceOf = (candidate: Candidate): string => `${failureOf(candidate)} ${candidate.quote}`;
