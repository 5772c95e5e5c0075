import { nearMissWords, removal } from '../4-inbox/near-miss.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import type { NearMissKind } from '../../src/model/dns-name.ts';
import { grouped } from '../../src/model/many.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { evidence, publish, type Records } from '../4-inbox/dkim-records.words.ts';
import { here, trouble, verifying, standing } from './identity.words.ts';
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
  /** The verification status of `by` where that is not SUCCESS. */
  byStatus?: string;
  /** Its DKIM records that are not in DNS; null where none is known to be missing. */
  missing: Records | null;
  /** How the names at which those of them are that were found near by differ from the right ones; null where none was found. */
  strayed: NearMissKind | null;
  /** Its MAIL FROM records that were found near by; null where none was. */
  mailFrom: StrayedMailFrom | null;
  /** All its DKIM records were seen in DNS. */
  recordsThere: boolean;
  /** A mail of the sender was refused as not verified. */
  refused: boolean;
}

/** Records of a MAIL FROM domain that are at another name. */
export interface StrayedMailFrom {
  domain: string;
  zone: string | null;
  slip: NearMissKind;
  records: readonly { type: 'MX' | 'TXT'; found: string; value: string }[];
}

/** The words for it. AWS's pages do not say by which of the two identities SES goes. */
export const ownProblems = {
  'identity/own-not-verified': problem<OwnUnready>({
    // Only a refusal shows that SES goes by this one.
    severity: ({ refused }) => (refused ? 'error' : 'warning'),
    summary: (data) => {
      const { name, by, byStatus, region, status } = data;
      return `${name} is an identity of its own in ${here(region)}, and ${stateOf(status)}; above it ${standing(by, byStatus)}.${strayedText(data)}`;
    },
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

function strayedText({ missing, strayed, mailFrom }: OwnUnready): string {
  const slip = strayed ?? mailFrom?.slip;
  if (slip === undefined) return '';
  const kinds = [...(strayed === null ? [] : ['DKIM']), ...(mailFrom === null ? [] : ['MAIL FROM'])];
  const first = missing?.records.find(({ actual }) => actual !== null)?.actual ?? mailFrom?.records[0]?.found;
  const one =
    strayed === null ? mailFrom?.records.length === 1 : mailFrom === null && missing?.records.length === 1;
  return ` Its ${kinds.join(' and ')} ${one ? 'record is' : 'records are'} at another name${first === undefined ? '' : `, ${first}`}, ${nearMissWords[slip]}.`;
}

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
    ...(data.mailFrom?.records ?? []).map(({ type, found, value }) => ({
      what: `name of the ${type} record ${value}`,
      expected: data.mailFrom?.domain ?? null,
      actual: found,
      source: null,
    })),
  ];
}

function stepsOf(data: OwnUnready): readonly Step[] {
  const { name, by, status, missing, strayed, mailFrom } = data;
  const mail = mailFrom === null ? [] : mailFromSteps(mailFrom);
  const orDelete: Step = {
    text: `Or, if ${name} needs no identity of its own, delete it: then ${by} alone stands for it`,
    owner: 'you',
  };
  const stopped = status === 'FAILED' || status === 'NOT_STARTED';
  if (missing !== null)
    return [
      ...(strayed === null
        ? publish(missing, 'Publish the record', (count) => `Publish these ${grouped(count)} records`)
        : publish(
            missing,
            `Publish the record at the right name, and ${removal(strayed, 'the wrong one')}`,
            (count) =>
              `Publish these ${grouped(count)} records at the right names, and ${removal(strayed, 'the wrong ones', count)}`,
          )),
      ...mail,
      ...(stopped ? [restart(data)] : []),
      orDelete,
    ];
  if (status === 'SUCCESS')
    return [
      { text: `Look at ${name} in the console: it says what is missing`, owner: 'you' },
      ...mail,
      orDelete,
    ];
  if (data.type === 'address' || !data.recordsThere)
    return [...verificationSteps(data), ...(stopped ? [restart(data)] : []), ...mail, orDelete];
  return [...(stopped ? [restart(data)] : waitingSteps(data)), ...mail, orDelete];
}

const mailFromSteps = ({ domain, zone, slip, records }: StrayedMailFrom): readonly Step[] =>
  records.map(({ type, found, value }) => ({
    text: `Publish its ${type === 'MX' ? 'MX' : 'SPF'} record at the MAIL FROM domain, and ${removal(slip, found)}`,
    owner: 'dns',
    ...recordToPublish(domain, type, value, zone),
  }));
