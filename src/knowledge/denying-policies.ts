import type { Step } from '../model/check.ts';

/** A call that a policy stands in the way of. */
export interface Overruled {
  /** As `ses:GetAccount`. */
  action: string;
  /** See `DenialKind` of aws-errors.ts. */
  kind: string;
  explicit: boolean;
}

const policyNames: Readonly<Record<string, string>> = {
  'not-allowed': 'any policy',
  'explicit-deny': 'an explicit deny in a policy',
  'service-control-policy': 'a service control policy of the organization',
  'resource-control-policy': 'a resource control policy of the organization',
  'permissions-boundary': 'the permissions boundary',
  'session-policy': 'the policy of the session',
  'vpc-endpoint-policy': 'the policy of the VPC endpoint',
  'resource-policy': 'the policy on the resource',
};

/** "the permissions boundary" of what an error says denies. */
export const nameOfPolicy = (kind: string): string => policyNames[kind] ?? 'a policy';

const owners: Readonly<Record<string, string>> = {
  'service-control-policy': 'Ask the administrator of the AWS organization',
  'resource-control-policy': 'Ask the administrator of the AWS organization',
  'permissions-boundary': 'Extend the permissions boundary of the user or role',
  'session-policy': 'Extend the session policy',
  'vpc-endpoint-policy': 'Allow it in the policy of the VPC endpoint',
};

/** Whether an Allow in a policy of the caller does not help ("Policy evaluation logic", IAM User Guide). */
export const isOverruled = ({ kind, explicit }: Pick<Overruled, 'kind' | 'explicit'>): boolean =>
  explicit || kind !== 'not-allowed';

/** What no Allow can put right, a step for each kind of policy that denies. */
export function overrule(refused: readonly Overruled[], otherwise = ''): readonly Step[] {
  return [...new Set(refused.filter(isOverruled).map(({ kind }) => kind))].map((kind) => ({
    text: `${sentence(nameOfPolicy(kind))} denies ${refused
      .filter((one) => one.kind === kind)
      .map(({ action }) => action)
      .join(
        ', ',
      )}: adding an Allow elsewhere does not help. ${owners[kind] ?? 'Look for the Deny in the policies of the account'}${otherwise}`,
    owner: 'you',
  }));
}

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
