import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import type { VerificationInfo } from '../../src/facts/identity/reply.ts';
import { apiPage, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { type Absent, verifying, trouble, here } from './identity.words.ts';

/** An identity whose verification has not ended well. */
export interface Unverified extends Absent {
  type: 'address' | 'domain';
  status: string;
  info: VerificationInfo | null;
  /** The key is SES's own, not the user's or a copy of another Region's. */
  easyDkim: boolean;
}

/** Verification has not come to a good end, or sending is off. */
export const verificationProblems = {
  'identity/verification-pending': problem<Unverified>({
    severity: 'error',
    summary: ({ name, region, status }) =>
      status === 'PENDING'
        ? `The verification of ${name} is not finished in ${here(region)}.`
        : `SES does not let ${name} send in ${here(region)}: its verification is ${status}.`,
    impact: 'You cannot send from it until the verification is finished.',
    evidence: verificationEvidence,
    fix: waitingSteps,
    references: ({ region, name }) => pagesFor(region, identityPath(name), verifying, trouble),
    // Every send is refused: how mail would fare at a receiver follows from that.
    explains: [
      'identity/not-verified',
      'dkim/status-pending',
      'alignment/dmarc-fails',
      'alignment/dkim-only',
      'alignment/dkim-strict-fails',
      'alignment/spf-strict-impossible',
    ],
    read: {
      fix: () => [
        {
          text: 'Put the DKIM records that SES shows for the identity in DNS; an address is verified by the link that SES mails to it.',
          owner: 'dns',
        },
      ],
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
    impact: 'You cannot send from it. SES has stopped checking.',
    evidence: verificationEvidence,
    fix: (data) => [...verificationSteps(data), restart(data)],
    references: ({ region, name }) => pagesFor(region, identityPath(name), verifying, trouble),
    explains: ['identity/not-verified'],
    read: {
      summary: ({ subject }) => `The verification of ${subject ?? 'the sender'} has failed.`,
      fix: () => [
        {
          text: 'Put the DKIM records that SES shows for the identity in DNS, then start the verification again.',
          owner: 'dns',
        },
      ],
      references: [trouble],
      distinguish: 'aws sesv2 get-email-identity says VerificationStatus FAILED.',
    },
  }),

  'identity/verification-temporary-failure': problem<Unverified>({
    severity: 'warning',
    summary: ({ name }) => `SES no longer finds the DNS records that verify ${name}.`,
    impact: 'Mail still goes out, but SES revokes the verification if the records stay missing.',
    evidence: verificationEvidence,
    fix: () => [
      {
        text: 'Put the DKIM records that SES shows for the identity back in DNS: they must stay there permanently.',
        owner: 'dns',
      },
    ],
    references: ({ region, name }) => pagesFor(region, identityPath(name), trouble),
    read: {
      severity: 'warning',
      summary: ({ subject }) =>
        `SES no longer finds the DNS records that verify ${subject ?? 'the identity'}.`,
      fix: () => [
        { text: 'Put the DKIM records that SES shows for the identity back in DNS.', owner: 'dns' },
      ],
      references: [trouble],
      distinguish:
        'AWS has sent an e-mail that says the verification will be revoked; ses-doctor check --identity shows what is missing.',
    },
  }),

  'identity/sending-disabled': problem<Unverified>({
    severity: 'error',
    summary: ({ name, region, status }) =>
      status === 'SUCCESS'
        ? `${name} is verified, but SES does not let it send in ${here(region)}.`
        : `SES does not let ${name} send in ${here(region)}; its verification status is ${status}.`,
    impact: 'Mail from it is rejected.',
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
        text: `Look at ${name} in the console: it says what is missing. Check the status of the account as well.`,
        owner: 'you',
      },
      { text: 'If nothing is missing, ask AWS Support about this identity.', owner: 'you' },
    ],
    references: ({ region, name }) => pagesFor(region, identityPath(name), apiPage('GetEmailIdentity')),
    explains: ['identity/not-verified'],
  }),
};

/** What SES saw, in plain words (SES API v2, VerificationInfo.ErrorType). */
const errors: Readonly<Record<string, string>> = {
  INVALID_VALUE: 'a record is there, but with another value',
  TYPE_NOT_FOUND: 'the name exists, but without a record of the right type',
  HOST_NOT_FOUND: 'record not found',
  SERVICE_ERROR: 'SES had an internal error while checking',
  DNS_SERVER_ERROR: 'the name server of the domain answered with an error',
  REPLICATION_ACCESS_DENIED: 'the identity its key is copied from does not allow it',
  REPLICATION_PRIMARY_NOT_FOUND: 'the identity its key is copied from does not exist',
  REPLICATION_PRIMARY_BYO_DKIM_NOT_SUPPORTED: 'the identity its key is copied from uses its own key',
  REPLICATION_REPLICA_AS_PRIMARY_NOT_SUPPORTED: 'the identity its key is copied from is a copy itself',
  REPLICATION_PRIMARY_INVALID_REGION: 'the Region its key is copied from is not valid',
};

/** What SES says of the verification, and saw when it last looked. */
export function verificationEvidence({ status, info }: Unverified): readonly Evidence[] {
  const source = 'ses:GetEmailIdentity';
  const rows: Evidence[] = [
    { what: 'GetEmailIdentity.VerificationStatus', expected: 'SUCCESS', actual: status, source },
  ];
  if (info === null) return rows;
  if (info.errorType !== null) {
    const actual = errors[info.errorType];
    rows.push({
      what: 'SES verification',
      expected: null,
      actual: actual === undefined ? info.errorType : `${actual} (${info.errorType})`,
      source,
    });
  }
  if (info.lastChecked !== null) {
    const success = info.lastSuccess === null ? 'never seen' : `last seen ${info.lastSuccess}`;
    rows.push({
      what: 'last check by SES',
      expected: null,
      actual: `${success}, last checked ${info.lastChecked}`,
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

/** Whether a record is at fault is for the checks of the records to say: this must hold beside either. */
export function waitingSteps(data: Unverified): readonly Step[] {
  if (data.type === 'address') return verificationSteps(data);
  return [
    {
      text: `SES verifies ${data.name} by its DKIM records. If the DKIM checks name a fault, or name servers that do not answer, see to that first; if the records are right, wait: SES looks by itself, for up to 72 hours.`,
      owner: 'you',
    },
  ];
}

/** What whoever owns the identity has to do. */
export function verificationSteps({ type, name, easyDkim }: Unverified): readonly Step[] {
  if (type === 'address') {
    return [
      {
        text: `Follow the link in the mail from no-reply-aws@amazon.com to ${name}. It is valid for 24 hours; check the spam folder as well.`,
        owner: 'you',
      },
    ];
  }
  return [
    {
      text: `Put ${easyDkim ? `the DKIM records that SES shows for ${name}` : `the DKIM records of ${name} (with a key of your own: the public half of the private key that SES has, which SES does not show)`} in DNS, at the provider that the domain is delegated to. SES checks for up to 72 hours.`,
      owner: 'dns',
    },
  ];
}

/** How SES is made to look again. */
export function restart({ name, type, region, easyDkim }: Unverified): Step {
  if (type === 'address') {
    return {
      text: 'If the link has expired, delete the identity and create it again: SES sends a new one.',
      owner: 'you',
    };
  }
  return {
    text: 'When the records are there, start the verification again, and compare the records it then shows with those in DNS',
    owner: 'you',
    // With a key of one's own, this command would replace it.
    command: easyDkim
      ? command`aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin AWS_SES --region ${region}`
      : null,
    does: { kind: 'again', of: 'dkim' },
  };
}
