import type { AwsReply } from '../model/aws-replies.ts';
import { type Answers, defineFact, type Io, type Values } from '../model/fact.ts';
import type { Target } from '../model/target.ts';
import { type Answer, answerOf, Unavailable, valueOf } from '../model/unavailable.ts';
import { type Arn, parseArn } from '../parse/arn.ts';
import { isAddress } from '../parse/identity-name.ts';
import { parseSourceArn } from '../parse/source-arn.ts';
import { setNamesInForce } from './configuration-set/configuration-set.ts';
import { delegation } from './identity/delegation.ts';
import { covering } from './identity/identity.ts';

/** What IAM says about a principal's sending with one identity. */
export interface Permission {
  /** ARN of the user or role that was asked about: the role of a session. */
  principal: string;
  decisions: readonly Decision[];
  /**
   * The identity has sending authorization policies, which IAM does not weigh here: they may allow what no policy of
   * the principal does. Absent: it has none.
   */
  identityHasPolicies?: true;
  /** The account that owns the identity, where that is not the principal's: its policies have to allow the send, too. */
  owner?: string;
}

export interface Decision {
  /** As IAM spells it. */
  action: SendAction;
  /** ARN of the identity, the configuration set or the template. */
  resource: string;
  decision: 'allowed' | 'explicit-deny' | 'implicit-deny' | 'unknown';
  /** The policy that decides, where IAM says so. */
  policy: string | null;
  /** Keys of conditions whose values only a real send has. */
  missing: readonly string[];
  /** What denies, where it is no policy of the principal: one of the organization, or the boundary of permissions. */
  by?: 'organization' | 'boundary';
  /** Nothing allows it, and IAM does not say whether the principal's policies or those of the owner are meant. */
  ownerUnseen?: true;
}

export type SendAction = (typeof sendActions)[number] | (typeof rareActions)[number];
const sendActions = ['ses:SendEmail', 'ses:SendRawEmail'] as const;

/** What sends beside them ("Actions, resources, and condition keys for Amazon SES"): asked about where a text names it. */
const rareActions = [
  'ses:SendTemplatedEmail',
  'ses:SendBulkEmail',
  'ses:SendBulkTemplatedEmail',
  'ses:SendBounce',
  'ses:SendCustomVerificationEmail',
] as const;

/** The actions that IAM is asked about: those of every sender, and what a text says was refused. */
function actionsOf({ symptom }: Target): readonly SendAction[] {
  const told = new Set(
    symptom?.candidates.flatMap(({ code, data: { action = '' } }) =>
      code === 'send/access-denied' ? action.toLowerCase() : [],
    ),
  );
  return [...sendActions, ...rareActions.filter((action) => told.has(action.toLowerCase()))];
}

/**
 * Whether the policies of `--principal` allow it to send with the identity, its configuration set and the template.
 * IAM works it out; nothing is sent. Policies of the identity are not part of it, nor what only a send knows.
 */
export const permission = defineFact({
  id: 'permission',
  per: 'identity',
  title: 'what the principal may send',
  actions: ['iam:SimulatePrincipalPolicy'],
  from: { delegation, setNamesInForce },
  maybe: { covering },
  async gather(io, known): Promise<Permission> {
    const { principal } = io.target;
    const source = principal === null ? null : principalOf(principal);
    if (source === null) {
      throw new Unavailable('not-asked', '--principal was not given', { detail: { flag: '--principal' } });
    }
    return await decided(io, known, source);
  },
});

/** What IAM says of another principal that a text names. */
export interface OtherPermission {
  /** As the text names them: one, or sessions of one role. */
  named: readonly string[];
  answer: Answer<Permission>;
}

/** So many others of a text are asked about, each with one call. */
const mostOthers = 4;

/** The same for the others whom a text says were refused, beside the first; `not-asked` where it names none, or `--principal` names one. */
export const otherPermissions = defineFact({
  id: 'permission-of-others',
  per: 'identity',
  title: 'what the other principals of the text may send',
  actions: ['iam:SimulatePrincipalPolicy'],
  from: { delegation, setNamesInForce },
  maybe: { covering },
  async gather(io, known): Promise<readonly OtherPermission[]> {
    const others = othersIn(io.target);
    if (others.length === 0) throw new Unavailable('not-asked', 'no text names another principal');
    return await Promise.all(
      others.slice(0, mostOthers).map(async (named) => ({
        named,
        answer: await answerOf((async () => await decided(io, known, sourceOf(named[0])))()),
      })),
    );
  },
});

function sourceOf(named: string): Source {
  const source = principalOf(named);
  if (source === null) throw new Unavailable('not-asked', `${named} is no user and no role`);
  return source;
}

/** Whom a text says was refused beside the first, the sessions of a role together. */
function othersIn({ principal, symptom }: Target): readonly (readonly [string, ...string[]])[] {
  const first = symptom?.names.principal ?? null;
  if (first === null || principal !== first) return [];
  const others = new Map<string, [string, ...string[]]>();
  for (const { code, data } of symptom?.candidates ?? []) {
    const { principal: named } = data;
    if (code !== 'send/access-denied' || named === undefined) continue;
    const key = withoutSession(named);
    if (key === withoutSession(first)) continue;
    others.set(key, [...(others.get(key) ?? []), named] as [string, ...string[]]);
  }
  return [...others.values()];
}

/** Each session of a role is named apart, and IAM is asked about the role. */
export const withoutSession = (arn: string): string =>
  arn.replace(/(:assumed-role\/[^/]{1,64})\/.*$/, '$1').toLowerCase();

type Source = NonNullable<ReturnType<typeof principalOf>>;

async function decided(
  { aws, target, subject }: Pick<Io<'iam:SimulatePrincipalPolicy'>, 'aws' | 'target' | 'subject'>,
  {
    delegation: { source: delegated },
    covering: known,
    setNamesInForce: sets,
  }: Values<{ delegation: typeof delegation; setNamesInForce: typeof setNamesInForce }> &
    Answers<{ covering: typeof covering }>,
  source: Source,
): Promise<Permission> {
  // The settings of an identity of another account cannot be read from here; IAM can be asked about its ARN.
  const identity = delegated === null || known.ok ? valueOf(known) : null;
  const foreign = source.parts.account === delegated?.account ? null : delegated;
  const [set] = sets
    .filter(({ why }) => why === 'named' || why.defaultOf === subject)
    .flatMap(({ name }) => (name.ok ? [name.value] : []));
  const context = contextOf(subject, target);
  const asked = actionsOf(target);
  const { EvaluationResults: results } = await aws('iam:SimulatePrincipalPolicy', {
    PolicySourceArn: source.arn,
    ActionNames: [...asked],
    ResourceArns: [
      ...resourcesOf(target, source.parts, identity?.name ?? delegated?.name ?? subject, set ?? null),
    ],
    ...(context.length > 0 && { ContextEntries: [...context] }),
  });
  return {
    principal: source.arn,
    ...(Object.keys(identity?.policies ?? {}).length > 0 && { identityHasPolicies: true as const }),
    ...(foreign !== null && { owner: foreign.account }),
    decisions: results.flatMap((result) => {
      const action = asked.find((name) => name.toLowerCase() === result.EvalActionName.toLowerCase());
      return action === undefined ? [] : decisionsOf(action, result, foreign?.arn ?? null);
    }),
  };
}

type Result = AwsReply<'iam:SimulatePrincipalPolicy'>['EvaluationResults'][number];

/**
 * IAM answers for each resource that was named; without such a part the decision is about all of them. `foreign` is the
 * ARN of another account's identity.
 */
function decisionsOf(action: SendAction, result: Result, foreign: string | null): readonly Decision[] {
  const parts = result.ResourceSpecificResults ?? [];
  const answers =
    parts.length > 0
      ? parts.map((one) => ({ ...one, decision: one.EvalResourceDecision, resource: one.EvalResourceName }))
      : [{ ...result, decision: result.EvalDecision, resource: result.EvalResourceName ?? '*' }];
  const closed = result.OrganizationsDecisionDetail?.AllowedByOrganizations === false;
  return answers.map((answer) => {
    const { resource, MatchedStatements: matched, MissingContextValues: missing } = answer;
    const decision = resource === foreign ? sideOf(answer) : { decision: decisionOf(answer.decision) };
    const denied = decision.decision === 'implicit-deny' || decision.decision === 'explicit-deny';
    const bounded = answer.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false;
    return {
      ...{ action, resource, policy: matched?.[0]?.SourcePolicyId ?? null, missing: missing ?? [] },
      ...decision,
      ...(denied && closed && { by: 'organization' as const }),
      ...(denied && !closed && bounded && { by: 'boundary' as const }),
    };
  });
}

/**
 * What the principal's own policies say about a resource of another account: a send takes their Allow and that of the
 * owner, whose policy IAM does not know ("EvalDecisionDetails", ResourceSpecificResult of the IAM API).
 */
function sideOf({
  decision: whole,
  EvalDecisionDetails: details = {},
  MatchedStatements: matched = [],
}: {
  decision: string;
  EvalDecisionDetails?: Readonly<Record<string, string>> | undefined;
  MatchedStatements?: readonly unknown[] | undefined;
}): Pick<Decision, 'decision' | 'ownerUnseen'> {
  const decision = decisionOf(whole);
  const own = Object.entries(details).flatMap(([kind, one]) =>
    /resource/i.test(kind) ? [] : decisionOf(one),
  );
  if (own.length > 0) return { decision: worstFirst.find((one) => own.includes(one)) ?? 'allowed' };
  if (decision !== 'implicit-deny') return { decision };
  // Statements stand there where one of the principal's fits, which can only be an Allow.
  return matched.length > 0 ? { decision: 'allowed' } : { decision, ownerUnseen: true };
}

const worstFirst = ['explicit-deny', 'implicit-deny', 'unknown'] as const;

const decisionOf = (word: string): Decision['decision'] => decisions[word] ?? 'unknown';

const decisions: Readonly<Record<string, Decision['decision']>> = {
  allowed: 'allowed',
  explicitDeny: 'explicit-deny',
  implicitDeny: 'implicit-deny',
};

/** IAM takes as many values at most as a send has recipients. */
const mostRecipients = 50;

/** A value of the send, as IAM takes it. */
export interface ContextEntry {
  ContextKeyName: string;
  ContextKeyType: 'string' | 'stringList';
  ContextKeyValues: string[];
}

/**
 * What is known of the send that the run is about, by the condition keys of SES ("Actions, resources, and condition
 * keys for Amazon SES"). What is not known stays with IAM as a value that is missing.
 */
export function contextOf(sender: string, target: Target): readonly ContextEntry[] {
  const values = {
    'ses:FromAddress': isAddress(sender) ? sender : null,
    'ses:FromDisplayName': target.fromDisplayName ?? null,
    'ses:FeedbackAddress': target.feedbackAddress ?? null,
    'ses:TenantName': target.tenant,
    // Its name is no id.
    'ses:MultiRegionEndpointId': target.endpointId?.includes('.') === true ? target.endpointId : null,
  };
  return [
    ...Object.entries(values).flatMap(([key, value]) =>
      value === null
        ? []
        : [{ ContextKeyName: key, ContextKeyType: 'string' as const, ContextKeyValues: [value] }],
    ),
    ...(target.recipients.length > 0
      ? [
          {
            ContextKeyName: 'ses:Recipients',
            ContextKeyType: 'stringList' as const,
            ContextKeyValues: target.recipients.slice(0, mostRecipients),
          },
        ]
      : []),
  ];
}

/** What IAM can be asked about. A session does not tell the path of its role: with one, IAM will not know it. */
function principalOf(arn: string): { arn: string; parts: Arn } | null {
  const parts = parseArn(arn);
  if (parts === null) return null;
  const role = /^assumed-role\/([^/]+)\//.exec(parts.resource)?.[1];
  if (parts.service === 'sts' && role !== undefined)
    return { arn: `arn:${parts.partition}:iam::${parts.account}:role/${role}`, parts };
  if (parts.service === 'iam' && /^(?:user|role)\//.test(parts.resource)) return { arn, parts };
  throw new Unavailable('not-asked', `IAM can be asked about users and roles, and not about ${arn}`);
}

/** "Actions, resources, and condition keys for Amazon SES": identity, configuration set and template are checked. */
function resourcesOf(
  { region, sourceArn, template }: Target,
  { partition, account }: Arn,
  identity: string,
  set: string | null,
): readonly string[] {
  const prefix = `arn:${partition}:ses:${region ?? ''}:${account}:`;
  const delegated = sourceArn === undefined ? null : parseSourceArn(sourceArn);
  return [
    delegated?.name === identity ? delegated.arn : `${prefix}identity/${identity}`,
    ...(set === null ? [] : [`${prefix}configuration-set/${set}`]),
    ...(template?.kind === 'stored' ? [`${prefix}template/${template.name}`] : []),
  ];
}
