import type { PolicyEvaluationDecisionType } from '@aws-sdk/client-iam';
import * as v from 'valibot';
import { flag, maybe, text, word } from './kinds.ts';

const boundary = maybe(v.object({ AllowedByPermissionsBoundary: maybe(flag) }));

/**
 * SimulatePrincipalPolicy: a result for each action. Where resources were named, the decisions stand in
 * ResourceSpecificResults, and EvalResourceName is only the pattern of such a resource.
 */
export const simulatePrincipalPolicy = v.object({
  EvaluationResults: v.array(
    v.object({
      EvalActionName: text,
      EvalResourceName: maybe(text),
      EvalDecision: word<PolicyEvaluationDecisionType>(),
      MatchedStatements: maybe(v.array(v.object({ SourcePolicyId: maybe(text) }))),
      MissingContextValues: maybe(v.array(text)),
      // A service control policy is part of the whole answer alone.
      OrganizationsDecisionDetail: maybe(v.object({ AllowedByOrganizations: maybe(flag) })),
      EvalDecisionDetails: maybe(v.record(text, word<PolicyEvaluationDecisionType>())),
      PermissionsBoundaryDecisionDetail: boundary,
      ResourceSpecificResults: maybe(
        v.array(
          v.object({
            EvalResourceName: text,
            EvalResourceDecision: word<PolicyEvaluationDecisionType>(),
            MatchedStatements: maybe(v.array(v.object({ SourcePolicyId: maybe(text) }))),
            MissingContextValues: maybe(v.array(text)),
            EvalDecisionDetails: maybe(v.record(text, word<PolicyEvaluationDecisionType>())),
            PermissionsBoundaryDecisionDetail: boundary,
          }),
        ),
      ),
    }),
  ),
});
