import { readDenial } from '../../src/knowledge/aws-errors.ts';
import { isOverruled, nameOfPolicy, overrule } from '../../src/knowledge/denying-policies.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { ReadWords, Step } from '../../src/model/check.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command } from '../../src/render/paste/paste.ts';
import { callerStatement } from '../../src/render/paste/statement.ts';

/** Whose identity was denied, where sender and recipients are known. */
function deniedRole(role = ''): string {
  return role in deniedRoles ? `: that is ${deniedRoles[role] ?? ''}` : '';
}

const deniedRoles: Readonly<Record<string, string>> = {
  recipient: 'the identity of a recipient, not of the sender',
  address: 'one address of the sender; where only its domain is an identity, the domain has to be allowed',
  sender: 'the identity of the sender',
};

/** An identity of another account is not to be seen with the credentials of this one: its owner allows who may send with it. */
function lookAtIdentity({ identity, resource, principal }: Readonly<Record<string, string>>): Step {
  const [owner, caller] = [resource, principal].map(
    (arn) => /^\d{12}$/.exec(parseArn(arn ?? '')?.account ?? '')?.[0] ?? null,
  );
  return owner === null || caller === null || owner === caller
    ? {
        text: 'See what the identity holds',
        owner: 'you',
        command: command`aws sesv2 get-email-identity --email-identity ${identity}`,
      }
    : {
        text: `The identity is in account ${owner}, and the caller in ${caller}. Ask its owner for a policy on the identity that allows the caller to send`,
        owner: 'you',
      };
}

/** What is to be allowed; where a policy denies it, who can open that: no Allow overrides a Deny. */
function howToAllow({ data, quote }: Pick<Candidate, 'data' | 'quote'>): readonly Step[] {
  const denial = readDenial(quote);
  const action = data['action'] ?? 'ses:SendEmail and ses:SendRawEmail';
  if (isOverruled(denial))
    return [
      ...overrule([{ ...denial, action }]),
      ...(denial.kind === 'resource-policy' ? [lookAtIdentity(data)] : []),
    ];
  const { resource } = data;
  const statement = data['action'] === undefined ? '' : callerStatement([action], resource ?? '');
  return [
    {
      text: `Allow ${action} on ${resource ?? 'the identity'} in the policy of the user or role.${statement}`,
      owner: 'you',
    },
    {
      text: 'The resource need not be the sender: in the sandbox SES also checks the recipients, and where the address of the sender is an identity of its own, that one counts, else its domain. Allow the domain identity, and every address identity below it.',
      owner: 'you',
    },
    lookAtIdentity(data),
  ];
}

/** By what, where the text names a policy that no Allow overrides. */
function deniedBy(quote: string): string {
  const denial = readDenial(quote);
  return isOverruled(denial) ? `, by ${nameOfPolicy(denial.kind)}` : '';
}

/** A send that IAM refused, as a text tells it. */
export const deniedSend: ReadWords = {
  summary: ({ data, quote }) =>
    `${data['principal'] ?? 'The sender'} is not allowed to call ${data['action'] ?? 'the SES action'} on ${data['resource'] ?? 'this identity'}${deniedBy(quote)}${deniedRole(data['role'])}.`,
  impact: () => 'SES accepts nothing that this principal sends with this identity.',
  fix: howToAllow,
  distinguish:
    'Look at the resource in the message: is it the sender, a recipient, or an address identity below a verified domain?',
  references: [guide('control-user-access'), guide('troubleshoot-error-messages')],
};
