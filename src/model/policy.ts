import { factsOf } from './check.ts';
import type { SelectedStage } from './select.ts';

/** A statement of an IAM policy that allows actions, or denies them, as far as its condition holds. */
export interface Statement {
  sid: string;
  /** It denies; absent: it allows. */
  denies?: true;
  actions: readonly string[];
  resources: readonly string[];
  /** Operator, key and values; empty for no condition. */
  condition: Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>;
}

/** Anybody may ask who they are, and no policy can take that away (STS API Reference, GetCallerIdentity). */
export const needsPermission = (action: string): boolean => action !== 'sts:GetCallerIdentity';

/** The least that lets these checks look at everything: what their facts ask, and nothing else. */
export function readStatements(stages: readonly SelectedStage[]): readonly Statement[] {
  const facts = stages.flatMap(({ checks }) => checks.flatMap(({ check }) => [...factsOf(check)]));
  const actions = [...new Set(facts.flatMap((fact) => fact.actions))].filter(needsPermission).sort();
  return actions.length === 0 ? [] : [{ sid: 'SesDoctorRead', actions, resources: ['*'], condition: {} }];
}

/**
 * Denies the one read of SES that is billed for each address. This program never calls it, and `ses:Get*`, which is in
 * AWS's policies for reading, allows it ("Email validation").
 */
export const denyBilled: Statement = {
  sid: 'SesDoctorNeverBilled',
  denies: true,
  actions: ['ses:GetEmailAddressInsights'],
  resources: ['*'],
  condition: {},
};
