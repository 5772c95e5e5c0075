import { grouped } from '../../src/model/many.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { evidence, publish, type Records } from '../4-inbox/dkim-records.words.ts';
import { here, trouble, verifying } from './identity.words.ts';
import {
  restart,
  type Unverified,
  verificationEvidence,
  verificationSteps,
  waitingSteps,
} from './identity-verification.words.ts';

/** An identity of the sender that SES does not let send, below a verified one that covers the sender. */
export interface OwnUnready extends Unverified {
  /** The verified one. */
  by: string;
  /** Its DKIM records that are not in DNS; null where none is known to be missing. */
  missing: Records | null;
  /** All its DKIM records were seen in DNS. */
  recordsThere: boolean;
  /** A mail of the sender was refused as not verified. */
  refused: boolean;
}

/** The words for it. AWS's pages do not say by which of the two identities SES goes. */
export const ownProblems = {
  'identity/own-not-verified': problem<OwnUnready>({
    // Only a refusal shows that SES goes by this one.
    severity: ({ refused }) => (refused ? 'error' : 'warning'),
    summary: ({ name, by, region, status }) =>
      `${name} is an identity of its own in ${here(region)}, and ${stateOf(status)}; ${by} above it is verified.`,
    impact: ({ name, by, type, refused }) =>
      refused
        ? `Mail was refused: SES seems to go by ${name} and not by ${by}.`
        : `Mail may go out as that of ${by}, or be refused: AWS does not say by which of the two identities SES goes.${type === 'address' ? '' : ` DKIM of its own begins when ${name} is verified.`}`,
    evidence: evidenceOf,
    fix: stepsOf,
    references: ({ region, name }) => pagesFor(region, identityPath(name), verifying, trouble),
    explains: [
      'identity/not-verified',
      'identity/verification-pending',
      'identity/verification-failed',
      'identity/verification-temporary-failure',
    ],
  }),
};

function stateOf(status: string): string {
  switch (status) {
    case 'PENDING':
      return 'its verification is not finished';
    case 'FAILED':
      return 'its verification has failed';
    case 'NOT_STARTED':
      return 'its verification was never started';
    case 'TEMPORARY_FAILURE':
      return 'SES no longer finds the records that verify it';
    case 'SUCCESS':
      return 'SES does not let it send, though its records are verified';
    default:
      return `SES does not let it send (${status})`;
  }
}

function evidenceOf(data: OwnUnready): readonly Evidence[] {
  const sending: Evidence = {
    what: 'GetEmailIdentity.VerifiedForSendingStatus',
    ...{ expected: 'true', actual: 'false', source: 'ses:GetEmailIdentity' },
  };
  return [
    ...(data.status === 'SUCCESS' ? [sending] : verificationEvidence(data)),
    ...(data.missing === null ? [] : evidence(data.missing)),
  ];
}

function stepsOf(data: OwnUnready): readonly Step[] {
  const { name, by, status, missing } = data;
  const orDelete: Step = {
    text: `Or, if ${name} needs no identity of its own, delete it: then ${by} alone stands for it`,
    owner: 'you',
  };
  const stopped = status === 'FAILED' || status === 'NOT_STARTED';
  if (missing !== null)
    return [
      ...publish(missing, 'Publish the record', (count) => `Publish these ${grouped(count)} records`),
      ...(stopped ? [restart(data)] : []),
      orDelete,
    ];
  if (status === 'SUCCESS')
    return [{ text: `Look at ${name} in the console: it says what is missing`, owner: 'you' }, orDelete];
  if (data.type === 'address' || !data.recordsThere)
    return [...verificationSteps(data), ...(stopped ? [restart(data)] : []), orDelete];
  return [...(stopped ? [restart(data)] : waitingSteps(data)), orDelete];
}
