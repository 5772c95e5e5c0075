import type { AwsAction } from '../model/aws-calls.ts';
import { readStatements, type Statement } from '../model/policy.ts';
import type { SelectedStage } from '../model/select.ts';
import { checksIn, hasCheck, selectionOf } from './selection.ts';

/** What is asked whatever the checks: who is there, and whether Virtual Deliverability Manager counts. */
const always = ['ses:GetAccount', 'ses:ListEmailIdentities'] as const satisfies readonly AwsAction[];

/** What batches tell of identities. */
const batches = [
  'ses:GetIdentityDkimAttributes',
  'ses:GetIdentityMailFromDomainAttributes',
  'ses:GetIdentityNotificationAttributes',
  'ses:GetIdentityVerificationAttributes',
] as const satisfies readonly AwsAction[];

/**
 * What those checks ask about one message or text, which a survey has not (an error may be of a global endpoint), and about a
 * tenant, which the list of them tells.
 */
const never: ReadonlySet<string> = new Set([
  'ses:GetMessageInsights',
  'ses:GetMultiRegionEndpoint',
  'ses:GetTenant',
  'ses:ListMultiRegionEndpoints',
] satisfies AwsAction[]);

/** What the check of tenants asks where a text tells of a refusal. */
const ofTexts: ReadonlySet<string> = new Set(['ses:ListResourceTenants'] satisfies AwsAction[]);

const actionsOf = (stages: readonly SelectedStage[]): readonly string[] =>
  readStatements(stages).flatMap(({ actions }) => actions);

/**
 * The least that a survey needs in each account: what its checks ask, the list of identities and the batches. Whoever
 * takes on the role needs sts:AssumeRole and organizations:ListAccounts, the role does not.
 */
export function surveyStatements(stages: readonly SelectedStage[]): readonly Statement[] {
  const { account, bulk, asked, tenants, pausedTenants } = selectionOf(stages);
  const actions = [
    ...actionsOf([...account, ...asked]),
    ...actionsOf([...tenants, ...pausedTenants]).filter((action) => !ofTexts.has(action)),
    ...always,
    ...(checksIn(bulk) > 0 ? batches : []),
    ...(checksIn(asked) > 0 ? ['ses:BatchGetMetricData'] : []),
    ...(checksIn(tenants) > 0 || hasCheck(asked, 'configuration-set') ? ['ses:ListConfigurationSets'] : []),
  ].filter((action) => !never.has(action));
  return [{ sid: 'SesDoctorRead', actions: [...new Set(actions)].sort(), resources: ['*'], condition: {} }];
}
