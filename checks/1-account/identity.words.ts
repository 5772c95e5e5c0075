import type { Symptom } from '../../src/model/symptom.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { problem, symptomProblem, type Step } from '../../src/model/check.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf, isAddress } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

/** A sender that SES does not know as it should. */
export interface Absent {
  region: string | null;
  name: string;
}

interface Covered extends Absent {
  by: string;
  /** The verification status of `by` where that is not SUCCESS. */
  byStatus?: string;
}

export const verifying = guide('creating-identities');
export const trouble = guide('troubleshoot-verification');

/** SES does not know the sender, or not as verified. */
export const presenceProblems = {
  'identity/not-found': problem<Absent>({
    severity: 'error',
    summary: ({ name, region }) =>
      `${name} is not an identity in ${here(region)}, and neither is a parent domain.`,
    impact: 'Mail from it is rejected: “Email address is not verified”.',
    evidence: ({ name }) => [
      {
        what: `identity for ${name}`,
        expected: 'the name itself, its domain or a parent domain',
        actual: 'none',
        source: 'ses:GetEmailIdentity',
      },
    ],
    fix: ({ name, region }) => [
      {
        text: 'Check that this is the account and Region in which the sender was set up: an identity belongs to one account and one Region.',
        owner: 'you',
      },
      createDomain(name, region),
    ],
    references: ({ region }) => pagesFor(region, '#/identities', verifying),
    explains: ['identity/not-verified', 'identity/foreign-header', 'identity/domain-takes-no-mail'],
    read: {
      summary: ({ subject }) => `${subject ?? 'The sender'} is not an identity in the Region in use.`,
      impact: () => 'Mail from it is rejected.',
      fix: ({ subject }) => (subject === null ? [] : [createDomain(subject, null)]),
      references: [verifying],
      distinguish:
        'aws sesv2 get-email-identity answers NotFoundException for the address and for its domain.',
    },
  }),

  'identity/not-verified': symptomProblem({
    severity: 'error',
    impact:
      'SES rejects the mail. Every e-mail address in From, Sender and Return-Path must be covered by a verified identity.',
    references: [verifying, trouble],
    read: {
      summary: ({ subject, data }) =>
        `${subject ?? data['identity'] ?? 'The sender'} is not verified${data['region'] === undefined ? '' : ` in ${data['region']}`}.`,
      fix: ({ subject, data }) => [
        {
          text: `Look at the identities of the Region that the error names${data['region'] === undefined ? '' : ` (${data['region']})`}: verification counts per Region and per account.`,
          owner: 'you',
        },
        {
          text: 'See what is missing.',
          owner: 'you',
          command:
            data['region'] === undefined
              ? command`ses-doctor check --identity ${subject}`
              : command`ses-doctor check --identity ${subject} --region ${data['region']}`,
          ...(subject !== null && {
            does: {
              ...{ kind: 'look' as const, identity: subject },
              ...(data['region'] !== undefined && { region: data['region'] }),
            },
          }),
        },
      ],
      distinguish:
        'If the address that failed is one you send from, this is the cause. If it is a recipient, the account is in the sandbox.',
    },
  }),
};

/** Another identity stands for the sender. */
export const coverProblems = {
  'identity/arn-of-no-identity': problem<Covered>({
    severity: 'error',
    summary: ({ name, by }) =>
      `${name} is not an identity of its own: only ${by} is, so an ARN that ends in identity/${name} names nothing.`,
    impact: 'Whatever sends with this ARN (Cognito, SourceArn, an IAM policy) is refused.',
    evidence: ({ name, by }) => [
      { what: 'identity in the ARN', expected: by, actual: name, source: 'ses:GetEmailIdentity' },
    ],
    fix: ({ name, by, region }) => [
      {
        text: `Use the ARN of ${by} instead, and keep ${name} as the From address.`,
        owner: 'you',
      },
      {
        text: `Or make ${name} an identity of its own.`,
        owner: 'you',
        command: command`aws sesv2 create-email-identity --email-identity ${name} --region ${region}`,
      },
    ],
    references: ({ region, by }) => pagesFor(region, identityPath(by), verifying),
    explains: ['send/identity-not-usable', 'send/cross-account-identity'],
  }),

  'identity/covered-by-parent': problem<Covered>({
    severity: 'info',
    summary: ({ name, by, byStatus }) => `${name} can send because ${standing(by, byStatus)}.`,
    impact: ({ by }) => `DKIM, MAIL FROM and the default configuration set come from ${by}.`,
    evidence: ({ name, by }) => [
      {
        what: `identity for ${name}`,
        expected: null,
        actual: by,
        source: 'ses:GetEmailIdentity',
      },
    ],
    fix: () => [],
    references: ({ region, by }) => pagesFor(region, identityPath(by), verifying),
  }),
};

export const here = (region: string | null): string => region ?? 'this Region';

function createDomain(name: string, region: string | null): Step {
  const domain = domainOf(name);
  return {
    text: isAddress(name)
      ? `Verify ${domain}: that covers every address in it. (If the domain is not yours to change, verify the address alone.)`
      : `Create the identity and publish the DKIM records it shows in the DNS of ${domain}`,
    owner: 'you',
    command: command`aws sesv2 create-email-identity --email-identity ${domain} --region ${region}`,
  };
}

/** Codes that say a sender is not verified. */
export const notVerified: readonly string[] = [
  'identity/not-verified',
  'identity/not-found',
  'identity/wrong-region',
  'identity/case-mismatch',
  'identity/near-miss',
  'identity/verification-pending',
  'identity/verification-failed',
];

/** What is not so of whoever is verified: in the sandbox either, where a verified recipient is written to. */
export const notOfVerified: readonly string[] = [...notVerified, 'sandbox/recipient-not-verified'];

/**
 * The sender, and what the symptom names below the identity that covers it: what it says of them is not so either. What
 * lies below `unready`, an identity that is not verified, is left out: SES may go by that one.
 */
export function coveredNames(
  symptom: Symptom | null,
  by: string,
  name: string,
  unready?: string,
): readonly string[] {
  const told = (symptom?.candidates ?? []).flatMap(({ code, subject }) =>
    subject !== null && notOfVerified.includes(code) && lineageOf(subject).includes(by) ? [subject] : [],
  );
  return [...new Set([name, ...told])].filter(
    (one) => unready === undefined || !lineageOf(one).includes(unready),
  );
}

/** Why a candidate of a symptom is not so. */
export const coverText = (by: string, name: string, region: string | null, status?: string): string =>
  `${standing(by, status, region)}${by === name ? '' : ` and covers ${name}`}`;

/** What SES says of an identity that it lets send. `status` where that is not SUCCESS. */
export function standing(by: string, status?: string, region?: string | null): string {
  const where = region === undefined ? '' : ` in ${here(region)}`;
  return status === undefined || status === 'SUCCESS'
    ? `${by} is verified${where}`
    : `SES lets ${by} send${where} (its verification status is ${status})`;
}
