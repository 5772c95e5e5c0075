import { factsOf } from './check.ts';
import type { SelectedStage } from './select.ts';

/** The least IAM policy that lets these checks look at everything, as JSON text. */
export function policyFor(stages: readonly SelectedStage[]): string {
  const facts = stages.flatMap(({ checks }) => checks.flatMap(({ check }) => [...factsOf(check)]));
  const actions = [...new Set(facts.flatMap((fact) => fact.actions))].sort();
  const statement = { Sid: 'SesDoctorRead', Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify(
    { Version: '2012-10-17', Statement: actions.length === 0 ? [] : [statement] },
    null,
    2,
  );
}
