import { matches } from '../../../../src/parse/policy-pattern.ts';
import { AwsError } from '../aws-error.ts';
import type { StatementWorld } from '../world.ts';
import type { Answers } from './answer.ts';

type Context = ReadonlyMap<string, readonly string[]>;

/**
 * What IAM works out of the policies of a principal ("IAM policy evaluation logic"). As IAM does, it answers once for
 * each action, and for each resource that was named in ResourceSpecificResults.
 */
export const permissionAnswers: Answers<'iam:SimulatePrincipalPolicy'> = {
  'iam:SimulatePrincipalPolicy': (
    { PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'], ContextEntries = [] },
    { region },
  ) => {
    const statements = region.principals[PolicySourceArn];
    if (statements === undefined)
      throw new AwsError('NoSuchEntityException', `The role ${PolicySourceArn} cannot be found.`);
    const context: Context = new Map(
      ContextEntries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
        ContextKeyName,
        ContextKeyValues,
      ]),
    );
    return {
      IsTruncated: false,
      EvaluationResults: ActionNames.map((action) => {
        const parts = ResourceArns.map((resource) => ({
          resource,
          ...decided(statements, action, resource, context),
        }));
        return {
          EvalActionName: action,
          EvalResourceName: 'arn:${Partition}:ses:${Region}:${Account}:identity/${IdentityName}',
          EvalDecision:
            worst.find((one) => parts.some((part) => wholeOf(part, PolicySourceArn) === one)) ?? 'allowed',
          MatchedStatements: parts.flatMap(({ matched }) => matched),
          MissingContextValues: [...new Set(parts.flatMap(({ missing }) => missing))],
          ResourceSpecificResults: parts.map((part) => ({
            EvalResourceName: part.resource,
            EvalResourceDecision: wholeOf(part, PolicySourceArn),
            MatchedStatements: part.matched,
            MissingContextValues: part.missing,
            ...(isForeign(part.resource, PolicySourceArn) && {
              EvalDecisionDetails: {
                'IAM Policy': part.decision,
                'Resource Policy': 'implicitDeny' as const,
              },
            }),
          })),
        };
      }),
    };
  },
};

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
const isForeign = (resource: string, principal: string): boolean =>
  resource !== '*' && accountOf(resource) !== accountOf(principal);

/** Across accounts both sides have to allow, and no policy of the other is part of the simulation. */
const wholeOf = (
  { resource, decision }: { resource: string; decision: (typeof worst)[number] },
  principal: string,
): (typeof worst)[number] =>
  isForeign(resource, principal) && decision === 'allowed' ? 'implicitDeny' : decision;

const worst = ['explicitDeny', 'implicitDeny', 'allowed'] as const;

function decided(
  statements: readonly StatementWorld[],
  action: string,
  resource: string,
  context: Context,
): { decision: (typeof worst)[number]; matched: { SourcePolicyId: string }[]; missing: string[] } {
  const named = statements.filter(
    (one) =>
      one.actions.some((pattern) => matches(pattern, action)) &&
      one.resources.some((pattern) => matches(pattern, resource)),
  );
  const keys = new Set(named.flatMap((one) => conditionsOf(one).map(({ key }) => key)));
  const holding = named.filter((one) => conditionsOf(one).every((condition) => holds(condition, context)));
  const denies = holding.some(({ effect }) => effect === 'Deny');
  return {
    decision: denies ? 'explicitDeny' : holding.length > 0 ? 'allowed' : 'implicitDeny',
    matched: holding.length > 0 ? [{ SourcePolicyId: 'mailer' }] : [],
    missing: [...keys].filter((key) => !context.has(key)),
  };
}

interface Condition {
  key: string;
  pattern: string;
  negated: boolean;
}

const conditionsOf = ({ from, recipients, where = {}, whereNot = {} }: StatementWorld): Condition[] => [
  ...(from === undefined ? [] : [{ key: 'ses:FromAddress', pattern: from, negated: false }]),
  ...(recipients === undefined ? [] : [{ key: 'ses:Recipients', pattern: recipients, negated: false }]),
  ...Object.entries(where).map(([key, pattern]) => ({ key, pattern, negated: false })),
  ...Object.entries(whereNot).map(([key, pattern]) => ({ key, pattern, negated: true })),
];

/** Without a value a condition does not hold, and a negated one does. */
function holds({ key, pattern, negated }: Condition, context: Context): boolean {
  const values = context.get(key) ?? [];
  const fits = values.length > 0 && values.every((value) => matches(pattern, value));
  return negated ? !fits : fits;
}
