import type { Stage } from '../model/check.ts';
import type { SelectedStage } from '../model/select.ts';

/** The stage `proof`, all of it. */
export const proofStages = ({ id, question, checks }: Stage): readonly SelectedStage[] => [
  { id, question, checks: checks.map((check) => ({ check, wants: () => true })) },
];
