import { matches } from '../../../../src/parse/resource-policy.ts';
import { AwsError } from '../aws-error.ts';
import type { StatementWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** What IAM works out of the policies of a principal ("IAM policy evaluation logic"). */
export const permissionAnswers: Answers<'iam:SimulatePrincipalPolicy'> = {
  'iam:SimulatePrincipalPolicy': (
    { PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'], ContextEntries = [] },
    { region },
  ) => {
    const statements = region.principals[PolicySourceArn];
    if (statements === undefined)
      throw new AwsError('NoSuchEntityException', `The role ${PolicySourceArn} cannot be found.`);
    const from = ContextEntries.find(({ ContextKeyName }) => ContextKeyName === 'ses:FromAddress')
      ?.ContextKeyValues?.[0];
    return {
      IsTruncated: false,
      EvaluationResults: ActionNames.flatMap((action) =>
        ResourceArns.map((resource) => ({
          EvalActionName: action,
          EvalResourceName: resource,
          ...decided(statements, action, resource, from ?? null),
        })),
      ),
    };
  },
};

function decided(
  statements: readonly StatementWorld[],
  action: string,
  resource: string,
  from: string | null,
): {
  EvalDecision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  MatchedStatements: { SourcePolicyId: string }[];
  MissingContextValues: string[];
} {
  const named = statements.filter(
    (one) =>
      one.actions.some((pattern) => matches(pattern, action)) &&
      one.resources.some((pattern) => matches(pattern, resource)),
  );
  const MissingContextValues =
    from === null && named.some((one) => one.from !== undefined) ? ['ses:FromAddress'] : [];
  const holding = named.filter((one) => one.from === undefined || (from !== null && matches(one.from, from)));
  const denies = holding.some(({ effect }) => effect === 'Deny');
  return {
    EvalDecision: denies ? 'explicitDeny' : holding.length > 0 ? 'allowed' : 'implicitDeny',
    MatchedStatements: holding.length > 0 ? [{ SourcePolicyId: 'mailer' }] : [],
    MissingContextValues,
  };
}
