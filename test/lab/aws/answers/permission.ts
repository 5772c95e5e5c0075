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
    const valuesOf = (key: string): readonly string[] =>
      ContextEntries.find(({ ContextKeyName }) => ContextKeyName === key)?.ContextKeyValues ?? [];
    const context = { from: valuesOf('ses:FromAddress')[0] ?? null, recipients: valuesOf('ses:Recipients') };
    return {
      IsTruncated: false,
      EvaluationResults: ActionNames.flatMap((action) =>
        ResourceArns.map((resource) => ({
          EvalActionName: action,
          EvalResourceName: resource,
          ...decided(statements, action, resource, context),
        })),
      ),
    };
  },
};

function decided(
  statements: readonly StatementWorld[],
  action: string,
  resource: string,
  { from, recipients }: { from: string | null; recipients: readonly string[] },
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
  const MissingContextValues = [
    ...(from === null && named.some((one) => one.from !== undefined) ? ['ses:FromAddress'] : []),
    ...(recipients.length === 0 && named.some((one) => one.recipients !== undefined)
      ? ['ses:Recipients']
      : []),
  ];
  const holding = named.filter(
    (one) =>
      (one.from === undefined || (from !== null && matches(one.from, from))) &&
      (one.recipients === undefined || fits(one.recipients, recipients)),
  );
  const denies = holding.some(({ effect }) => effect === 'Deny');
  return {
    EvalDecision: denies ? 'explicitDeny' : holding.length > 0 ? 'allowed' : 'implicitDeny',
    MatchedStatements: holding.length > 0 ? [{ SourcePolicyId: 'mailer' }] : [],
    MissingContextValues,
  };
}

const fits = (pattern: string, recipients: readonly string[]): boolean =>
  recipients.length > 0 && recipients.every((one) => matches(pattern, one));
