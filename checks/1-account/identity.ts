import { defineCheck, problem, symptomProblem, type Evidence, type Step } from '../../src/check.ts';
import { coverage } from '../../src/facts/identity-coverage.ts';
import type { Identity, VerificationInfo } from '../../src/facts/identity-reply.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { apiPage, guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf, isAddress } from '../../src/parse/identity-name.ts';
import { command } from '../../src/paste.ts';
import { refute } from '../../src/refute.ts';

interface Absent {
  region: string | null;
  name: string;
}

interface Unverified extends Absent {
  type: 'address' | 'domain';
  status: string;
  info: VerificationInfo | null;
  /** The key is SES's own, not the user's or a copy of another Region's. */
  easyDkim: boolean;
}

interface Covered extends Absent {
  by: string;
}

const verifying = guide('creating-identities');
const trouble = guide('troubleshoot-verification');

/** Codes that say a sender is not verified. */
const notVerified = [
  'identity/not-verified',
  'identity/not-found',
  'identity/wrong-region',
  'identity/case-mismatch',
  'identity/near-miss',
  'identity/verification-pending',
  'identity/verification-failed',
];

export default defineCheck({
  id: 'identity',
  title: 'The sender is verified in SES',
  why: 'SES sends only from verified addresses and domains. A verified domain covers its addresses and sub-domains.',
  per: 'identity',
  needs: { target, coverage, symptom },

  problems: {
    'identity/not-found': problem<Absent>({
      severity: 'error',
      summary: ({ name, region }) => `SES does not know ${name} in ${here(region)}, nor a domain above it.`,
      impact: 'Mail from it is refused: “Email address is not verified”.',
      evidence: ({ name }) => [
        {
          what: `a verified identity that covers ${name}`,
          expected: 'itself, its domain or a parent domain',
          actual: 'none of them exists',
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: ({ name, region }) => [
        {
          text: 'Make sure that this is the account and the Region in which the sender was set up: identities belong to one of each.',
          owner: 'you',
        },
        createDomain(name, region),
      ],
      references: ({ region }) => pagesFor(region, '#/identities', verifying),
      explains: ['identity/not-verified', 'identity/foreign-header'],
      read: {
        summary: ({ subject }) =>
          `SES does not know ${subject ?? 'the sender'} in the Region that was asked.`,
        impact: () => 'Mail from it is refused.',
        fix: ({ subject }) => (subject === null ? [] : [createDomain(subject, null)]),
        references: [verifying],
        distinguish:
          'aws sesv2 get-email-identity answers NotFoundException for the address and for its domain.',
      },
    }),

    'identity/not-verified': symptomProblem({
      severity: 'error',
      impact:
        'SES refuses the mail. Every address in From, Sender and Return-Path must be covered by a verified identity.',
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
            text: `Run ses-doctor check${subject === null ? '' : ` --identity ${subject}`} to see what is missing.`,
            owner: 'you',
          },
        ],
        distinguish:
          'If the address that failed is one you send from, it is this. If it is a recipient, the account is in the sandbox.',
      },
    }),

    'identity/verification-pending': problem<Unverified>({
      severity: 'error',
      summary: ({ name, region }) => `The verification of ${name} is not finished in ${here(region)}.`,
      impact: 'Nothing can be sent from it until SES has seen the proof.',
      evidence: verificationEvidence,
      fix: verificationSteps,
      references: ({ region, name }) => pagesFor(region, identityPath(name), verifying, trouble),
      explains: ['identity/not-verified'],
      read: {
        summary: ({ subject }) => `The verification of ${subject ?? 'the sender'} is not finished.`,
        references: [trouble],
        distinguish: 'aws sesv2 get-email-identity says VerificationStatus PENDING.',
      },
    }),

    'identity/verification-failed': problem<Unverified>({
      severity: 'error',
      summary: ({ name, status, region }) =>
        status === 'NOT_STARTED'
          ? `The verification of ${name} was never started in ${here(region)}.`
          : `The verification of ${name} has failed in ${here(region)}.`,
      impact: 'Nothing can be sent from it. SES has stopped looking for the proof.',
      evidence: verificationEvidence,
      fix: (data) => [...verificationSteps(data), restart(data)],
      references: ({ region, name }) => pagesFor(region, identityPath(name), verifying, trouble),
      explains: ['identity/not-verified'],
      read: {
        summary: ({ subject }) => `The verification of ${subject ?? 'the sender'} has failed.`,
        fix: () => [
          {
            text: 'Put the DKIM records that SES shows for the identity into the DNS, then start the verification again.',
            owner: 'dns',
          },
        ],
        references: [trouble],
        distinguish: 'aws sesv2 get-email-identity says VerificationStatus FAILED.',
      },
    }),

    'identity/verification-temporary-failure': problem<Unverified>({
      severity: 'warning',
      summary: ({ name }) => `SES no longer finds the records that prove ${name}.`,
      impact: 'Mail still goes out, but SES withdraws the verification if the records stay away.',
      evidence: verificationEvidence,
      fix: () => [
        {
          text: 'Put the DKIM records that SES shows for the identity back into the DNS: they must stay there for good.',
          owner: 'dns',
        },
      ],
      references: ({ region, name }) => pagesFor(region, identityPath(name), trouble),
      read: {
        severity: 'warning',
        summary: ({ subject }) => `SES no longer finds the records that prove ${subject ?? 'the identity'}.`,
        fix: () => [
          { text: 'Put the DKIM records that SES shows for the identity back into the DNS.', owner: 'dns' },
        ],
        references: [trouble],
        distinguish:
          'AWS has sent a mail that says the verification will be revoked; ses-doctor check --identity shows what is missing.',
      },
    }),

    'identity/sending-disabled': problem<Unverified>({
      severity: 'error',
      summary: ({ name, region }) => `${name} is verified, but SES does not let it send in ${here(region)}.`,
      impact: 'Mail from it is refused.',
      evidence: ({ status }) => [
        {
          what: 'GetEmailIdentity.VerifiedForSendingStatus',
          expected: 'true',
          actual: 'false',
          source: 'ses:GetEmailIdentity',
        },
        {
          what: 'GetEmailIdentity.VerificationStatus',
          expected: null,
          actual: status,
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: ({ name }) => [
        {
          text: `Look at ${name} in the console: it says what SES misses. Look at the account's own status as well.`,
          owner: 'you',
        },
        { text: 'If nothing is missing, ask AWS Support about this identity.', owner: 'aws' },
      ],
      references: ({ region, name }) => pagesFor(region, identityPath(name), apiPage('GetEmailIdentity')),
      explains: ['identity/not-verified'],
    }),

    'identity/covered-by-parent': problem<Covered>({
      severity: 'info',
      summary: ({ name, by }) => `${name} may send because ${by} is verified.`,
      impact: `DKIM, MAIL FROM and the default configuration set are those of the verified domain.`,
      evidence: ({ name, by }) => [
        {
          what: `a verified identity that covers ${name}`,
          expected: null,
          actual: by,
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: () => [],
      references: ({ region, by }) => pagesFor(region, identityPath(by), verifying),
    }),
  },

  evaluate({ target: { region }, coverage, symptom }, name) {
    switch (coverage.kind) {
      case 'absent':
        return [{ problem: 'identity/not-found', data: { region, name } }];
      case 'undecided':
        return coverage.unread.map((why) => ({ unanswered: why, counts: true }));
      case 'unverified': {
        const failed = ['FAILED', 'NOT_STARTED'].includes(coverage.identity.verificationStatus);
        const data = { region, ...unverified(coverage.identity) };
        return [
          failed
            ? { problem: 'identity/verification-failed', data }
            : { problem: 'identity/verification-pending', data },
        ];
      }
      case 'covered': {
        const { by, unread } = coverage;
        const data = { region, ...unverified(by) };
        return [
          ...(by.verifiedForSending ? [] : [{ problem: 'identity/sending-disabled', data } as const]),
          ...(by.verificationStatus === 'TEMPORARY_FAILURE'
            ? [{ problem: 'identity/verification-temporary-failure', data } as const]
            : []),
          ...(by.name === name
            ? []
            : [{ problem: 'identity/covered-by-parent', data: { region, name, by: by.name } } as const]),
          ...unread.map((why) => ({ unanswered: why, counts: true })),
          ...(by.verifiedForSending
            ? refute(symptom, notVerified, name, coverText(by.name, name, region))
            : []),
        ];
      }
    }
  },

  observed({ coverage }, name) {
    if (coverage.kind !== 'covered') return null;
    return coverage.by.name === name ? 'verified' : `covered by ${coverage.by.name}`;
  },
});

/** Why a candidate of a symptom is not so. */
const coverText = (by: string, name: string, region: string | null): string =>
  by === name
    ? `${name} is verified in ${here(region)}`
    : `${by} is verified in ${here(region)} and covers ${name}`;

const here = (region: string | null): string => region ?? 'this Region';

const unverified = (identity: Identity): Omit<Unverified, 'region'> => ({
  name: identity.name,
  type: identity.type,
  status: identity.verificationStatus,
  info: identity.verificationInfo,
  easyDkim: identity.dkim.origin === 'AWS_SES',
});

function createDomain(name: string, region: string | null): Step {
  const domain = domainOf(name);
  return {
    text: isAddress(name)
      ? `Verify ${domain}: that covers every address in it. (If the domain is not yours to change, verify the address alone.)`
      : `Create the identity and put the DKIM records it shows into the DNS of ${domain}`,
    owner: 'you',
    command: command`aws sesv2 create-email-identity --email-identity ${domain} --region ${region}`,
  };
}

/** What SES saw, in plain words (SES API v2, VerificationInfo.ErrorType). */
const errors: Readonly<Record<string, string>> = {
  INVALID_VALUE: 'a record is there, but with another value',
  TYPE_NOT_FOUND: 'the name exists, but without a record of the right type',
  HOST_NOT_FOUND: 'the name does not exist in the DNS',
  SERVICE_ERROR: 'SES itself had a fault while looking',
  DNS_SERVER_ERROR: 'the name server of the domain answered with an error',
  REPLICATION_ACCESS_DENIED: 'the identity it copies its key from does not allow it',
  REPLICATION_PRIMARY_NOT_FOUND: 'the identity it copies its key from does not exist',
  REPLICATION_PRIMARY_BYO_DKIM_NOT_SUPPORTED: 'the identity it copies its key from uses its own key',
  REPLICATION_REPLICA_AS_PRIMARY_NOT_SUPPORTED: 'the identity it copies its key from is a copy itself',
  REPLICATION_PRIMARY_INVALID_REGION: 'the Region it copies its key from is not a valid one',
};

function verificationEvidence({ status, info }: Unverified): readonly Evidence[] {
  const source = 'ses:GetEmailIdentity';
  const rows: Evidence[] = [
    { what: 'GetEmailIdentity.VerificationStatus', expected: 'SUCCESS', actual: status, source },
  ];
  if (info === null) return rows;
  if (info.errorType !== null) {
    const actual = errors[info.errorType];
    rows.push({
      what: 'what SES saw in the DNS',
      expected: null,
      actual: actual === undefined ? info.errorType : `${actual} (${info.errorType})`,
      source,
    });
  }
  if (info.lastChecked !== null) {
    const success = info.lastSuccess === null ? 'never seen' : `last seen ${info.lastSuccess}`;
    rows.push({
      what: 'the proof',
      expected: null,
      actual: `${success}, last looked for ${info.lastChecked}`,
      source,
    });
  }
  if (info.soa !== null && info.soa.primaryNameServer !== null) {
    const serial = info.soa.serial === null ? '' : `, serial ${info.soa.serial}`;
    rows.push({
      what: 'the name server SES asks',
      expected: 'that of your DNS provider',
      actual: `${info.soa.primaryNameServer}${serial}`,
      source,
    });
  }
  return rows;
}

function verificationSteps({ type, name }: Unverified): readonly Step[] {
  if (type === 'address') {
    return [
      {
        text: `Follow the link in the mail from no-reply-aws@amazon.com to ${name}. It is good for 24 hours; look in the spam folder as well.`,
        owner: 'you',
      },
    ];
  }
  return [
    {
      text: `Put the DKIM records that SES shows for ${name} into the DNS, at the provider that the domain is delegated to. SES looks for them for up to 72 hours.`,
      owner: 'dns',
    },
  ];
}

function restart({ name, type, region, easyDkim }: Unverified): Step {
  if (type === 'address') {
    return {
      text: 'If the link has expired, delete the identity and create it again: SES sends a new one.',
      owner: 'you',
    };
  }
  return {
    text: 'When the records are there, start the verification again, and compare the records it then shows with those in the DNS',
    owner: 'you',
    // With a key of one's own, this command would replace it.
    command: easyDkim
      ? command`aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin AWS_SES --region ${region}`
      : null,
  };
}
