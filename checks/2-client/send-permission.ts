import { type Decision, permission } from '../../src/facts/permission.ts';
import { target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  defineCheck,
  notApplicable,
  notSeen,
  problem,
  type Step,
  type Unanswered,
} from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Denied {
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
  /** The principal sends over SMTP, which takes ses:SendRawEmail. */
  smtp: boolean;
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

const list = (names: readonly string[]): string => names.join(' and ');

/**
 * What surely fails: nothing that a send adds, and no policy of the identity, could allow it. A Deny with StringNotLike
 * also holds where the value is missing ("IAM JSON policy elements: Condition operators"), and not with the right one.
 */
const isSure = ({ explicit, missing, mayBeAllowed }: Denied): boolean =>
  missing.length === 0 && (explicit || !mayBeAllowed);

/** The flags that give IAM the values of conditions. */
const flags: Readonly<Record<string, string>> = {
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

/** Whose identity was denied, where sender and recipients are known. */
function deniedRole(role = ''): string {
  return role in deniedRoles ? `: that is ${deniedRoles[role] ?? ''}` : '';
}

const deniedRoles: Readonly<Record<string, string>> = {
  recipient: 'the identity of a recipient, not of the sender',
  address: 'an address identity of the sender, which wins over its domain',
  sender: 'the identity of the sender',
};

export default defineCheck({
  id: 'send-permission',
  title: 'Permissions of the principal',
  why: 'SES checks the identity, the configuration set and the template of every send against the policies of who sends.',
  per: 'identity',
  needs: { target },
  enrichment: { permission },

  problems: {
    'send/access-denied': problem<Denied>({
      severity: (data) => {
        if (data.inPart && !(data.smtp && data.actions.includes('ses:SendRawEmail'))) return 'info';
        return isSure(data) ? 'error' : 'warning';
      },
      summary: ({ principal, actions, resource }) =>
        `${principal} is not allowed to call ${list(actions)} on ${thing(resource)}.`,
      impact: ({ inPart, actions }) =>
        inPart
          ? `Only ${actions.map((action) => ways[action] ?? action).join(' and ')} would be refused.`
          : 'SES accepts nothing that this principal sends with it.',
      evidence: ({ actions, resource, explicit, policy, missing, mayBeAllowed }) => [
        {
          what: `${list(actions)} on ${resource}`,
          expected: 'allowed',
          actual: `${explicit ? 'an explicit deny' : 'no policy allows it'}${policy === null ? '' : ` (${policy})`}`,
          source: 'iam:SimulatePrincipalPolicy',
        },
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
      fix: ({ actions, resource, explicit, policy, principal, missing }) => [
        ...askAgain(missing),
        explicit
          ? {
              text: `Remove the Deny${policy === null ? '' : ` in ${policy}`}, or except this resource from it: no Allow overrides a Deny.`,
              owner: 'you',
            }
          : {
              text: `Allow ${list(actions)} on ${resource} in a policy of ${principal}${missing.length === 0 ? '' : `, or loosen its condition on ${list(missing)}`}.`,
              owner: 'you',
            },
        {
          text: 'Ask IAM again.',
          owner: 'you',
          command: command`aws iam simulate-principal-policy --policy-source-arn ${principal} --action-names ${actions[0]} --resource-arns ${resource}`,
        },
      ],
      references: [
        guide('control-user-access'),
        'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html',
      ],
      read: {
        summary: ({ data }) =>
          `${data['principal'] ?? 'The sender'} is not allowed to call ${data['action'] ?? 'the SES action'} on ${data['resource'] ?? 'this identity'}${deniedRole(data['role'])}.`,
        impact: () => 'SES accepts nothing that this principal sends with this identity.',
        fix: ({ data }) => [
          {
            text: `Allow ${data['action'] ?? 'ses:SendEmail and ses:SendRawEmail'} on ${data['resource'] ?? 'the identity'} in the policy of the user or role.`,
            owner: 'you',
          },
          {
            text: 'The resource need not be the sender: in the sandbox SES also checks the recipients, and an address identity of its own wins over its domain. Allow the domain identity and every address identity below it, or delete the address identity.',
            owner: 'you',
          },
          {
            text: 'See what the identity holds',
            owner: 'you',
            command: command`aws sesv2 get-email-identity --email-identity ${data['identity']}`,
          },
        ],
        distinguish:
          'Look at the resource in the message: is it the sender, a recipient, or an address identity below a verified domain?',
        references: [guide('control-user-access'), guide('troubleshoot-error-messages')],
      },
    }),
  },

  evaluate({ target: { region, smtp }, permission: known }, sender) {
    if (!known.ok) return [];
    const { principal, decisions, identityHasPolicies = false } = known.value;
    if (decisions.length === 0) return notApplicable('IAM decided nothing about this principal');
    const found = [...new Set(decisions.map(({ resource }) => resource))].flatMap((resource) => {
      const of = decisions.filter((one) => one.resource === resource);
      const denied = of.filter(isDenied);
      if (denied.length === 0) return [];
      const data = {
        ...{ region, sender, principal, resource },
        actions: denied.map(({ action }) => action),
        inPart: denied.length < of.length,
        explicit: denied.every(({ decision }) => decision === 'explicit-deny'),
        policy: denied.find(({ policy }) => policy !== null)?.policy ?? null,
        missing: [...new Set(denied.flatMap(({ missing }) => missing))],
        mayBeAllowed: identityHasPolicies && isIdentity(resource),
        smtp: smtp.evident,
      };
      const [kind, ...name] = (parseArn(resource)?.resource ?? '').split('/');
      const subject = kind === 'identity' || name.length === 0 ? sender : name.join('/');
      return [{ problem: 'send/access-denied' as const, data, subject }];
    });
    // That one of the two ways is closed is mostly meant so, and said once.
    const [first] = found.filter(({ data }) => data.inPart);
    const shown = found.filter((one) => !one.data.inPart || one === first);
    const missed = undecided(decisions);
    const [open] = missed;
    if (shown.length > 0 || open === undefined) return [...shown, ...missed];
    return notSeen(open.unanswered.message, missed);
  },

  observed({ permission: known }) {
    if (!known.ok) return null;
    const allowed = known.value.decisions.filter(({ decision }) => decision === 'allowed');
    const all = known.value.decisions.length;
    const open = [...new Set(allowed.flatMap(({ missing }) => missing))];
    return `${known.value.principal}: ${allowed.length} of ${all} allowed${open.length === 0 ? '' : `, whatever ${list(open)} may change`}`;
  },
});

const isIdentity = (arn: string): boolean => parseArn(arn)?.resource.startsWith('identity/') === true;

/** A decision in a word that this version does not know is neither a yes nor a no. */
const undecided = (decisions: readonly Decision[]): readonly Unanswered[] =>
  decisions
    .filter(({ decision }) => decision === 'unknown')
    .map(({ action, resource }) => ({
      unanswered: {
        reason: 'bad-reply',
        message: `IAM answered neither allowed nor denied for ${action} on ${resource}`,
        question: 'iam:SimulatePrincipalPolicy',
        ...{ action: null, region: null, detail: {} },
      },
      counts: false,
    }));

const isDenied = ({ decision }: Decision): boolean =>
  decision === 'explicit-deny' || decision === 'implicit-deny';
