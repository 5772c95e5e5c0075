import type { Statement } from '../model/policy.ts';
import { readStatements } from '../model/policy.ts';
import type { SelectedStage } from '../model/select.ts';
import { surveyActions } from './run.ts';
import { selectionOf } from './selection.ts';

/** Calls of whoever takes on the role, not of the role. */
const ofCaller: ReadonlySet<string> = new Set(['sts:AssumeRole', 'organizations:ListAccounts']);

/** The least that a survey needs in each account: what its checks ask, and the batches. */
export function surveyStatements(stages: readonly SelectedStage[]): readonly Statement[] {
  const { account, asked, tenants } = selectionOf(stages);
  return readStatements([...account, ...asked, ...tenants]).map((statement) => ({
    ...statement,
    actions: [
      ...new Set([...statement.actions, ...surveyActions.filter((action) => !ofCaller.has(action))]),
    ].sort(),
  }));
}
