import { grouped } from '../../src/model/many.ts';
import type { ContextEntry } from '../../src/facts/permission.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { problem, type Step } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command, json } from '../../src/render/paste/paste.ts';
import { callerStatement } from '../../src/render/paste/statement.ts';
import { deniedSend } from './send-denied.words.ts';

/** A resource that the principal may not send with. */
export interface Denied {
  region: string | null;
  sender: string;
  principal: string;
  /** The actions that are denied on the resource. */
  actions: readonly string[];
  /** The other action is allowed. */
  inPart: boolean;
  resource: string;
  explicit: boolean;
  policy: string | null;
  /** Keys of conditions that only a real send fills. */
  missing: readonly string[];
  /** A policy of the identity itself may allow it. */
  mayBeAllowed: boolean;
  /** What IAM was told of the send. */
  context: readonly ContextEntry[];
  /** The principal sends over SMTP, which takes ses:SendRawEmail. */
  smtp: boolean;
  /** What denies, where it is no policy of the principal. */
  by?: 'organization' | 'boundary';
  /** The account that owns the identity, where IAM does not say whether that side is meant. */
  owner?: string;
  /** A text says that it was refused: the value that its send had did not fit. Absent else. */
  told?: true;
}

/** SMTP and raw messages take ses:SendRawEmail, the API ses:SendEmail. */
const ways: Readonly<Record<string, string>> = {
  'ses:SendEmail': 'SendEmail of the API',
  'ses:SendRawEmail': 'SMTP and raw messages',
};

const kinds: Readonly<Record<string, string>> = {
  identity: 'the identity',
  'configuration-set': 'the configuration set',
  template: 'the template',
};

/** "the identity example.com" of an ARN. */
function thing(arn: string): string {
  const [kind = '', ...name] = (parseArn(arn)?.resource ?? '').split('/');
  return kinds[kind] === undefined ? arn : `${kinds[kind]} ${name.join('/')}`;
}

/** As a phrase: a and b. */
export const list = (names: readonly string[]): string => names.join(' and ');

/**
 * What surely fails: nothing that a send adds, and no policy of the identity, could allow it. A Deny with StringNotLike
 * also holds where the value is missing ("IAM JSON policy elements: Condition operators"), and not with the right one.
 */
const isSure = ({ explicit, missing, mayBeAllowed, owner, by }: Denied): boolean =>
  missing.length === 0 && (explicit || by === 'organization' || (!mayBeAllowed && owner === undefined));

/** What it depends on, where it is not sure. */
function hangsOn({ missing, mayBeAllowed, explicit, owner }: Denied): string {
  const names = [
    ...(missing.length === 0 ? [] : [`${list(missing)} of the send`]),
    ...(mayBeAllowed && !explicit ? ['the policies of the identity itself'] : []),
    ...(owner === undefined ? [] : [`the policy that the account ${owner} has for the identity`]),
  ];
  return names.join(', and on ');
}

/** What stands above the policies of a principal ("Policy evaluation logic", IAM User Guide). */
const deniers: Readonly<
  Record<NonNullable<Denied['by']>, { short: string; step: (what: string) => string }>
> = {
  organization: {
    short: 'a policy of the organization does not allow it',
    step: (what) =>
      `Ask who administers the AWS organization to allow ${what}: a service control policy denies it, and no policy in this account can open it.`,
  },
  boundary: {
    short: 'the permissions boundary does not allow it',
    step: (what) =>
      `Allow ${what} in the permissions boundary of the principal, too: its policies hold only within that.`,
  },
};

/** The flags that give IAM the values of conditions. */
export const flags: Readonly<Record<string, string>> = {
  'ses:fromaddress': '--identity <address>',
  'ses:fromdisplayname': '--from-display-name <name>',
  'ses:feedbackaddress': '--feedback-address <address>',
  'ses:recipients': '--recipient <address>',
  'ses:tenantname': '--tenant <name>',
  'ses:multiregionendpointid': '--endpoint-id <id>',
};

/** Before anything is changed, the values that a send would have may settle it. */
function askAgain(missing: readonly string[]): readonly Step[] {
  const known = [...new Set(missing.flatMap((key) => flags[key.toLowerCase()] ?? []))];
  if (known.length === 0) return [];
  return [
    {
      text: `Run ses-doctor again with ${list(known)}, as your application sends: the decision may differ with ${known.length === 1 ? 'that value' : 'those values'}.`,
      owner: 'you',
    },
  ];
}

/** "ses:FromAddress hi@example.com" */
const told = (context: Denied['context']): string =>
  context
    .map(({ ContextKeyName: key, ContextKeyValues: [first = '', ...more] }) =>
      `${key} ${first}${more.length === 0 ? '' : ` and ${grouped(more.length)} more`}`.slice(0, 300),
    )
    .join(', ');

/** With what IAM was told the first time: without it, conditions of a policy do not fit, whatever was changed. */
function simulation({ actions, principal, resource, context }: Denied): string | null {
  const [first, second] = actions;
  const start =
    second === undefined
      ? command`aws iam simulate-principal-policy --policy-source-arn ${principal} --action-names ${first} --resource-arns ${resource}`
      : command`aws iam simulate-principal-policy --policy-source-arn ${principal} --action-names ${first} ${second} --resource-arns ${resource}`;
  if (context.length === 0 || start === null) return start;
  const entries = command`--context-entries ${json(context)}`;
  return entries === null ? null : `${start} ${entries}`;
}

/** The words of the check `send-permission`. */
export const sendPermissionProblems = {
  'send/access-denied': problem<Denied>({
    severity: (data) => {
      if (data.inPart && !(data.smtp && data.actions.includes('ses:SendRawEmail'))) return 'info';
      return isSure(data) || data.told === true ? 'error' : 'warning';
    },
    summary: (data) =>
      data.inPart
        ? `${list(data.actions)} on ${thing(data.resource)} is denied to ${data.principal}.`
        : isSure(data)
          ? `${data.principal} is not allowed to call ${list(data.actions)} on ${thing(data.resource)}.`
          : `${list(data.actions)} on ${thing(data.resource)} ${data.told === true ? 'was' : 'could be'} refused to ${data.principal}: that depends on ${hangsOn(data)}.`,
    impact: (data) => {
      const { inPart, actions } = data;
      if (inPart)
        return `Only ${actions.map((action) => ways[action] ?? action).join(' and ')} would be refused.`;
      return isSure(data)
        ? 'SES accepts nothing that this principal sends with it.'
        : data.missing.length > 0
          ? 'Sends that do not have the right value there are refused.'
          : 'If it does not allow them, SES accepts nothing that this principal sends with it.';
    },
    evidence: ({ actions, resource, explicit, policy, missing, mayBeAllowed, by, owner, context }) => [
      {
        what: `${list(actions)} on ${resource}`,
        expected: 'allowed',
        actual: `${explicit ? 'an explicit deny' : missing.length > 0 ? 'without these values no policy allows it' : 'no policy allows it'}${policy === null ? '' : ` (${policy})`}${by === undefined ? '' : `; ${deniers[by].short}`}`,
        source: 'iam:SimulatePrincipalPolicy',
      },
      ...(context.length === 0
        ? []
        : [
            {
              what: 'asked for a send with',
              expected: null,
              actual: told(context),
              source: 'iam:SimulatePrincipalPolicy',
            },
          ]),
      ...(mayBeAllowed && !explicit
        ? [
            {
              what: 'policies of the identity itself',
              expected: null,
              actual: 'there are some; they may allow it, and are not part of this answer',
              source: 'ses:GetEmailIdentity',
            },
          ]
        : []),
      ...(owner === undefined
        ? []
        : [
            {
              what: 'whose policies IAM means',
              expected: null,
              actual: `not said: those of the principal, or those of the account ${owner}, which IAM does not know`,
              source: 'iam:SimulatePrincipalPolicy',
            },
          ]),
      ...(missing.length === 0
        ? []
        : [
            {
              what: 'conditions that only a send fills',
              expected: null,
              actual: missing.join(', '),
              source: 'iam:SimulatePrincipalPolicy',
            },
          ]),
    ],
    fix: (data) => {
      const { actions, resource, explicit, policy, principal, missing, by, context } = data;
      return [
        ...askAgain(missing),
        by !== undefined
          ? { text: deniers[by].step(`${list(actions)} on ${resource}`), owner: 'you' }
          : explicit
            ? {
                text: `Remove the Deny${policy === null ? '' : ` in ${policy}`}, or except this resource from it: no Allow overrides a Deny.`,
                owner: 'you',
              }
            : {
                text: `Allow ${list(actions)} on ${resource} in a policy of ${principal}${missing.length === 0 ? '' : `, or loosen its condition on ${list(missing)}`}.${
                  missing.length === 0 && context.length > 0
                    ? ` Where one does already, look at its conditions: it does not hold for ${told(context)}.`
                    : ''
                }${missing.length === 0 ? callerStatement(actions, resource) : ''}`,
                owner: 'you',
              },
        {
          text: 'Ask IAM again.',
          owner: 'you',
          command: simulation(data),
        },
      ];
    },
    references: [
      guide('control-user-access'),
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html',
    ],
    read: deniedSend,
  }),

  'send/principal-not-found': problem<{ principal: string }>({
    // The principal was typed to learn what it may: that stays open.
    severity: 'unknown',
    summary: ({ principal }) => `IAM does not know ${principal} in this account.`,
    impact: 'Whether it may send was not looked at.',
    fix: ({ principal }) => [
      parseArn(principal)?.service === 'sts'
        ? {
            text: 'Give --principal the ARN of the role itself, with its path: the ARN of a session does not have it',
            owner: 'you',
          }
        : {
            text: `Compare the name and the path. If ${parseArn(principal)?.account ?? 'its account'} is another account than that of this run, run it with credentials of that one; whether your identity lets it send is told with --source-arn and the ARN of the identity`,
            owner: 'you',
            command:
              parseArn(principal)?.resource.startsWith('user/') === true
                ? command`aws iam list-users`
                : command`aws iam list-roles`,
          },
    ],
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
      guide('control-user-access'),
    ],
  }),
};
