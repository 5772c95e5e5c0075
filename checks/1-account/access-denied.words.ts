import type { Parted } from '../../src/facts/ledger.ts';
import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { isAction } from '../../src/model/aws-calls.ts';
import { readDenial } from '../../src/knowledge/aws-errors.ts';
import { isOverruled, nameOfPolicy, overrule } from '../../src/knowledge/denying-policies.ts';
import { command, json } from '../../src/render/paste/paste.ts';
import { blindImpact, mailNotSent, namesOf, type Blocked } from './blocked.ts';

const deniedGuide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';
const sesPolicies = 'https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html';
const quotas = 'https://docs.aws.amazon.com/ses/latest/dg/quotas.html';

export interface Refused {
  /** As `ses:GetAccount`. */
  action: string;
  /** See `DenialKind` of src/knowledge/aws-errors.ts. */
  kind: string;
  explicit: boolean;
  blinds: readonly string[];
  /** For whom it was refused, where it was not for others; absent where it is one for all. */
  about?: Parted;
}

export interface Denied extends Blocked {
  /** ARN of who asked, or null. */
  principal: string | null;
  /** Of the credentials that this run asks with, or null where that is unknown. */
  ownAccount: string | null;
  refused: readonly Refused[];
}

/** Actions that these credentials are not allowed to call. */
export const accessDenied = problem<Denied>({
  severity: 'unknown',
  summary: ({ refused, principal }) =>
    `${principal ?? 'These credentials'} cannot call ${refused.map(calledFor).join(', ')}.`,
  impact: blindImpact,
  evidence: ({ refused }) =>
    refused.map(({ action, kind, explicit, blinds, about }): Evidence => ({
      what: action,
      expected: 'allowed',
      actual: `${explicit ? 'denied by' : 'not allowed by'} ${nameOfPolicy(kind)}${about === undefined ? '' : ` for ${namesOf(about.without)}, not refused for ${namesOf(about.answered)}`}${blinds.length === 0 ? '' : `; hides: ${namesOf(blinds)}`}`,
      source: 'IAM',
    })),
  fix: ({ refused, principal, ownAccount }) => ways(refused, { principal, ownAccount }, 'ses-doctor'),
  references: [deniedGuide, sesPolicies],
  read: {
    summary: ({ data }) =>
      `${data['principal'] ?? 'The caller'} is not allowed to call ${data['action'] ?? 'that action'}.`,
    impact: () => 'The call was denied and did nothing.',
    fix: ({ data, quote }) => {
      const { action, kind, explicit } = readDenial(quote);
      const missing = data['action'] ?? action;
      if (missing === null || !isHarmless(missing))
        return [
          {
            text: 'Add the action to a policy of the caller, if it is meant to have it',
            owner: 'you',
          },
        ];
      return ways(
        [{ action: missing, kind, explicit, blinds: [] }],
        { principal: data['principal'] ?? null, ownAccount: data['ownAccount'] ?? null },
        'ses-access',
      );
    },
    distinguish:
      'If ses:SendEmail or ses:SendRawEmail was denied, mail was not sent. If another action was denied, only that management call failed.',
  },
});

/** As `ses:GetAccount` or `ses:GetEmailIdentity for example.com`. */
const calledFor = ({ action, about }: Refused): string =>
  about === undefined ? action : `${action} for ${namesOf(about.without)}`;

/** Sending through SES, and reading: a paste may come from anybody, and other actions are not offered for pasting. */
const isHarmless = (action: string): boolean =>
  isAction(action) ||
  /^ses:(?:Send(?:Raw|Bulk|Templated|BulkTemplated)?Email|(?:Get|List)[A-Za-z]{1,60})$/.test(action);

/** Whom a reply names, and whose credentials the reader has. */
type Who = Pick<Denied, 'principal' | 'ownAccount'>;

/** What is to be allowed, and what an Allow cannot put right. */
function ways(refused: readonly Refused[], who: Who, prefix: string): readonly Step[] {
  const missing = refused.filter((one) => !isOverruled(one) && isHarmless(one.action));
  return [
    ...widen(missing),
    ...allow(missing, who, prefix),
    ...overrule(refused, ', or use other credentials'),
  ];
}

/** Actions that a policy can allow for some identities or configuration sets alone; others take `*`. */
const ofResources = /Identit|ConfigurationSet/;

/** What was not refused for others is allowed somewhere: that statement names resources, and needs these as well. */
const widen = (refused: readonly Refused[]): readonly Step[] =>
  refused.flatMap(({ action, about }): readonly Step[] =>
    about === undefined || !ofResources.test(action)
      ? []
      : [
          {
            text: `${action} was not refused for ${namesOf(about.answered)}: where a policy allows it for some resources only, add what is asked about ${namesOf(about.without)} to its Resource`,
            owner: 'you',
          },
        ],
  );

/** One statement for all that is missing, and where it goes. */
function allow(refused: readonly Refused[], { principal, ownAccount }: Who, prefix: string): readonly Step[] {
  const [first] = refused;
  if (first === undefined) return [];
  // Its own name for each: a policy of the same name, with what was added last time, would be replaced.
  const policyName = `${prefix}-${first.action.replace(/^.*:/, '')}`;
  const statement = { Effect: 'Allow', Action: refused.map(({ action }) => action), Resource: '*' };
  const policy = json({ Version: '2012-10-17', Statement: [statement] });
  const [, kind, name] =
    /^arn:[\w-]+:(?:iam|sts)::\d+:(user|role|assumed-role)\/(?:.*\/)?([\w+=,.@-]+)$/.exec(
      roleOf(principal ?? ''),
    ) ?? [];
  const account = parseArn(principal ?? '')?.account ?? '';
  // Words of a reply may name anybody: a command is made for a principal of the reader's own account alone.
  const isOwn = ownAccount !== null && account === ownAccount;
  const whose =
    isOwn || account === ''
      ? ''
      : `In account ${account}${ownAccount === null ? '' : `, which is not this run's (${ownAccount})`}: `;
  const text = `${whose}${whose === '' ? 'Add' : 'add'} this statement to a policy of ${principal ?? 'these credentials'}: ${JSON.stringify(statement)}`;
  if (name?.startsWith('AWSReservedSSO_') === true) {
    return [
      { text: `${text}. The role belongs to IAM Identity Center: change its permission set`, owner: 'you' },
    ];
  }
  if (!isOwn) return [{ text, owner: 'you', command: null }];
  if (kind === 'user') {
    return [
      {
        text,
        owner: 'you',
        command: command`aws iam put-user-policy --user-name ${name} --policy-name ${policyName} --policy-document ${policy}`,
      },
    ];
  }
  if (kind === undefined) return [{ text, owner: 'you', command: null }];
  return [
    {
      text,
      owner: 'you',
      command: command`aws iam put-role-policy --role-name ${name} --policy-name ${policyName} --policy-document ${policy}`,
    },
  ];
}

/** The session name of an assumed role is no part of the role. */
export const roleOf = (arn: string): string =>
  arn.replace(/^(arn:[\w-]+:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1');

/** A throttle that did not end. */
export const throttled = problem<Blocked>({
  severity: 'unknown',
  summary: ({ questions }) => `AWS throttled ${questions.join(', ')} until the timeout.`,
  impact: blindImpact,
  evidence: ({ questions }) =>
    questions.map((question): Evidence => ({
      what: question,
      expected: 'about one call per second',
      actual: 'throttled until the timeout',
      source: question,
    })),
  fix: () => [
    {
      text: 'Run the same command again, with --timeout 30 behind it',
      owner: 'you',
    },
    {
      text: 'SES allows about one call per second of each such action for the whole account and Region: look for a dashboard, a monitor or a deployment that makes calls at the same time',
      owner: 'you',
    },
  ],
  references: [quotas],
  read: {
    summary: ({ data }) => `AWS throttled ${data['action'] ?? 'calls to its API'}: too many in a short time.`,
    impact: () => `Throttled calls had no effect. ${mailNotSent}`,
    fix: () => [
      {
        text: 'Retry with exponential backoff and jitter, and spread the calls: SES allows about one per second of most actions other than sending',
        owner: 'you',
      },
    ],
    distinguish:
      '“Maximum sending rate exceeded” concerns mail; “Rate exceeded” and “Too many requests” concern API calls.',
  },
});
